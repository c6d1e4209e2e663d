import type { Failure } from '../models.ts';
import { unreachable } from './failures.ts';

/** Milliseconds. */
const PATIENCE = 10_000;

export type TokenResult = { token: string } | Failure;

/** A fresh token for one socket and chats with that config, from the frame's own origin. */
export async function fetchToken(configId: string, signal: AbortSignal): Promise<TokenResult> {
  try {
    const response = await fetch('/token', {
      method: 'POST',
      cache: 'no-store',
      body: new URLSearchParams(configId && { config_id: configId }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    const code = String(response.status);
    if (response.status === 429) return { reason: 'too-many-requests', code };
    if (response.status >= 500) return { reason: 'unreachable', code };
    // For whoever wrote the script tag: the server says which attribute is wrong.
    if (response.status === 400) console.warn('evi-widget:', await response.text());
    const body: unknown = response.ok ? await response.json() : null;
    const token = typeof body === 'object' && body && 'access_token' in body ? body.access_token : undefined;
    return typeof token === 'string' && token ? { token } : { reason: 'token-refused', code };
  } catch {
    return unreachable();
  }
}
