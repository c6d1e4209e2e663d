/** `npm start`: installs what is missing, builds, serves the demo, prints the address. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, checkNode, install, root } from './project.mjs';
import { prepareSpeech } from './speech.mjs';

/**
 * @param {string} name
 * @param {number} fallback
 */
const port = (name, fallback) => Number(process.env[name] || fallback);

checkNode();
install();
prepareSpeech();
build();

try {
  /** @type {typeof import('../demo-site/serve.ts')} */
  const { startDemo } = await import(pathToFileURL(join(root, 'dist/server/demo.js')).href);
  const demo = await startDemo({
    root,
    ports: {
      host: port('EVI_DEMO_PORT', 8780),
      widget: port('EVI_PORT', 8790),
      hostile: port('EVI_HOSTILE_PORT', 8799),
    },
    variables: process.env,
  });
  console.log(demo.summary);
  console.log('  Ctrl-C ends it.\n');
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      // A second Ctrl-C does not wait.
      process.once(signal, () => process.exit(1));
      demo.close().then(() => process.exit(0));
    });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
