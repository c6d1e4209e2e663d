/** The notation of `CorpusPage.body`, and its lines as a reader has them. */
export type Block =
  | { type: 'heading'; level: number; text: string }
  | Each<'text' | 'quote' | 'image' | 'code' | 'author', { text: string }>
  | { type: 'list'; ordered: boolean; items: string[] }
  | { type: 'table'; rows: string[][] }
  | Each<'fold' | 'tab', { title: string; blocks: Block[] }>;

type Each<Type, Rest> = Type extends string ? { type: Type } & Rest : never;

const SINGLE: Record<string, 'quote' | 'image' | 'author'> = { '> ': 'quote', '! ': 'image', '= ': 'author' };

export function blocksOf(body: string): Block[] {
  const all: Block[] = [];
  let into = all;
  for (const line of body.trim().split('\n')) {
    if (!line.trim()) continue;
    const last = into.at(-1);
    const [mark = ''] = /^(#{1,4} |- |1\. |\| |[!$>=?@] )/.exec(line) ?? [];
    const text = line.slice(mark.length).trim();
    const type = SINGLE[mark];
    if (mark.startsWith('#')) {
      into = all;
      all.push({ type: 'heading', level: mark.length - 1, text });
    } else if (mark === '? ' || mark === '@ ') {
      into = [];
      all.push({ type: mark === '? ' ? 'fold' : 'tab', title: text, blocks: into });
    } else if (mark === '- ' || mark === '1. ') {
      const ordered = mark === '1. ';
      if (last?.type === 'list' && last.ordered === ordered) last.items.push(text);
      else into.push({ type: 'list', ordered, items: [text] });
    } else if (mark === '| ') {
      const row = text.split('|').map((cell) => cell.trim());
      if (last?.type === 'table') last.rows.push(row);
      else into.push({ type: 'table', rows: [row] });
    } else if (mark === '$ ') {
      if (last?.type === 'code') last.text += `\n${text}`;
      else into.push({ type: 'code', text });
    } else into.push({ type: type ?? 'text', text });
  }
  return all;
}

export const plain = (text: string): string =>
  text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '');

/**
 * The content as a person would mark it, a line a block. Closed folds count, as their questions stand there to be
 * opened; closed tabs do not, as nothing hidden is read. Alternative texts are no text of the page.
 */
export function referenceOf(body: string): string[] {
  let tabs = 0;
  const linesOf = (block: Block): string[] => {
    switch (block.type) {
      case 'list':
        return block.items.map(plain);
      case 'table':
        return block.rows.map((row) => row.map(plain).join(' | '));
      case 'fold':
        return [plain(block.title), ...block.blocks.flatMap(linesOf)];
      case 'tab':
        tabs += 1;
        return [plain(block.title), ...(tabs > 1 ? [] : block.blocks.flatMap(linesOf))];
      case 'image':
        return [];
      case 'code':
        return block.text.split('\n');
      default:
        return [plain(block.text)];
    }
  };
  return blocksOf(body).flatMap(linesOf);
}
