import type { Expression } from '../../shared/evi/expressions.ts';
import type { FailureReason } from '../models.ts';

/** What happened, and the one thing to do about it. */
export interface FailureWords {
  title: string;
  advice: string;
}

const failures: Record<FailureReason, FailureWords> = {
  'microphone-denied': {
    title: 'Your browser is blocking the microphone for this site.',
    advice: 'You can type instead, or allow it in the address bar.',
  },
  'microphone-blocked-by-site': {
    title: 'This website does not let the assistant use the microphone.',
    advice: 'You can type instead.',
  },
  'microphone-missing': {
    title: 'No microphone was found.',
    advice: 'Connect one and try again, or type below.',
  },
  'microphone-busy': {
    title: 'Another program is using the microphone.',
    advice: 'Close it there and try again, or type below.',
  },
  'microphone-lost': {
    title: 'The microphone was disconnected.',
    advice: 'Connect it and try again, or go on by typing.',
  },
  'voice-unavailable': {
    title: 'Talking is not available right now.',
    advice: 'You can type instead.',
  },
  'unsupported-browser': {
    title: 'This browser cannot hold a spoken conversation.',
    advice: 'You can type instead, or use a newer browser.',
  },
  'token-refused': {
    title: 'The assistant did not accept this website.',
    advice: 'Try again. If it stays so, the site’s owner can help.',
  },
  'too-many-requests': {
    title: 'Many people are asking at the moment.',
    advice: 'Wait a minute, then try again.',
  },
  unreachable: {
    title: 'The assistant cannot be reached.',
    advice: 'Try again in a moment.',
  },
  offline: {
    title: 'You are offline.',
    advice: 'Try again when you are connected.',
  },
  inactivity: {
    title: 'It was quiet for a while, so the conversation ended.',
    advice: 'You can go on where you stopped.',
  },
  'max-duration': {
    title: 'The conversation reached its time limit.',
    advice: 'You can start another one.',
  },
  'server-error': {
    title: 'Something went wrong on our side.',
    advice: 'Try again in a moment.',
  },
};

/** Names that a language gives the 48 expressions; where there is none, EVI's own English name is shown. */
const expressions: Partial<Record<Expression, string>> = {};

const direction: 'ltr' | 'rtl' = 'ltr';

export const en = {
  language: 'en',
  direction,
  status: {
    idle: '',
    permission: 'Asking for the microphone',
    connecting: 'Connecting',
    ready: 'Ready',
    listening: 'Listening',
    thinking: 'Thinking',
    speaking: 'Speaking',
    muted: 'Muted',
    reconnecting: 'Reconnecting',
    ended: 'Ended',
  },
  close: 'Close',
  greeting: 'Ask a question and get an answer from this page, spoken or written.',
  suggestions: 'Questions to start with',
  talk: 'Talk',
  type: 'Type',
  microphoneWhy: 'Talk uses your microphone to hear you. Your browser asks first.',
  permissionHint: 'Your browser is asking. Choose Allow to talk, or type below.',
  typingOnly: 'This assistant cannot hear, but it can read. Type your question.',
  message: 'Your message',
  placeholder: 'Type a message',
  send: 'Send',
  mute: 'Mute microphone',
  end: 'End',
  endLabel: 'End conversation',
  transcript: 'Conversation',
  you: 'You',
  assistant: 'Assistant',
  interrupted: 'Interrupted',
  newest: 'Newest',
  expressions,
  expressionsLabel: 'Expression in your voice',
  expressionsNote: 'Estimated from your voice',
  reading: 'Reading this page',
  notReading: 'Not reading this page',
  share: 'Let the assistant read this page',
  shared: 'This is exactly what the assistant gets:',
  notShared: 'The assistant gets nothing from this page.',
  nothingYet: 'Nothing has been read yet.',
  sharedText: 'Text shared with the assistant',
  failures,
  tryAgain: 'Try again',
  sendAgain: 'Send again',
  typeInstead: 'Type instead',
};

export type Dictionary = typeof en;
