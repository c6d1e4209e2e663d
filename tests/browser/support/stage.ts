import { openSite } from './site.ts';

export interface Stage {
  origin: string;
  /** Publishes a page and answers its address. `body` is what stands in its `<body>`. */
  page(body: string, headers?: Record<string, string>): string;
  /** The same of a whole document. */
  document(html: string, headers?: Record<string, string>): string;
  close(): void;
}

export async function openStage(): Promise<Stage> {
  const site = await openSite('localhost');
  let pages = 0;
  const document: Stage['document'] = (html, headers) => {
    pages += 1;
    return site.publish(`/${pages}`, html, headers);
  };
  return {
    origin: site.origin,
    document,
    page: (body, headers) =>
      document(
        `<!doctype html><html lang="en"><head><title>Stage</title></head><body>${body}</body></html>`,
        headers,
      ),
    close: site.close,
  };
}
