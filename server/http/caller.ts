import type { IncomingHttpHeaders } from 'node:http';
import type { Caller, Tokens } from './tokens.ts';

/**
 * Who calls, by EVI's two strategies: an API key (`api_key` in the query, or the header `X-Hume-Api-Key`), else an access
 * token (`access_token` in the query, or `Authorization: Bearer`). Hume's older SDKs write `apiKey` and `accessToken`.
 * Undefined when the credential is missing or no good.
 */
export async function callerOf(
  tokens: Tokens,
  { headers }: { headers: IncomingHttpHeaders },
  query: URLSearchParams,
): Promise<Caller | undefined> {
  const key = query.get('api_key') || query.get('apiKey') || headers['x-hume-api-key'];
  if (typeof key === 'string' && key) return tokens.findKey(key);
  const token =
    query.get('access_token') ||
    query.get('accessToken') ||
    /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  return token ? tokens.accept(token, headers.origin) : undefined;
}
