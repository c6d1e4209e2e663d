import { createServer } from 'node:http';

/** An origin whose documents a test writes. */
export interface Site {
  origin: string;
  /** Publishes a document at a path and answers its address. */
  publish(path: string, html: string, headers?: Record<string, string>): string;
  close(): void;
}

/**
 * A real server on a free loopback port: pages that Playwright's routing answers count as public to Chromium, which
 * then keeps them from the widget's loopback address.
 */
export async function openSite(host: 'localhost' | '127.0.0.1'): Promise<Site> {
  const files = new Map<string, { body: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const found = files.get(new URL(request.url ?? '/', 'http://site').pathname);
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...found?.headers });
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  const origin = `http://${host}:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    origin,
    publish(path, body, headers = {}) {
      files.set(path, { body, headers });
      return origin + path;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
