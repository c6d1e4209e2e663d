import { callMessage, readCall, resultMessage } from '../../shared/bridge/wire.ts';
import type { WidgetOptions } from '../../shared/options/table.ts';
import { readAttributes } from '../host/attributes.ts';
import type { HostPort } from '../host/hello.ts';
import { hasMemory } from '../host/memory.ts';

/** What the launcher asks of the app, once it is there. */
export interface App {
  show(): void;
}

/** What the app is given. The launcher stays: it paints the button, and reads the settings for both. */
export interface Launcher extends HostPort {
  options(): WidgetOptions;
  /** Called now and with each change. */
  onOptions(listener: (options: WidgetOptions) => void): void;
  /** Called now and with each change, in CSS pixels: the room that the button needs. */
  onSize(listener: (width: number, height: number) => void): void;
  /** Hidden, it takes neither presses nor focus. */
  setShown(shown: boolean): void;
  /** Gives the app what the host has asked so far, in order; from here on the app alone listens. */
  handOver(): void;
}

/** These need the app; what else the host asks waits until there is one. */
const NEEDS_APP = /^(open|start|sendText|speak)$/;

export function createLauncher(host: HostPort, fetchApp: (launcher: Launcher) => Promise<App>): void {
  const { port } = host;
  const [main, box, button, label] = document.querySelectorAll<HTMLElement>(
    'main, .launcher, button, .label',
  );
  if (!main || !box || !button || !label) return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let waiting: unknown[] = [];
  let options: WidgetOptions | undefined;
  let size: [number, number] | undefined;
  let app: App | undefined;
  let fetching: Promise<void> | undefined;
  /** By a press. */
  let reloaded = self.name;
  self.name = '';

  let tellOptions = (_options: WidgetOptions): void => undefined;
  let tellSize = (width: number, height: number): void => {
    if (!options) return;
    const { position, offset, zIndex } = options;
    port.postMessage(callMessage('layout', { view: 'launcher', position, offset, zIndex, width, height }));
  };

  const launcher: Launcher = {
    ...host,
    options: () => options ?? readAttributes({}),
    onOptions(listener) {
      tellOptions = listener;
      if (options) listener(options);
    },
    onSize(listener) {
      tellSize = listener;
      if (size) listener(...size);
    },
    setShown(shown) {
      box.hidden = !shown;
      // Only focus that is already in the frame comes back to the button; the host page's is left alone.
      if (shown && document.hasFocus()) button.focus();
    },
    handOver() {
      port.removeEventListener('message', hold);
      for (const data of waiting) port.dispatchEvent(new MessageEvent('message', { data }));
    },
  };

  /** Never rejects. What hovers or opens by itself is no reason to tell of a failure: the press that follows is. */
  const load = (): Promise<void> => {
    fetching ??= fetchApp(launcher).then(
      (fetched) => {
        app = fetched;
      },
      () => {
        fetching = undefined;
      },
    );
    return fetching;
  };

  /** @param show For the visitor; what the page asked for shows itself. */
  const press = async (show = true): Promise<void> => {
    button.ariaBusy = 'true';
    label.ariaLive = 'polite';
    await load();
    button.ariaBusy = null;
    if (app) {
      paint();
      if (show) app.show();
    } // Browsers remember a module that the server did not give, and a new release has other files: a new document asks
    // again, once for each press. It must be there first: an error page could not be pressed.
    else if (!reloaded && (await fetch('').catch(Object)).ok) {
      self.name = '1';
      location.reload();
    } else {
      reloaded = '';
      label.textContent = 'Not reachable. Try again.';
      // Nobody wants it done at a later press.
      waiting = waiting.filter((data) => {
        const call = readCall(data);
        const stale = call && NEEDS_APP.test(call.method);
        if (stale) port.postMessage(resultMessage(call.id, 'unreachable'));
        return !stale;
      });
    }
  };

  const paint = (): void => {
    if (!options) return;
    const { theme, accentColor, title, language } = options;
    const { dataset, style } = document.documentElement;
    dataset.theme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
    style.setProperty('--accent', accentColor);
    label.textContent = title;
    label.lang = language;
    main.hidden = false;
  };

  const configure = (attributes: unknown, pageLanguage: unknown): void => {
    try {
      const given = readAttributes(Object(attributes));
      options = { ...given, language: given.language || `${pageLanguage}` };
    } catch {
      // No text, nor can it be made one.
      return;
    }
    paint();
    tellOptions(options);
    if (size) tellSize(...size);
    if (options.open || hasMemory(options.name)) void load();
  };

  const hold = ({ data }: MessageEvent): void => {
    const call = readCall(data);
    // Read below, once.
    if (!call || call.method === 'configure') return;
    if (call.method !== 'alive') waiting.push(data);
    if (NEEDS_APP.test(call.method)) void press(false);
    // Nobody should wait for what a visitor may never want.
    else port.postMessage(resultMessage(call.id, true));
  };

  if (reloaded) void press();
  dark.onchange = paint;
  port.addEventListener('message', hold);
  port.addEventListener('message', ({ data }) => {
    const call = readCall(data);
    if (call?.method === 'configure') configure(...(call.values as [unknown, unknown]));
  });
  port.start();

  new ResizeObserver(() => {
    const { width, height } = box.getBoundingClientRect();
    if (!width) return;
    size = [Math.ceil(width), Math.ceil(height)];
    tellSize(...size);
  }).observe(box);

  const intend = (): void => {
    // Who saves data pays for the app with a press only.
    if (!matchMedia('(prefers-reduced-data: reduce)').matches) void load();
  };
  button.onpointerenter = button.onfocus = intend;
  button.onclick = () => press();
}
