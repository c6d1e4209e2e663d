/** A tool's result as it is spoken: short, and only read, whatever it says. */
import { ASKED } from '../../../../../shared/tools/names.ts';
import { spaced } from './schema.ts';

/** Words. */
const LONGEST = 40;
/** Characters. */
const MOST_READ = 2000;
const MOST_VALUES = 4;
const sentenceBreaks = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The question that the visitor is to be asked; undefined where the tool asks none. */
export const questionOf = (result: string): string | undefined =>
  result.startsWith(ASKED) ? spoken(result.slice(ASKED.length), 2) || 'Shall I do that?' : undefined;

/** One sentence. */
export function told(result: string): string {
  const failed = FAILED.exec(result)?.[1];
  if (failed === undefined) return spoken(plain(result), 1) || 'Done.';
  const why = spoken(failed, 1).replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (first) => first.toLowerCase());
  return why ? `That did not work: ${why}` : 'That did not work.';
}
/** As the frame tells it. */
const FAILED = /^The tool failed:?\s*(.*)$/s;

/** The words of a result that nothing came of. */
export const isFailure = (result: string): boolean =>
  /\b(?:no|not|cannot|can['’]t|could ?n[o']t|nothing|failed|unknown|error|refused|unavailable)\b/i.test(
    result.slice(0, 200),
  );

function spoken(text: string, most: number): string {
  const line = text
    .slice(0, MOST_READ)
    .replace(/https?:\/\/\S+/g, '')
    .replace(/[*_`#<>[\]{}|\\]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const sentences = [...sentenceBreaks.segment(line)].slice(0, most).map(({ segment }) => segment.trim());
  const words = sentences.join(' ').split(' ').filter(Boolean);
  if (words.length > LONGEST) return `${words.slice(0, LONGEST).join(' ')}…`;
  const said = words.join(' ').replace(/^\p{Ll}/u, (first) => first.toUpperCase());
  return !said || /[.!?…]["'”’)]?$/.test(said) ? said : `${said}.`;
}

/** Functions of a page answer with JSON more often than with words. */
function plain(result: string): string {
  try {
    return inWords(JSON.parse(result));
  } catch {
    return result;
  }
}

const SPEAKING = ['message', 'summary', 'text', 'answer', 'result'];

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).map(inWords).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return scalar(value);
  const entries = Object.entries(value);
  const words = entries.find(([name, text]) => SPEAKING.includes(name) && typeof text === 'string')?.[1];
  if (typeof words === 'string') return words;
  return entries
    .filter(([name]) => !/^(?:url|href|link|id|key)$/i.test(name))
    .map(([name, each]) => [spaced(name).toLowerCase(), inWords(each)] as const)
    .filter(([, said]) => said)
    .slice(0, MOST_VALUES)
    .map(([name, said]) => `${name}: ${said}`)
    .join(', ');
}

function scalar(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
