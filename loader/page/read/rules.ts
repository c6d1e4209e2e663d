/**
 * Never read, even where a style displays it: what a visitor typed or could type, code, what stands in for
 * something that is not text, and what the owner marks or takes out of use. Templates hold their content apart,
 * and SVG is no HTMLElement: they need no mention.
 */
const NEVER = 'noscript,script,style,iframe,audio,video,canvas,object,progress,meter,textarea,select,output';

/** The same by their names: asking for each element what it is called is quicker than asking what it fits. */
export const NO_TEXT: ReadonlySet<string> = new Set(NEVER.toUpperCase().split(','));

const MARKED = '[contenteditable],[inert],[aria-hidden=true]';

/** What the owner wants and does not want to be read, at one moment. */
export interface Rules {
  /** Selector of what is never read. */
  never: string;
  /** The same without what is never read by its name. */
  marked: string;
  /** Selector of what the owner excludes: not even its data is read. */
  excluded: string;
  /** Whatever is sent goes through this. */
  mask(text: string): string;
  /** The frame knows kinds of lines, and what stands beside the main content. */
  kinds: boolean;
}

const isSelector = (selector: string): boolean => {
  try {
    return !!document.createDocumentFragment().querySelectorAll(selector);
  } catch {
    return false;
  }
};

const BETWEEN = '(?:[\\s.–-]{1,2}|\\s\\|\\s)';

/** Digits in one, or in the groups that cards have them in, also across the cells of a row. */
const CARD = RegExp(
  `(?<!\\d)(?:\\d{12,19}|\\d{4}(?:${BETWEEN}\\d{4}){2,3}(?:${BETWEEN}\\d{1,4})?|\\d{4}${BETWEEN}\\d{6}${BETWEEN}\\d{4,5})(?!\\d)`,
  'g',
);

/** The last digit of a card is made of the others. */
function isCard(text: string): boolean {
  const sum = [...text.replace(/\D/g, '')].reverse().reduce((total, digit, at) => {
    const value = at % 2 ? 2 * +digit : +digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Takes e-mail addresses and card numbers out. */
export const masked = (text: string): string =>
  text
    .replace(/[\p{L}\p{N}._%+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[masked]')
    .replace(CARD, (number) => (isCard(number) ? '[masked]' : number));

const plain = (text: string): string => text;

/** Undefined where the owner's exclusions cannot be understood: then nothing is read. */
export function rulesOf(
  attributes: Record<string, string>,
  version: number,
  warn: (problem: string) => void,
): Rules | undefined {
  const { contextExclude = '', mask = 'false' } = attributes;
  const excluded = `[data-evi-exclude]${contextExclude && `,${contextExclude}`}`;
  if (!isSelector(excluded)) {
    // Without what the owner meant, something might be read that must not be.
    warn(`the page is not read: data-context-exclude="${contextExclude}" must be a list of CSS selectors`);
    return undefined;
  }
  // For a frame that knows no place beside the main content, what stands there is not of the page.
  const marked = `${MARKED},${excluded}${version < 3 ? ',nav' : ''}`;
  return {
    never: `${NEVER},${marked}`,
    marked,
    excluded,
    // What is no setting is taken for the wish that it looks like.
    mask: mask === 'false' ? plain : masked,
    kinds: version > 2,
  };
}
