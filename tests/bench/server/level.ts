import { type ChildProcess, fork } from 'node:child_process';
import { on } from 'node:events';
import { join } from 'node:path';
import { setTimeout as settled } from 'node:timers/promises';
import { contextOf } from '../../unit/support/page-text.ts';
import type { Outcome, Report, Task } from './load.ts';
import { type Usage, usageOf } from './process-usage.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const CONTEXT = contextOf(join(import.meta.dirname, '../../../demo-site/pages/index.html'));
/** Milliseconds between two looks at the memory. */
const LOOK = 1000;
/** Milliseconds that the server has to let go of what a conversation needed. */
const SETTLING = 2000;

interface Visitors {
  child: ChildProcess;
  /** Rejects when the process ends instead. */
  nextReport(): Promise<Report>;
}

/** Milliseconds, and turns, as in `Task`. */
export type Length = Pick<Task, 'begin' | 'least' | 'most' | 'turns'>;

/** What was measured of so many conversations at once. */
export interface Level {
  conversations: number;
  /** Milliseconds from the end of speech to the first audio; infinite where none came. Ascending. */
  waits: number[];
  /** Turns of which no transcript came. */
  unheard: number;
  /** Turns with a transcript and no audio. */
  unanswered: number;
  /** Cores, while it was measured. */
  cpu: { server: number; children: number; visitors: number };
  /** Bytes: medians while it was measured. `idle`: of both, before, when one had ended. */
  memory: { idle: number; server: number; children: number };
  /** Milliseconds by which the visitors' frames left too late, the 99th of a hundred. */
  late: number;
}

/** The value below which `share` of all are. Not a number when there are none. */
export const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(Math.floor(ascending.length * share), ascending.length - 1)] ?? Number.NaN;

const ascending = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other);
const median = (values: readonly number[]): number => percentile(ascending(values), 0.5);

interface Performance {
  outcome: Outcome;
  /** From the begin of measuring to its end. */
  usages: Usage[];
  seconds: number;
}

async function perform(
  { child, nextReport }: Visitors,
  { origin, apiKey, pid }: ServerProcess,
  conversations: number,
  length: Length,
): Promise<Performance> {
  child.send({ origin, apiKey, conversations, context: CONTEXT, ...length } satisfies Task);
  if ((await nextReport()) !== 'measuring') throw new Error('Nothing was measured.');
  const began = performance.now();
  const usages = [usageOf(pid)];
  const looking = setInterval(() => usages.push(usageOf(pid)), LOOK);
  const outcome = await nextReport();
  clearInterval(looking);
  usages.push(usageOf(pid));
  if (outcome === 'measuring') throw new Error('Nothing was measured.');
  return { outcome, usages, seconds: (performance.now() - began) / 1000 };
}

function startVisitors(built: string): Visitors {
  const child = fork(join(built, 'load.js'), [], { execArgv: [], serialization: 'advanced' });
  const reports = on(child, 'message', { close: ['exit'] });
  return {
    child,
    async nextReport() {
      const { done, value } = await reports.next();
      if (done) throw new Error('The visitors’ process has ended; why is above.');
      return value[0];
    },
  };
}

export interface Bench {
  /** Measures so many conversations at once, with a server of their own. */
  measure(conversations: number, length: Length): Promise<Level>;
  close(): void;
}

/** @param built Folder of the built server and of the visitors' process. */
export function openBench(built: { server: string; visitors: string }): Bench {
  const visitors = startVisitors(built.visitors);

  return {
    async measure(conversations, length) {
      const server = await startServerProcess(built.server);
      try {
        // Providers load what they need when they are first used; that is no conversation's share.
        await perform(visitors, server, 1, { begin: 4000, least: 0, most: 30_000, turns: 1 });
        await settled(SETTLING);
        const { memory } = usageOf(server.pid);
        const measured = await perform(visitors, server, conversations, length);
        return levelOf(conversations, memory.self + memory.children, measured);
      } finally {
        await server.stop();
      }
    },
    close() {
      visitors.child.kill();
    },
  };
}

function levelOf(conversations: number, idle: number, { outcome, usages, seconds }: Performance): Level {
  const cores = (of: (usage: Usage) => number): number => {
    const [first = 0, last = 0] = [usages[0], usages.at(-1)].map((usage) => usage && of(usage));
    return (last - first) / seconds;
  };
  const lost = outcome.turns.filter(({ wait }) => wait === Number.POSITIVE_INFINITY);
  return {
    conversations,
    waits: ascending(outcome.turns.map(({ wait }) => wait)),
    unheard: lost.filter(({ heard }) => !heard).length,
    unanswered: lost.filter(({ heard }) => heard).length,
    cpu: {
      server: cores(({ cpu }) => cpu.self),
      children: cores(({ cpu }) => cpu.children),
      visitors: outcome.cpu,
    },
    memory: {
      idle,
      server: median(usages.map(({ memory }) => memory.self)),
      children: median(usages.map(({ memory }) => memory.children)),
    },
    late: outcome.late,
  };
}
