import type { ClientName } from './clients.ts';
import { median, p99 } from './statistics.ts';

/** What one client showed of one step: samples, one figure, or in words why there is none. */
export type Cell = { samples: readonly number[] } | { figure: number } | { words: string };

export interface Row {
  step: string;
  unit: string;
  goal: string;
  cells: Partial<Record<ClientName, Cell>>;
}

export interface Outcome {
  rows: Row[];
  /** What is and is not in the figures, in lines. */
  notes: string[];
}

const number = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 1 : 0);

const show = (cell: Cell | undefined): string => {
  if (!cell) return '';
  if ('words' in cell) return cell.words;
  if ('figure' in cell) return number(cell.figure);
  if (cell.samples.length === 0) return 'not measured';
  return `${number(median(cell.samples))} / ${number(p99(cell.samples))}`;
};

const middle = (cell: Cell | undefined): number => {
  if (!cell || 'words' in cell) return Number.NaN;
  return 'figure' in cell ? cell.figure : median(cell.samples);
};

const ratio = ({ cells: { widget, peer } }: Row): string => {
  const value = middle(widget) / middle(peer);
  return Number.isFinite(value) ? value.toFixed(2) : '';
};

const counts = ({ cells }: Row): string =>
  Object.values(cells)
    .flatMap((cell) => ('samples' in cell ? [cell.samples.length] : []))
    .join(', ');

/** Steps of which a client gave no figure and no word. */
export const unmeasured = (rows: readonly Row[]): string[] =>
  rows
    .filter(({ cells }) =>
      Object.values(cells).some((cell) => 'samples' in cell && cell.samples.length === 0),
    )
    .map(({ step }) => step);

export function tableOf(rows: readonly Row[]): string {
  const lines = [
    ['step', 'widget', 'by worklet', 'voice-react', 'ratio', 'n', 'goal'],
    ...rows.map((row) => [
      `${row.step}, ${row.unit}`,
      show(row.cells.widget),
      show(row.cells.worklet),
      show(row.cells.peer),
      ratio(row),
      counts(row),
      row.goal,
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) => `  ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
