import { median } from '../audio/statistics.ts';
import type { Costs, Delays, Visit } from './visit.ts';

/** What was measured of one page. */
export interface Measured {
  visits: readonly Visit[];
  delays: readonly Delays[];
}

export interface Column extends Measured {
  head: string;
  /** Why there is nothing to press. */
  needs: string;
}

const middle = (all: readonly Costs[], of: (costs: Costs) => number): number => median(all.map(of));

/** To two significant digits at least: more would be noise. */
const rounded = (value: number): string => {
  if (value >= 100) return String(Math.round(value / 10) * 10);
  return value >= 10 || value === 0 ? value.toFixed(0) : value.toFixed(1);
};

const beyond =
  (of: (costs: Costs) => number, unit: string, scale = 1) =>
  (all: readonly Costs[], blank: readonly Costs[]): string =>
    `${rounded(Math.max(0, middle(all, of) - middle(blank, of)) / scale)} ${unit}`;

/** One frame of a display with 60 of them a second. */
const FRAME = 17;

/** What other programs do meanwhile makes the clock's figures larger and never smaller. */
const least = <T>(all: readonly T[], of: (one: T) => number): number => Math.min(...all.map(of));

const later =
  (of: (delays: Delays) => number) =>
  (all: readonly Delays[], blank: readonly Delays[]): string => {
    const delay = least(all, of) - least(blank, of);
    return delay < FRAME ? 'less than a frame' : `${rounded(delay)} ms`;
  };

const hosts = (origins: readonly string[]): string[] => [
  ...new Set(origins.map((origin) => new URL(origin).host)),
];

const foreign = (all: readonly Costs[]): string => {
  const names = hosts(all.flatMap((costs) => costs.foreign));
  const count = middle(all, (costs) => costs.foreign.length);
  return names.length === 0 ? '0' : `${count}: ${names.join(', ')}`;
};

const longTasks = (all: readonly Costs[], blank: readonly Costs[]): string => {
  const count = least(all, ({ tasks }) => tasks.length) - least(blank, ({ tasks }) => tasks.length);
  if (count <= 0) return '0';
  return `${count}, the longest ${rounded(least(all, ({ tasks }) => Math.max(...tasks)))} ms`;
};

const stored = (all: readonly Costs[]): string => {
  const names = [...new Set(all.flatMap((costs) => costs.stored))];
  return names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ');
};

type Figure<T> = (all: readonly T[], blank: readonly T[]) => string;

const COSTS: readonly [string, Figure<Costs>][] = [
  ['transferred', beyond(({ bytes }) => bytes, 'kB', 1000)],
  [
    'requests',
    (all, blank) =>
      String(middle(all, ({ requests }) => requests) - middle(blank, ({ requests }) => requests)),
  ],
  ['of them to third parties', foreign],
  ['main-thread time', beyond(({ work }) => work.page + work.frames, 'ms')],
  ['of it on the page’s own thread', beyond(({ work }) => work.page, 'ms')],
  ['long tasks', longTasks],
  ['JavaScript heap', beyond(({ heap }) => heap, 'MB', 1e6)],
  [
    'layout shift',
    (all, blank) =>
      Math.max(0, middle(all, ({ shift }) => shift) - middle(blank, ({ shift }) => shift)).toFixed(3),
  ],
  ['stored in the browser', stored],
];

const DELAYS: readonly [string, Figure<Delays>][] = [
  ['page’s load event later by', later(({ loaded }) => loaded)],
  ['largest paint later by', later(({ painted }) => painted)],
];

const costs = (visits: readonly Visit[], phase: keyof Visit): Costs[] =>
  visits.flatMap((visit) => visit[phase] ?? []);

/** In Markdown. The blank page is taken off every figure. */
export function tableOf(columns: readonly Column[], blank: Measured): string {
  const rowsOf = (phase: keyof Visit): string[][] =>
    COSTS.map(([name, figure]) => [
      name,
      ...columns.map(({ visits }) => {
        const all = costs(visits, phase);
        return all.length > 0 ? figure(all, costs(blank.visits, phase)) : '–';
      }),
    ]);
  const reached = ({ visits, needs }: Column): string =>
    costs(visits, 'after').length > 0 ? '' : `not reached: needs ${needs}`;
  const head = ['', ...columns.map(({ head }) => head)];
  return [
    head,
    head.map(() => '---'),
    ['**Before any intent**', ...columns.map(() => '')],
    ...rowsOf('before'),
    ...DELAYS.map(([name, figure]) => [name, ...columns.map(({ delays }) => figure(delays, blank.delays))]),
    ['**Opened by one press**', ...columns.map(reached)],
    ...rowsOf('after'),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
