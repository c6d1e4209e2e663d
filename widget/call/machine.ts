import type { CallState } from '../models.ts';

/**
 * What can happen to a call.
 * - talk, type: the visitor starts it by voice or by text
 * - granted, denied: the microphone's answer, when the call waits for it
 * - connected: the server greeted (`chat_metadata`)
 * - lost: the socket dropped and can be replaced
 * - goodbye: the server ended the chat, and its last words may still sound
 * - over: nothing more can be done, or the last words have sounded
 * - hungUp: the visitor ended it
 */
export type CallEvent =
  | 'talk'
  | 'type'
  | 'granted'
  | 'denied'
  | 'connected'
  | 'lost'
  | 'goodbye'
  | 'over'
  | 'hungUp';

/** The whole behaviour in one table. An event that is not in a state's row changes nothing there. */
export const TRANSITIONS: Record<CallState, Partial<Record<CallEvent, CallState>>> = {
  idle: { talk: 'permission', type: 'connecting' },
  permission: {
    type: 'connecting',
    granted: 'connecting',
    denied: 'ended',
    over: 'ended',
    hungUp: 'ended',
  },
  connecting: { connected: 'live', over: 'ended', hungUp: 'ended' },
  live: { lost: 'reconnecting', goodbye: 'closing', over: 'ended', hungUp: 'ended' },
  reconnecting: { connected: 'live', over: 'ended', hungUp: 'ended' },
  closing: { talk: 'permission', type: 'connecting', over: 'ended', hungUp: 'ended' },
  ended: { talk: 'permission', type: 'connecting' },
};

export const next = (state: CallState, event: CallEvent): CallState => TRANSITIONS[state][event] ?? state;
