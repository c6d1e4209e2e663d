import {
  ADVERBS,
  AMBITRANSITIVE,
  AUXILIARIES,
  BE,
  DATIVE,
  DETERMINERS,
  FILLERS,
  isKnown,
  OPENERS,
  PARTICLES,
  PHRASES,
  PREDICATE_ENDING,
  PREDICATES,
  PRONOUNS,
  RECEIVERS,
  STRANDED,
  SUBORDINATORS,
  TRANSITIVE,
  VERB_ENDING,
  VERBS,
} from './english-words.ts';

/** Whether a sentence reads as if it were over; `unclear` where its words do not say, or are of another language. */
export type Reading = 'finished' | 'unclear' | 'unfinished';

/**
 * Reads a transcript as far as it goes, as a recogniser writes it: no punctuation, and any word may be wrong. It looks
 * for what the sentence still waits for (an object, the verb of a question); it does not parse. English only so far.
 */
export function readTurn(transcript: string): Reading {
  const words = transcript.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  const last = words.at(-1);
  if (PHRASES.has(words.join(' '))) return 'finished';
  if (last === undefined || !isEnglish(words)) return 'unclear';
  if (FILLERS.has(last)) return 'unfinished';
  if (OPENERS.has(last) || last === 'that') return readOpener(words);
  if (last === 'do' && !/^(?:i|you|we|they|to|it|that)$/.test(words.at(-2) ?? '')) return 'unfinished';
  if (PARTICLES.has(last)) return readParticle(words);
  const clause = words.findLastIndex((word, index) => index > 1 && SUBORDINATORS.has(word));
  if (clause > 0) return isClause(words.slice(clause + 1)) ? 'finished' : 'unfinished';
  const turned = words.findIndex((_, index) => index < 7 && isTurned(words, index));
  if (turned >= 0) return readQuestion(words, turned);
  const bare = endsOnVerb(words);
  if (bare !== 'finished') return bare;
  return words.length > 2 && (isVerb(words[0] ?? '') || hasVerb(words)) ? 'finished' : 'unclear';
}

/** Some words of other languages look like English ones, but not a third of any sentence. */
const isEnglish = (words: readonly string[]) =>
  3 * words.filter((word) => isKnown(word)).length >= words.length;

/** Few sentences end so: `yes I do`, `where it is`, `how much is that`, `where are you from`. */
function readOpener(words: readonly string[]): Reading {
  const [before = '', last = ''] = words.slice(-2);
  const isElliptic =
    PRONOUNS.has(before) &&
    (AUXILIARIES.has(last) || BE.has(last)) &&
    words.length > 2 &&
    words.at(-3) !== 'if';
  const isThat = last === 'that' && BE.has(before);
  const isStranded =
    STRANDED.has(last) && isAsking(words) && !(BE.has(words[1] ?? '') && DETERMINERS.has(words[2] ?? ''));
  return isElliptic || isThat || isStranded ? 'unclear' : 'unfinished';
}

/** `Please pick it up` and `who can I talk to` may be over, `I look at` and `I want to` are not. */
function readParticle(words: readonly string[]): Reading {
  const [last = ''] = words.slice(-1);
  return isAsking(words) || (words.length > 2 && last !== 'to' && last !== 'at') ? 'unclear' : 'unfinished';
}

const isAsking = (words: readonly string[]) =>
  words.length > 3 && words.some((word) => /^(?:what|which|who|where)$/.test(word));

/** Verb before subject, as questions have it. */
function isTurned(words: readonly string[], index: number): boolean {
  const [before = '', word = '', after = ''] = [words[index - 1], words[index], words[index + 1]];
  const isAuxiliary = AUXILIARIES.has(word) || BE.has(word);
  return (
    isAuxiliary && !PRONOUNS.has(before) && (index === 0 || PRONOUNS.has(after) || DETERMINERS.has(after))
  );
}

function readQuestion(words: readonly string[], turned: number): Reading {
  const opening = words.slice(0, turned);
  const rest = words.slice(turned + 1).filter((word) => !ADVERBS.has(word));
  const [subject = '', ...after] = rest;
  const isPronoun = PRONOUNS.has(subject) && (!DETERMINERS.has(subject) || after.length < 2);
  if (BE.has(words[turned] ?? '')) {
    const nouns = DETERMINERS.has(subject) && !isPronoun ? after : rest;
    // `Where is it` and `what are your prices` ask with the subject; `is it` and `why is the door` want more of it.
    if (opening.length > 0 && !opening.includes('why') && subject !== 'there')
      return nouns.length > 0 ? 'finished' : 'unfinished';
    if (isPronoun) return after.length > 0 ? 'finished' : 'unfinished';
    if (nouns.length < 2) return 'unfinished';
    return nouns.slice(1).some(isPredicate) ? 'finished' : 'unclear';
  }
  // What stands before may be the verb's object, also where the recogniser misheard it.
  const hasObject = opening.length > 0 && !/^(?:where|when|why|how)$/.test(opening.join(' '));
  if (isPronoun && after.length === 0) return 'unfinished';
  if (!isPronoun && !hasVerb(rest)) return rest.length < 6 ? 'unfinished' : 'unclear';
  return hasObject ? 'finished' : endsOnVerb(rest);
}

/** On a verb that wants an object or may have one, or on whom but not what: `do you have`, `can you tell me`. */
function endsOnVerb(words: readonly string[]): Reading {
  const [before = '', last = ''] = words.length > 1 ? words.slice(-2) : ['', ...words];
  if (DETERMINERS.has(before)) return 'finished';
  if (TRANSITIVE.has(last) || (RECEIVERS.has(last) && DATIVE.has(before))) return 'unfinished';
  return AMBITRANSITIVE.has(last) ? 'unclear' : 'finished';
}

/** A clause after `if`, `when` and the like: `to` and a verb, or subject and verb. */
function isClause(words: readonly string[]): boolean {
  const [first = ''] = words;
  const isPronoun = PRONOUNS.has(first) && !DETERMINERS.has(first);
  return first === 'to' || isPronoun ? words.length > 1 : hasVerb(words);
}

const hasVerb = (words: readonly string[]) =>
  words.some((word, index) => index > 0 && isVerb(word) && !DETERMINERS.has(words[index - 1] ?? ''));

function isVerb(word: string): boolean {
  const stem = word.replace(VERB_ENDING, '');
  const isListed = (form: string) => VERBS.has(form) || TRANSITIVE.has(form) || AMBITRANSITIVE.has(form);
  return AUXILIARIES.has(word) || BE.has(word) || isListed(word) || isListed(stem) || isListed(`${stem}e`);
}

const isPredicate = (word: string) =>
  PREDICATES.has(word) || PREDICATE_ENDING.test(word) || PARTICLES.has(word) || OPENERS.has(word);
