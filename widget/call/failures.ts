import type { Failure, FailureReason } from '../models.ts';

/** What EVI's errors mean to the visitor, where that is more than that something went wrong. */
const REASONS: Record<string, FailureReason> = {
  E0714: 'inactivity',
  E0715: 'max-duration',
  E0900: 'too-many-requests',
  I0116: 'voice-unavailable',
};

export const failureOf = (code: string): Failure => ({ reason: REASONS[code] ?? 'server-error', code });

/** Why no socket could be had, as well as a browser can tell. */
export const connectionFailure = (closeCode: number): Failure => ({
  reason: navigator.onLine ? 'unreachable' : 'offline',
  code: closeCode === 1006 ? '' : String(closeCode),
});
