/** Ends a line for some readers. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/**
 * What no reader sees and a model does: halves of characters, soft hyphens, empty characters, marks that turn the
 * direction of what follows, and tags, in which whole sentences can hide. Joiners stay: scripts and emoji need them.
 */
const UNSEEN = /[\p{Cs}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]+/gu;
/** Most lines have none of them, and to look is ten times as fast as to replace. */
const ANY =
  /[^\S ]|[\p{Cc}\p{Cs}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]| {2}|^ | $/u;

/** Text of the page as one line that shows all that it says. */
export const oneLine = (text: string): string =>
  ANY.test(text) ? text.replace(BREAKS, ' ').replace(UNSEEN, '').replace(/\s+/g, ' ').trim() : text;

/** At most so many characters, whole words where there are any. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, Math.max(0, most - 1));
  const space = head.lastIndexOf(' ');
  return most < 1 ? '' : `${head.slice(0, space > most / 2 ? space : undefined).replace(/\p{Cs}$/u, '')}…`;
}

/** Sentences together, none longer than `most` unless it is one sentence: a paragraph can be a whole book. */
export function pieces(line: string, most: number): string[] {
  if (line.length <= most) return [line];
  const found: string[] = [];
  let piece = '';
  for (const sentence of line.split(/(?<=[.!?…]["'”’)]?\s|[。！？])/u)) {
    if (piece && piece.length + sentence.length > most) {
      found.push(piece.trim());
      piece = '';
    }
    piece += sentence;
    while (piece.length > most * 2) {
      found.push(piece.slice(0, most));
      piece = piece.slice(most);
    }
  }
  return [...found, piece.trim()].filter(Boolean);
}
