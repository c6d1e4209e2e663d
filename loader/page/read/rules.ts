import { warn } from '../../warn.ts';

/**
 * Never read, even where a style displays it: what a visitor typed or could type, code, what stands in for
 * something that is not text, and what the owner marks or takes out of use. Templates hold their content apart,
 * and SVG is no HTMLElement: they need no mention.
 */
const NEVER =
  'noscript,script,style,iframe,audio,video,canvas,object,progress,meter,textarea,select,output,[contenteditable],[inert],[aria-hidden=true]';

/** What is not of the page for a frame that knows no place beside the main content. */
const BESIDE = ',nav';

/** What the owner wants and does not want to be read, at one moment. */
export interface Rules {
  /** Selector of what is never read. */
  never: string;
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

/** Digits of a payment card: the last one is made of the others. */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 12 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = at % 2 ? 2 * +digit : +digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Takes e-mail addresses and card numbers out. */
export const masked = (text: string): string =>
  text
    .replace(/[\p{L}\p{N}._%+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[masked]')
    .replace(/\d(?:[\s.|–-]{0,3}\d){11,18}/g, (number) => (isCard(number) ? '[masked]' : number));

const plain = (text: string): string => text;

/** Undefined where the owner's exclusions cannot be understood: then nothing is read. */
export function rulesOf(attributes: Record<string, string>, version: number): Rules | undefined {
  const { contextExclude = '', mask = 'false' } = attributes;
  if (contextExclude && !isSelector(contextExclude))
    warn(
      `data-context-exclude="${contextExclude}" is not all understood: it takes CSS selectors, with commas between them`,
    );
  // `:is()` forgives: of a list with a broken selector in it, the others still hold.
  const excluded = `[data-evi-exclude],:is(${contextExclude})`;
  if (!isSelector(excluded)) return undefined;
  return {
    never: `${NEVER}${version < 3 ? BESIDE : ''},${excluded}`,
    excluded,
    // What is no setting is taken for the wish that it looks like.
    mask: mask === 'false' ? plain : masked,
    kinds: version > 2,
  };
}
