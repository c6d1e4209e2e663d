import { randomInt } from 'node:crypto';

const ALPHANUMERICS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id for a tool call, of the form that OpenAI's have. */
export const newCallId = () =>
  `call_${Array.from({ length: 24 }, () => ALPHANUMERICS[randomInt(ALPHANUMERICS.length)]).join('')}`;
