/** The npm package's entry: `import { mount } from 'evi-widget'`. Importing it does nothing, on a server, too. */
import type { EviOptions, EviWidgetApi } from './api/types.ts';
import { createInstance } from './instance.ts';

export type { EviEvents, EviListener, EviOptions, EviTool, EviWidgetApi } from './api/types.ts';

/** The script tag's settings, and where the widget comes from and goes to. */
export interface MountOptions extends EviOptions {
  /** Address of the server, like `https://evi.example.com`. */
  server: string;
  /** The widget stands in this element. Without it, and without `mount`, it floats above the page. */
  target?: Element;
}

/** @param server As the developer gave it. */
function widgetOf(server: string): URL {
  const address = `${server}`.replace(/\/*$/, '/widget/');
  if (!/^https?:/.test(address) || !URL.canParse(address))
    throw new TypeError('evi-widget: mount() needs server, an address like https://evi.example.com.');
  return new URL(address);
}

/** Adds a widget to the page, and answers with what its script tag would offer as `window.EviWidget`. */
export function mount({ server, target, ...options }: MountOptions): EviWidgetApi {
  if (typeof document === 'undefined')
    throw new Error(
      'evi-widget: mount() needs a page. Call it in the browser, after the page is rendered, not on the server.',
    );
  const widget = widgetOf(server);
  if (window.origin === 'null')
    throw new Error('evi-widget: the page has no origin: its sandbox needs allow-same-origin.');
  if (widget.origin === location.origin)
    throw new Error('evi-widget: the server must be of another origin than the page.');
  // It stands nowhere: it only carries the settings, as a script tag does.
  const settings = document.createElement('div');
  for (const [option, value] of Object.entries(options))
    if (value !== undefined) settings.dataset[option] = `${value}`;
  return createInstance(
    settings,
    widget,
    () => import('./page/index.ts'),
    () => undefined,
    target,
  );
}
