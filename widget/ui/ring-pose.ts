import type { Expression } from '../../shared/evi/expressions.ts';
import type { Status } from './status.ts';

/** All that the ring shows, as numbers that can be eased. */
export interface Pose {
  /** How far the outline follows the sound, 0 to 1. */
  level: number;
  /** Turns a second. */
  spin: number;
  /** How much of the circle is open, 0 to 1. */
  gap: number;
  /** How far the line fades towards its tail, 0 to 1; makes the turning visible. */
  tail: number;
  /** 1 is the full line; less is drawn back. */
  weight: number;
  /** How much of its colour stands inside the line, 0 to 1. */
  fill: number;
  /** Degrees away from the accent. */
  hue: number;
}

const STILL: Omit<Pose, 'hue'> = { level: 0, spin: 0, gap: 0, tail: 0, weight: 1, fill: 0 };

/** Levels are in equal steps for the ear: below this is a room's hum, where the ring and the processor rest. */
const HUM = 0.3;
const LOUD = 0.85;

/** The part of a level that is a voice, 0 to 1. */
export const voiced = (level: number): number => Math.max(0, Math.min(1, (level - HUM) / (LOUD - HUM)));

export function poseFor(status: Status, microphone: number, speaker: number, hue: number): Pose {
  switch (status) {
    case 'connecting':
    case 'reconnecting':
      return { ...STILL, hue, spin: 0.5, gap: 0.3 };
    case 'listening':
      return { ...STILL, hue, level: voiced(microphone) };
    case 'thinking':
      return { ...STILL, hue, spin: 0.4, tail: 1 };
    case 'speaking':
    case 'closing':
      return { ...STILL, hue, level: voiced(speaker), fill: 1 };
    case 'muted':
    case 'hold':
      return { ...STILL, hue, weight: 0.45 };
    case 'offline':
      return { ...STILL, hue, gap: 0.3, weight: 0.45 };
    case 'ended':
    case 'stopped':
      return { ...STILL, hue, gap: 0.16 };
    default:
      return { ...STILL, hue };
  }
}

/** Time constants in seconds: sound at once, shape calmly, hue unnoticed. */
const PACE: Pose = { level: 0.07, spin: 0.2, gap: 0.12, tail: 0.18, weight: 0.12, fill: 0.18, hue: 0.9 };
const PARTS = ['level', 'spin', 'gap', 'tail', 'weight', 'fill', 'hue'] as const;

export function ease(from: Pose, to: Pose, seconds: number): Pose {
  const next = { ...from };
  for (const part of PARTS) next[part] += (to[part] - from[part]) * (1 - Math.exp(-seconds / PACE[part]));
  return next;
}

/** Nothing would look different in the next frame. */
export const atRest = (now: Pose, goal: Pose): boolean =>
  goal.spin === 0 &&
  goal.level === 0 &&
  PARTS.every((part) => Math.abs(now[part] - goal[part]) < (part === 'hue' ? 0.5 : 0.004));

/** Warmer for the bright, cooler for the heavy; a hint beside the words, never the message itself. */
const WARM =
  /Joy|Amuse|Excite|Ecsta|Triumph|Pride|Love|Ador|Admir|\(positive\)|Satisf|Content|Interest|Desire/;
const COOL = /Sad|Calm|Contemp|Tired|Boredom|Disap|Doubt|Nostal|Relief|Concen|Anxi|Fear|Pain|Distress/;

export function drift(strongest: { name: Expression; score: number } | undefined): number {
  if (!strongest) return 0;
  const way = WARM.test(strongest.name) ? 1 : COOL.test(strongest.name) ? -1 : 0;
  return way * 18 * Math.max(0, Math.min(1, strongest.score * 1.5));
}
