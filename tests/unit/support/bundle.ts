import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** Bundles a server file that runs in a thread or process of its own, as vite.config.ts does; the path of the result. */
export async function bundleForNode(entry: string, name: string): Promise<string> {
  // Test files run at the same time and must not write over each other's.
  const outDir = join(root, 'node_modules/.cache/evi-unit', `${name}-${process.pid}`);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, entry),
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: `${name}.js` } },
    },
  });
  return join(outDir, `${name}.js`);
}
