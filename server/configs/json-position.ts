const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /[{}[\],:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const VALUE = ['{', '[', 'string', 'literal'];
const NAME = ['string'];

const WORDS: Record<string, string> = {
  string: 'a name in double quotes',
  literal: 'a value',
  end: 'the end of the file',
};

function take(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function kindOf(token: string, atEnd: boolean): string {
  if (!token) return atEnd ? 'end' : '';
  if (token.startsWith('"')) return 'string';
  return /[{}[\],:]/.test(token) ? token : 'literal';
}

function wordsFor(expected: readonly string[]): string {
  const isValue = expected.includes('literal');
  const kinds = isValue ? expected.filter((kind) => kind === 'literal' || !VALUE.includes(kind)) : expected;
  return kinds.map((kind) => WORDS[kind] ?? kind).join(' or ');
}

/**
 * Where a text stops being JSON, and what should stand there. `JSON.parse` tells the place in some of its messages only.
 * Undefined when the text is JSON. `line` and `column` count from 1.
 */
export function findJsonError(text: string): { line: number; column: number; expected: string } | undefined {
  const open: string[] = [];
  let expected = VALUE;
  let at = 0;
  const afterValue = (): string[] =>
    open.length === 0 ? ['end'] : open.at(-1) === '{' ? [',', '}'] : [',', ']'];

  for (;;) {
    at += take(SPACE, text, at).length;
    const token = take(TOKEN, text, at);
    const kind = kindOf(token, at === text.length);
    if (!expected.includes(kind)) break;
    if (kind === 'end') return undefined;
    at += token.length;
    if (kind === '{' || kind === '[') {
      open.push(kind);
      expected = kind === '{' ? [...NAME, '}'] : [...VALUE, ']'];
    } else if (kind === ',') expected = open.at(-1) === '{' ? NAME : VALUE;
    else if (kind === ':') expected = VALUE;
    else if (kind === 'string' && !expected.includes('literal')) expected = [':'];
    else {
      if (kind === '}' || kind === ']') open.pop();
      expected = afterValue();
    }
  }
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected: wordsFor(expected) };
}
