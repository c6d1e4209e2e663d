/** The visitor's yes and no to a question of the page's. The words of the interface's languages, as it sends them. */
import { plainWords } from '../wishes.ts';

const only = (words: string) => new RegExp(`^(?:(?:${words})\\b ?)+$`);

const YES = only(
  'yes|yeah|yep|yup|sure|of course|certainly|absolutely|right|correct|do it|do that|please do|go ahead|go on|that is (?:right|fine|okay|ok)|fine|okay|ok|please|thanks|thank you|i do|ja|bitte|oui|s[ií]|sim',
);
const NO = only(
  'no|nope|nah|do not|dont|do not do (?:it|that)|dont do (?:it|that)|stop|cancel(?: it| that)?|leave it(?: as it is)?|never ?mind|not (?:now|yet)|(?:maybe )?(?:later|another time)|please|thanks|thank you|nein|non|n[aã]o|rather not|better not|wait',
);

/** Undefined where the words are neither. */
export function readConsent(said: string): boolean | undefined {
  const words =
    plainWords(said) ||
    said
      .toLowerCase()
      .replace(/[^\p{L}\s]/gu, '')
      .trim();
  if (/^(?:please|thanks|thank you)$/.test(words)) return undefined;
  if (YES.test(words)) return true;
  return NO.test(words) ? false : undefined;
}
