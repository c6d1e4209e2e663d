import type { Failure, FailureReason } from '../models.ts';

/** EVI errors after which the server closes the chat, and what they mean to the visitor. */
const FINAL: Record<string, FailureReason> = {
  E0714: 'inactivity',
  E0715: 'max-duration',
};

export const failureOf = (code: string): Failure => ({ reason: FINAL[code] ?? 'server-error', code });

/** Why no socket could be had, as well as a browser can tell. */
export const connectionFailure = (closeCode: number): Failure => ({
  reason: navigator.onLine ? 'unreachable' : 'offline',
  code: closeCode === 1006 ? '' : String(closeCode),
});
