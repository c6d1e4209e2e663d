import { expose, type Remote, wrap } from 'comlink';
import type { FrameApi, HostApi, PageSection, PageSnapshot } from '../../shared/bridge/contract.ts';
import { type Guards, guardedEndpoint } from '../../shared/bridge/guard.ts';

/** Characters and sections of a page, a little above what the loader sends. */
const MOST_TEXT = 100_000;
const MOST_SECTIONS = 5000;
/** Fields, links, texts of JSON-LD. */
const MOST_ITEMS = 500;

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
  Number(value.level) <= 6 &&
  isMissingOr(value.key, isName) &&
  isMissingOr(value.kinds, (kinds) => isText(kinds, MOST_TEXT));

const isName = (value: unknown): value is string => isText(value, 1000);

/** Without the holes that an array may have. */
const isListOf =
  (isRight: (item: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length <= MOST_ITEMS && [...value].every(isRight);

/** Since version 3, so a loader may not know it. */
const isMissingOr = (value: unknown, isRight: (value: unknown) => boolean): boolean =>
  value === undefined || isRight(value);

const isItem =
  (...names: string[]) =>
  (value: unknown): value is Record<string, unknown> =>
    isRecord(value) && names.every((name) => isName(value[name]));
const isControl = isItem('key', 'label');
const isField = (value: unknown): boolean => isControl(value) && isListOf(isName)(value.choices);
const isMeta = (value: unknown): boolean => isListOf(isName)(value) && Object(value).length === 2;
const isData = (value: unknown): boolean => isText(value, MOST_TEXT);

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
  value.sections.reduce((sum, section) => sum + section.text.length, 0) <= MOST_TEXT &&
  isMissingOr(value.selection, (text) => isText(text, 5000)) &&
  isMissingOr(value.inView, isName) &&
  isMissingOr(value.meta, isListOf(isMeta)) &&
  isMissingOr(value.data, isListOf(isData)) &&
  isMissingOr(value.fields, isListOf(isField)) &&
  isMissingOr(value.buttons, isListOf(isControl)) &&
  isMissingOr(value.links, isListOf(isItem('label', 'url')));

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
