/** What a word sounds like to a poor recogniser: consonants without voicing, none of the vowels and half-vowels. */

const CLASSES: readonly [RegExp, string][] = [
  [/ph|v/g, 'f'],
  [/ck|[gcqk]+|x/g, 'k'],
  [/b/g, 'p'],
  [/d|th/g, 't'],
  [/z|sh|ch|j/g, 's'],
  [/n/g, 'm'],
  [/[^fkptslm]/g, ''],
  [/(.)\1+/g, '$1'],
];

/** Empty for words with too few consonants to be told apart. "pack" and "park", "guard" and "card" have one key. */
export function soundKey(word: string): string {
  const key = CLASSES.reduce((rest, [pattern, sound]) => rest.replace(pattern, sound), word);
  return key.length < 2 ? '' : key;
}
