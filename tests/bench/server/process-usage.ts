import { readFileSync } from 'node:fs';

/** A process and what it has started, by Linux's /proc. */
export interface Usage {
  /** Seconds of processor time since it began; `children`: also of those that have ended. */
  cpu: { self: number; children: number };
  /** Bytes. What children share with others, code and models mostly, is divided among them. */
  memory: { self: number; children: number };
}

/** Of `stat`'s times: fixed for programs, whatever the kernel counts with. */
const TICKS_PER_SECOND = 100;

/** A child may end while it is looked at; it then counts as one that has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The fields of proc(5) from `utime` on: of itself, and of children that have ended. */
function ticks(pid: number): { self: number; ended: number } {
  // The second field is the command in brackets, which may hold spaces.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ').map(Number) ?? [];
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
  return { self: utime + stime, ended: cutime + cstime };
}

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

/** What the process of `pid` uses now. Linux only; 0 all over elsewhere, and of a process that has ended. */
export function usageOf(pid: number): Usage {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  const own = ticks(pid);
  return {
    cpu: {
      self: own.self / TICKS_PER_SECOND,
      children: (own.ended + sum(children.map((child) => ticks(child).self))) / TICKS_PER_SECOND,
    },
    memory: {
      self: kilobytes(read(`/proc/${pid}/status`), 'VmRSS') * 1024,
      children: sum(children.map((child) => kilobytes(read(`/proc/${child}/smaps_rollup`), 'Pss'))) * 1024,
    },
  };
}
