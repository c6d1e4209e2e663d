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
  'microphone-ignored': {
    title: 'The browser’s question about the microphone was not answered.',
    advice: 'Try again and choose Allow, or type below.',
  },
  'connection-refused': {
    title: 'The assistant did not take the call.',
    advice: 'Try again in a moment.',
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
    advice: 'You can go on where you stopped.',
  },
  'server-error': {
    title: 'Something went wrong on our side.',
    advice: 'Try again in a moment.',
  },
};

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
    hold: 'Hold to talk',
    thinking: 'Thinking',
    speaking: 'Speaking',
    muted: 'Muted',
    reconnecting: 'Reconnecting',
    offline: 'Offline',
    closing: 'Ending',
    ended: 'Ended',
    stopped: 'Not connected',
  },
  /** The state in a word, while the assistant's voice is turned off. */
  silent: (status: string) => `${status} · Voice off`,
  settings: 'Settings',
  page: 'This page',
  done: 'Done',
  loading: 'Loading',
  partsMissing: 'This could not be loaded.',
  close: 'Close',
  greeting: 'Ask a question and get an answer from this page.',
  suggestions: 'Questions to start with',
  /** Questions made from the page's headings: the first whose pattern fits, else `about`. */
  suggest: {
    known: [
      [/\b(hours|opening|open)\b/i, 'When are you open?'],
      [/\b(prices?|pricing|fees|rates|costs?)\b/i, 'How much does it cost?'],
      [/\b(directions|find us|getting here|location|visit us|where)\b/i, 'How do I get to you?'],
      [/\b(contact|call us|reach us)\b/i, 'How can I contact you?'],
      [/\b(returns?|refunds?|cancel\w*)\b/i, 'What if I need to cancel?'],
      [/\b(team|people|staff|who we are)\b/i, 'Who works here?'],
    ] as [RegExp, string][],
    about: (heading: string) => `What should I know about “${heading}”?`,
  },
  talk: 'Talk',
  type: 'Type',
  microphoneWhy: 'Talk uses your microphone to hear you. Your browser asks first.',
  permissionHint: 'Your browser is asking for the microphone. Choose Allow to talk, or type below.',
  firstWords: 'What would you like to know?',
  typingOnly: 'This assistant cannot hear, but it can read. Type your question.',
  message: 'Your message',
  placeholder: 'Message',
  send: 'Send',
  mute: 'Mute microphone',
  end: 'End',
  endLabel: 'End conversation',
  transcript: 'Conversation',
  you: 'You',
  assistant: 'Assistant',
  interrupted: 'Interrupted',
  incomplete: 'Part of this could not be heard',
  reading: 'Reading this page',
  notReading: 'Not reading this page',
  failures,
  tryAgain: 'Try again',
  sendAgain: 'Send again',
  talkAgain: 'Go on',
  typeAgain: 'Go on typing',
  typeInstead: 'Type instead',
};

export type Dictionary = typeof en;
