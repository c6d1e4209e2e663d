import { expose, type Remote, wrap } from 'comlink';
import type { FrameApi, HostApi, PageSection, PageSnapshot } from '../../shared/bridge/contract.ts';
import { type Guards, guardedEndpoint } from '../../shared/bridge/guard.ts';

/** Characters and sections of a page, a little above what the loader sends. */
const MOST_TEXT = 100_000;
const MOST_SECTIONS = 5000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;

/** The command judges it itself, and answers: a call that is dropped here would be waited for in vain. */
const isJudgedLater = (_value: unknown): boolean => true;
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** Of any number and length: the parser refuses with a warning, while a call dropped here would be waited for in vain. */
const isAttributes = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string');

const isSection = (value: unknown): value is PageSection =>
  isRecord(value) &&
  isText(value.id, 1000) &&
  isText(value.heading, 1000) &&
  isText(value.text, MOST_TEXT) &&
  Number.isInteger(value.level) &&
  Number(value.level) >= 0 &&
  Number(value.level) <= 6;

/** Also used on what `readPage` answers: results come past the guard unread. */
export const isSnapshot = (value: unknown): value is PageSnapshot =>
  isRecord(value) &&
  isText(value.title, 1000) &&
  isText(value.url, 4000) &&
  isText(value.language, MOST_TEXT) &&
  Array.isArray(value.sections) &&
  value.sections.length <= MOST_SECTIONS &&
  // Spread, because `every` skips the holes that an array may have.
  [...value.sections].every(isSection) &&
  value.sections.reduce((sum, section) => sum + section.text.length, 0) <= MOST_TEXT;

/** What the host may ask, and with which arguments. */
const FRAME_GUARDS: Guards<FrameApi> = {
  configure: (attributes, pageLanguage) => isAttributes(attributes) && typeof pageLanguage === 'string',
  open: () => true,
  close: () => true,
  pageChanged: isSnapshot,
  alive: () => true,
  start: isFlag,
  end: () => true,
  setMuted: isFlag,
  sendText: isJudgedLater,
  speak: isJudgedLater,
  setContext: isJudgedLater,
  setVariables: isJudgedLater,
  setTools: Array.isArray,
};

/** Offers the frame's API on the port, and answers with the host's. */
export function serveHost(port: MessagePort, api: FrameApi): Remote<HostApi> {
  const endpoint = guardedEndpoint(port, FRAME_GUARDS);
  expose(api, endpoint);
  return wrap<HostApi>(endpoint);
}
