import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * Builds entry points for Node, with the options of vite.config.ts's server, from the sources as they are now. Resolves
 * with their folder: each is `<name>.js` there.
 * @param folder A name that no other test file builds under: they run at the same time.
 * @param entries Paths from the repository's root, by name.
 */
export async function buildForNode(
  folder: string,
  entries: Record<string, string>,
  plugins: Plugin[] = [],
): Promise<string> {
  const outDir = join(root, 'node_modules/.cache', folder, String(process.pid));
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)]));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  return outDir;
}
