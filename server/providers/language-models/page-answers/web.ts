/** What a search of the web came to, as it is spoken. */

/** Words; about 15 seconds of speech. */
const LONGEST = 48;
/** Fewer words say nothing. */
const SUBSTANCE = 3;
const sentenceBreaks = new Intl.Segmenter('en', { granularity: 'sentence' });

/** One or two sentences that say where they are from; undefined when nothing was found, or `result` is no search result. */
export function fromTheWeb(result: string): string[] | undefined {
  const words = summaryOf(result).match(/\S+/g) ?? [];
  if (words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length < SUBSTANCE) return undefined;
  const [first = '', second] = [...sentenceBreaks.segment(words.join(' '))].map(({ segment }) =>
    segment.trim(),
  );
  if (wordCount(first) > LONGEST) return [`From the web: ${words.slice(0, LONGEST).join(' ')}…`];
  const spoken = [`From the web: ${ended(first)}`];
  if (second && wordCount(first) + wordCount(second) <= LONGEST) spoken.push(ended(second));
  return spoken;
}

function summaryOf(result: string): string {
  try {
    const value: unknown = JSON.parse(result);
    if (typeof value !== 'object' || value === null || !('summary' in value)) return '';
    return typeof value.summary === 'string' ? value.summary : '';
  } catch {
    return '';
  }
}

const wordCount = (text: string) => text.split(/\s+/).length;
const ended = (sentence: string) => (/[.!?…]["'”’)]?$/.test(sentence) ? sentence : `${sentence}.`);
