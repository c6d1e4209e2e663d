/** Text from anywhere on the web, as it may be spoken and shown: no markup, no control characters, one line. */

/** Characters. Longer texts are cut before they are read, so that a hostile one costs no time. */
const LONGEST = 4000;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** At most `limit` characters: whole sentences if there are any, else whole words and an ellipsis. */
export function plainText(html: string, limit: number): string {
  const text = html
    .slice(0, LONGEST)
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) =>
      name
        ? (ENTITIES[name.toLowerCase()] ?? whole)
        : codePoint(decimal ? Number(decimal) : Number(`0x${hex}`)),
    )
    .replace(/<(script|style)\b.*?(?:<\/\1\s*>|$)/gis, ' ')
    .replace(/<\/?(?:b|strong|i|em|u|mark|span|a|code|sub|sup)\b[^<>]*>/gi, '')
    .replace(/<!?\/?[a-z-][^<>]*>/gi, ' ')
    // Control characters, halves of characters, and marks that turn the direction of what follows.
    .replace(/[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length <= limit ? text : cut(text, limit);
}

function cut(text: string, limit: number): string {
  const head = text.slice(0, limit - 1);
  const sentences = /^.*[.!?](?=\s)/.exec(head)?.[0];
  if (sentences && sentences.length > limit / 3) return sentences;
  // A single word longer than the limit is cut anywhere, but not between the halves of a character.
  const words = /^(.*\S)\s/.exec(head)?.[1] ?? head.replace(/\p{Cs}$/u, '');
  return `${words}…`;
}

const codePoint = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : ' ');
