import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedSearch {
  /** What the server gets as EVI_WEB_SEARCH_URL. */
  url: string;
  /** What was searched for, oldest first. */
  queries: string[];
  close(): void;
}

/** A web search that finds the same things for every query, behind SearXNG's interface. */
export async function openScriptedSearch(
  results: readonly { title: string; url: string; content: string }[],
): Promise<ScriptedSearch> {
  const queries: string[] = [];
  const server = createServer((request, response) => {
    queries.push(new URL(request.url ?? '/', 'http://search').searchParams.get('q') ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ results }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    queries,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
