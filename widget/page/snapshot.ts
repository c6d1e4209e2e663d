import type { PageSection, PageSnapshot } from '../../shared/bridge/contract.ts';

/** Characters and sections of a page, a little above what the loader sends. */
const MOST_TEXT = 100_000;
const MOST_SECTIONS = 5000;
/** Fields, links, texts of JSON-LD. */
const MOST_ITEMS = 500;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;

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

/** Of what the loader sends, in answers and by itself: it comes from the page’s side of the border. */
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
