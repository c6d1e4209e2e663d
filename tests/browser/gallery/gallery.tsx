/// <reference types="vite/client" />
/** Every state of the interface on fake models: `?state=speaking&theme=dark&accent=d4501e&dir=rtl&title=…` */
import { render } from 'preact';
import { App } from '../../../widget/ui/app.tsx';
import { fakeModels, type Scene } from './fakes.ts';
import { SCENES } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const scenes: Record<string, Scene> = SCENES;
const theme = asked.get('theme');
window.calls = [];
window.models = fakeModels(
  scenes[asked.get('state') ?? ''] ?? {},
  {
    theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
    title: asked.get('title') ?? 'Ask about this page',
    ...(asked.has('accent') && { accentColor: `#${asked.get('accent')}` }),
    ...(asked.has('context') && { context: 'off' }),
  },
  window.calls,
);
render(<App models={window.models} />, document.getElementById('app') ?? document.body);
// App sets the language's own direction, which is left to right for English; what was asked for has the last word.
const direction = asked.get('dir');
if (direction) {
  const turn = (): void => {
    if (document.documentElement.dir !== direction) document.documentElement.dir = direction;
  };
  turn();
  new MutationObserver(turn).observe(document.documentElement, { attributeFilter: ['dir'] });
}
