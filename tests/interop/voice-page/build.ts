import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** Both are installed: npm's latest under its own name, the beta under another. */
export const VERSIONS = { latest: '@humeai/voice-react', beta: 'voice-react-beta' } as const;
export type Version = keyof typeof VERSIONS;

/** The page's one script, with the given version of voice-react in it. */
export async function buildVoicePage(version: Version): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // React's checks for developers would make the page several times as slow.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    resolve: { alias: { [VERSIONS.latest]: VERSIONS[version] } },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL('page.tsx', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const chunks = [built]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
  const [chunk, ...more] = chunks;
  if (!chunk || more.length > 0) throw new Error(`${chunks.length} scripts instead of one`);
  if (!chunk.moduleIds.some((id) => id.includes(`/node_modules/${VERSIONS[version]}/`)))
    throw new Error(`${VERSIONS[version]} is not in the page`);
  return chunk.code;
}
