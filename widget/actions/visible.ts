/**
 * What can be in a text without being seen, or can turn others round: control, format and unassigned characters,
 * lone surrogates, whatever is ignored by default (the Hangul fillers among them), and the empty Braille cell.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** For a visitor who decides by what is shown: nothing in it is hidden, and it is one line. */
export const visible = (text: string): string =>
  text
    .replace(/\r\n?|\n/g, '↵')
    .replace(
      UNSEEN,
      (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
