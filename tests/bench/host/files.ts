import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** Of the peers: too large for everybody who installs the project to have. */
export const PACKAGES = new URL('peers/node_modules/', import.meta.url);

/** A script that site owners load, by the name under which it is served here. */
export type PeerFile = 'elevenlabs.js' | 'vapi.js' | 'hume.js';

/** Hume's has no file to load by a tag: it is a module that the site's own build takes in. */
async function bundle(input: URL): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: fileURLToPath(input), output: { format: 'iife' } },
    },
  });
  const chunks = [built]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
  const [chunk, ...more] = chunks;
  if (!chunk || more.length > 0) throw new Error(`${chunks.length} scripts instead of one`);
  return chunk.code;
}

async function readPeers(): Promise<Record<PeerFile, string>> {
  const published = (path: string): Promise<string> => readFile(new URL(path, PACKAGES), 'utf8');
  const [elevenlabs, vapi, hume] = await Promise.all([
    published('@elevenlabs/convai-widget-embed/dist/index.js'),
    published('@vapi-ai/client-sdk-react/dist/embed/widget.umd.js'),
    bundle(new URL('peers/hume.js', import.meta.url)),
  ]);
  return { 'elevenlabs.js': elevenlabs, 'vapi.js': vapi, 'hume.js': hume };
}

export interface PeerSite {
  origin: string;
  close(): void;
}

/** The peers' files on an origin of their own, compressed as by a CDN. */
export async function openPeerSite(): Promise<PeerSite> {
  const files = new Map<string, Buffer>(
    Object.entries(await readPeers()).map(([name, code]) => [`/${name}`, gzipSync(code)]),
  );
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file ? 200 : 404, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Content-Encoding': file ? 'gzip' : 'identity',
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
