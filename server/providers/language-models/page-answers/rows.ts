/** Lists and tables put into words: what has no sentences of its own. */

/** A line that is no sentence, ready to be spoken. */
export interface Entry {
  text: string;
  /** What it is called where it stands, for the search alone: the labels of its columns. */
  labels: string;
  /** The head of a table: it is said with the rows beneath. */
  head: boolean;
}

interface Row {
  cells: readonly string[];
  table: Table;
}

/** Lines in a row that belong together. One line alone may be a phrase with a comma in it. */
interface Table {
  rows: Row[];
  /** Its cells were marked as such. */
  marked: boolean;
  head?: Row;
}

const CELLS = ' | ';
/** One may be empty. */
const BETWEEN_CELLS = /\s\|(?=\s|$)/;
const ITEM = /^[-*•] +/;
const IMAGE = /^Image: +/;
/** "Address: 14 Mill Lane, Brookfield" */
const NAMED = /^[^,:]{1,40}: /;

/** The words of a line without the mark that says what it is. */
export const withoutMark = (line: string) => line.replace(ITEM, '').replace(IMAGE, '');
export const isImage = (line: string) => IMAGE.test(line);

const isFragment = (line: string) => !/[.!?…]["'”’)]?$/.test(line);

/** One entry a line; undefined for prose. */
export function readEntries(lines: readonly string[]): (Entry | undefined)[] {
  const tables: Table[] = [];
  let table: Table | undefined;
  const rows = lines.map((line): Row | 'item' | undefined => {
    const marked = line.includes(CELLS);
    const isItem = ITEM.test(line) || isImage(line) || (!marked && NAMED.test(line));
    if (isItem || (!marked && !isFragment(line))) {
      table = undefined;
      return isItem && isFragment(line) ? 'item' : undefined;
    }
    const cells = line.split(marked ? BETWEEN_CELLS : /,\s+/).map((cell) => cell.trim());
    if (table?.marked !== marked || (!marked && table.rows[0]?.cells.length !== cells.length)) {
      table = { rows: [], marked };
      tables.push(table);
    }
    const row = { cells, table };
    table.rows.push(row);
    return row;
  });
  for (const each of tables) {
    const [first, ...others] = each.rows;
    if (first && isHead(first, others)) each.head = first;
  }
  return rows.map((row, at) => {
    const line = withoutMark(lines[at] ?? '');
    if (row === 'item') return { text: `${line.replace(/[,;:]$/, '')}.`, labels: '', head: false };
    return row && entryOf(line, row);
  });
}

const hasFigure = ({ cells }: Row) => cells.some((cell) => /\d/.test(cell));
/** What stands in the first row of a table without a head, though it has no figure. */
const VALUE =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b.*|closed|open|free|none|yes|no|n\/a|[-–—]|included)$/i;
const LONGEST_LABEL = 30;

function isHead(first: Row, others: readonly Row[]): boolean {
  const { cells, table } = first;
  if (cells.length < 2 || hasFigure(first)) return false;
  if (table.marked && cells.some((cell) => VALUE.test(cell) || cell.length > LONGEST_LABEL)) return false;
  if (others.length > (table.marked ? 0 : 1) && others.some(hasFigure)) return true;
  // Two columns of words alone may be names and values from the first row on.
  return table.marked && cells.length > 2 && others.length > 1;
}

/** "Tuesday | 10:00 to 20:00 | closed" below "Day | Studio | Shop" is "Tuesday: studio 10:00 to 20:00, shop closed." */
function entryOf(line: string, row: Row): Entry {
  const { table } = row;
  const cells = row.cells.filter(Boolean);
  const head = row === table.head;
  const labels = table.head && !head ? table.head.cells.join(' ') : '';
  const [name, ...values] = cells;
  const alone = table.rows.length === 1 && !table.marked;
  if (name === undefined || (alone && !values.some((value) => /^\p{Sc}?\d/u.test(value))))
    return { text: ended(line), labels, head };
  if (values.length === 0) return { text: ended(name), labels, head };
  const parts = row.cells.slice(1).flatMap((value, at) => {
    const label = lowered(table.head?.cells[at + 1] ?? '');
    if (!value) return [];
    return [label && row.cells.length > 2 && !TELLING.test(label) ? `${label} ${value}` : value];
  });
  return { text: ended(`${name.replace(/:$/, '')}: ${parts.join(', ')}`), labels, head };
}

/** The label of a column whose cells are words of their own: "what it does". */
const TELLING = /^(?:what|how|meaning|description|explanation|notes?|remarks?|comments?|details)\b/i;
/** "VAT" stays as it is. */
const lowered = (label: string) => (/\p{Lu}{2}/u.test(label) ? label : label.toLowerCase());
const ended = (text: string) => (isFragment(text) ? `${text}.` : text);
