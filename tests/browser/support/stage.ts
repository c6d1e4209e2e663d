import { openSite } from './site.ts';

export interface Stage {
  origin: string;
  /** Publishes a page and answers its address. `body` is what stands in its `<body>`. */
  page(body: string, headers?: Record<string, string>): string;
  close(): void;
}

export async function openStage(): Promise<Stage> {
  const site = await openSite('localhost');
  let pages = 0;
  return {
    origin: site.origin,
    page(body, headers) {
      pages += 1;
      const html = `<!doctype html><html lang="en"><head><title>Stage</title></head><body>${body}</body></html>`;
      return site.publish(`/${pages}`, html, headers);
    },
    close: site.close,
  };
}
