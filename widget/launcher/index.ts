/** All that a page pays for before a visitor shows intent: the frame's document, this and its style. */
import './launcher.css';
import { embedderOrigin } from '../host/embedder.ts';
import { sayHello } from '../host/hello.ts';
import { addStylesheet } from '../theme/stylesheet.ts';
import appStyles from '../ui/app.css?url';
import { createLauncher } from './launcher.ts';

const embedder = embedderOrigin();
if (!embedder) console.warn('evi-widget: the frame runs only inside a page of another origin.');
else
  void sayHello(embedder).then((host) =>
    createLauncher(host, async (launcher) => {
      const [{ startApp }] = await Promise.all([import('../app.ts'), addStylesheet(appStyles)]);
      return startApp(launcher);
    }),
  );
