import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const CONTENT_TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
};

/** As strict as the product's own frame, and stricter: a gallery needs no connections. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

/** A host page around the gallery, to walk into the frame and out of it. */
const host = (query: string) => `<!doctype html><html lang="en"><title>Host</title>
  <button id="before" autofocus>Before</button>
  <iframe title="Assistant" width="384" height="600" src="/?${query}"></iframe>
  <button id="after">After</button>`;

export interface Gallery {
  url: string;
  close(): void;
}

/** Built in memory, so that test workers do not tread on each other's files. */
export async function serveGallery(): Promise<Gallery> {
  const built = await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    build: { write: false },
    logLevel: 'error',
  });
  const outputs = [built].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const files = new Map<string, string | Uint8Array>();
  for (const { output } of outputs)
    for (const file of output)
      files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);

  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://gallery');
    if (pathname === '/host') {
      response.writeHead(200, { 'content-type': CONTENT_TYPES.html }).end(host(search.slice(1)));
      return;
    }
    const name = pathname === '/' ? '/index.html' : pathname;
    const type = CONTENT_TYPES[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
    const body = files.get(name);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': type,
      'content-security-policy': POLICY,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
