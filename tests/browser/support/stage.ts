import { createServer } from 'node:http';

export interface Stage {
  origin: string;
  /** Publishes a page and answers its address. `body` is what stands in its `<body>`. */
  page(body: string, headers?: Record<string, string>): string;
  close(): void;
}

/**
 * A real server on loopback: pages that Playwright's routing answers count as public to Chromium, which then keeps
 * them from the widget's loopback address.
 */
export async function openStage(): Promise<Stage> {
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const found = pages.get(new URL(request.url ?? '/', 'http://stage').pathname);
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...found?.headers });
    response.end(found?.html);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    origin,
    page(body, headers = {}) {
      const path = `/${pages.size + 1}`;
      const html = `<!doctype html><html lang="en"><head><title>Stage</title></head><body>${body}</body></html>`;
      pages.set(path, { html, headers });
      return origin + path;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
