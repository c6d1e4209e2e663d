/** The words of an order, one by one. */
import { isStopWord, stem, tokens } from '../words.ts';
import { withDigits } from './numbers.ts';

export interface Word {
  /** As it was said, without punctuation around it. */
  said: string;
  stem: string;
  /** Says nothing alone. */
  empty: boolean;
}

/** Numbers in digits. */
export const wordsOf = (said: string): Word[] =>
  withDigits(said)
    .split(' ')
    .flatMap((word) => {
      const [token] = tokens(word);
      const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      return token ? [{ said: bare, stem: stem(token), empty: isStopWord(token) }] : [];
    });
