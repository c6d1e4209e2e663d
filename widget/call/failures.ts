import type { Failure, FailureReason } from '../models.ts';

/** What EVI's errors mean to the visitor, where that is more than that something went wrong. */
const REASONS: Record<string, FailureReason> = {
  E0714: 'inactivity',
  E0715: 'max-duration',
  E0900: 'too-many-requests',
  I0116: 'voice-unavailable',
};

export const failureOf = (code: string): Failure => ({ reason: REASONS[code] ?? 'server-error', code });

/** These end the chat: a close follows, and the visitor is told when the last words have sounded. */
export const endsChat = (code: string): boolean => code === 'E0714' || code === 'E0715';

/** The chat group that was to be resumed is not to be had; without it there is a new chat. */
export const forgetsGroup = (code: string): boolean => code === 'E0708' || code === 'E0710';

/** As well as a browser can tell. */
export const unreachable = (code = ''): Failure => ({
  reason: navigator.onLine ? 'unreachable' : 'offline',
  code,
});
