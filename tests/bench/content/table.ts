import type { Kind } from '../../content/corpus/page.ts';
import { median } from '../audio/statistics.ts';
import type { Score } from './score.ts';

export interface Row extends Score {
  reader: string;
  name: string;
  kind: Kind;
  heldOut: boolean;
  /** Of the page's HTML. */
  size: number;
  time: number;
  bytes: number;
  context: number;
}

/** Bytes of HTML. Pages that count as those of about 100 kB. */
const LARGE = { least: 70_000, most: 130_000 };

const share = (value: number): string => value.toFixed(3);
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const kB = (value: number): string => `${(value / 1000).toFixed(1)} kB`;

/** Medians, in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const readers = [...new Set(rows.map(({ reader }) => reader))];
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  const large = ({ size }: Row): boolean => size >= LARGE.least && size <= LARGE.most;
  const figures = (
    name: string,
    of: (row: Row) => number,
    print: (value: number) => string,
    which: (row: Row) => boolean = () => true,
  ): string[] => [
    name,
    ...readers.map((reader) =>
      print(median(rows.filter((row) => row.reader === reader && which(row)).map(of))),
    ),
  ];
  const count = (which: (row: Row) => boolean): number => rows.filter(which).length / readers.length;
  return [
    [`medians of ${count(() => true)} pages`, ...readers],
    ['---', ...readers.map(() => '---')],
    figures('precision', ({ precision }) => precision, share),
    figures('recall', ({ recall }) => recall, share),
    figures('F1', ({ f1 }) => f1, share),
    ['mean F1', ...readers.map((reader) => share(mean(rows.filter((row) => row.reader === reader))))],
    ['worst F1', ...readers.map((reader) => share(least(rows.filter((row) => row.reader === reader))))],
    ...kinds.map((kind) =>
      figures(
        `F1, ${kind} (${count((row) => row.kind === kind)})`,
        ({ f1 }) => f1,
        share,
        (row) => row.kind === kind,
      ),
    ),
    figures(
      `F1, held out (${count(({ heldOut }) => heldOut)})`,
      ({ f1 }) => f1,
      share,
      ({ heldOut }) => heldOut,
    ),
    figures('main thread', ({ time }) => time, ms),
    figures(`main thread, about 100 kB (${count(large)})`, ({ time }) => time, ms, large),
    figures('leaves the page', ({ bytes }) => bytes, kB),
    figures('reaches the assistant', ({ context }) => context, kB),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const mean = (rows: readonly Row[]): number => rows.reduce((sum, { f1 }) => sum + f1, 0) / rows.length;
const least = (rows: readonly Row[]): number => Math.min(...rows.map(({ f1 }) => f1));
