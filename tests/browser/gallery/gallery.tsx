/// <reference types="vite/client" />
/** Every state of the interface on fake models: `?state=speaking&theme=dark&accent=d4501e&dir=rtl&title=…` */
import '../../../widget/launcher/launcher.css';
import { createLauncher } from '../../../widget/launcher/launcher.ts';
import { addStylesheet } from '../../../widget/theme/stylesheet.ts';
import actingStyles from '../../../widget/ui/acting.css?url';
import appStyles from '../../../widget/ui/app.css?url';
import { showApp } from '../../../widget/ui/app.tsx';
import { actingParts, callParts, sheets } from '../../../widget/ui/lazy.ts';
import { fakeModels, type Scene } from './fakes.ts';
import { SCENES } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const scenes: Record<string, Scene> = SCENES;
const theme = asked.get('theme');
const scene = scenes[asked.get('state') ?? ''] ?? {};
const attributes = {
  theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
  title: asked.get('title') ?? 'Ask about this page',
  ...(asked.has('accent') && { accentColor: `#${asked.get('accent')}` }),
  ...(asked.has('context') && { context: 'off' }),
  open: `${scene.open ?? true}`,
};
window.calls = [];
window.models = fakeModels(
  scene,
  {
    ...attributes,
    theme: attributes.theme === 'dark' || attributes.theme === 'light' ? attributes.theme : 'auto',
    context: attributes.context === 'off' ? 'off' : 'page',
    open: false,
  },
  window.calls,
);
const { models } = window;
actingParts.from(async () => {
  await addStylesheet(actingStyles);
  const { createActingParts } = await import('../../../widget/ui/acting-parts.tsx');
  return createActingParts(models.actions, models.transcript);
});
const acting = actingParts.load();
callParts.from(async () => {
  const { parts } = await import('../../../widget/ui/parts.tsx');
  await acting;
  window.partsCame = true;
  return parts;
});
sheets.from(async () => (await import('../../../widget/ui/sheets.tsx')).sheetContents);
const { port1, port2 } = new MessageChannel();
createLauncher({ port: port1, version: 2 }, async (launcher) => {
  await addStylesheet(appStyles);
  models.panel.open.subscribe((open) => launcher.setShown(!open));
  showApp(models, document.getElementById('app') ?? document.body);
  if (scene.open ?? true) models.panel.show();
  return models.panel;
});
port2.onmessage = ({ data: { argumentList } }) => {
  window.room = argumentList[0].value;
};
port2.postMessage({
  id: 'gallery',
  type: 'APPLY',
  path: ['configure'],
  argumentList: [{ value: attributes }, { value: 'en' }],
});
// App sets the language's own direction, which is left to right for English; what was asked for has the last word.
const direction = asked.get('dir');
if (direction) {
  const turn = (): void => {
    if (document.documentElement.dir !== direction) document.documentElement.dir = direction;
  };
  turn();
  new MutationObserver(turn).observe(document.documentElement, { attributeFilter: ['dir'] });
}
