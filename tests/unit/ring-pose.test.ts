import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPRESSIONS } from '../../shared/evi/expressions.ts';
import { en } from '../../widget/i18n/en.ts';
import { atRest, drift, ease, poseFor } from '../../widget/ui/ring-pose.ts';
import type { Status } from '../../widget/ui/status.ts';

const STATUSES = Object.keys(en.status) as Status[];
const share = fc.double({ min: 0, max: 1, noNaN: true });
const pose = fc
  .tuple(fc.constantFrom(...STATUSES), share, share, fc.double({ min: -18, max: 18, noNaN: true }))
  .map((given) => poseFor(...given));

describe('the ring', () => {
  it('follows the one who is heard, and no one else', () => {
    expect(poseFor('listening', 0.5, 0, 0).level).toBeGreaterThan(0);
    expect(poseFor('listening', 0, 0.5, 0).level).toBe(0);
    expect(poseFor('speaking', 0, 0.5, 0).level).toBeGreaterThan(0);
    expect(poseFor('speaking', 0.5, 0, 0).level).toBe(0);
    expect(poseFor('muted', 0.5, 0.5, 0).level).toBe(0);
  });

  it('rests in silence, so that no frames are asked for', () => {
    for (const status of ['idle', 'permission', 'ready', 'muted', 'ended', 'stopped'] as const) {
      const goal = poseFor(status, 0.9, 0.9, 0);
      expect(atRest(goal, goal)).toBe(true);
    }
    const hum = poseFor('listening', 0.2, 0, 0);
    expect(atRest(hum, hum)).toBe(true);
    const thinking = poseFor('thinking', 0, 0, 0);
    expect(atRest(thinking, thinking)).toBe(false);
  });

  it('is open only when no one is connected', () => {
    const open = STATUSES.filter((status) => poseFor(status, 0, 0, 0).gap > 0);
    expect(open.sort()).toEqual(['connecting', 'ended', 'offline', 'reconnecting', 'stopped']);
  });

  it('comes to rest within five seconds, from anywhere, without overshooting', () => {
    fc.assert(
      fc.property(pose, pose, (from, to) => {
        let now = from;
        for (let frame = 0; frame < 150; frame++) {
          const next = ease(now, to, 1 / 30);
          expect(Math.abs(to.level - next.level)).toBeLessThanOrEqual(Math.abs(to.level - now.level));
          now = next;
        }
        expect(atRest(now, { ...to, spin: 0, level: 0 }) || to.spin > 0 || to.level > 0).toBe(true);
      }),
    );
  });

  it('drifts a little with an expression and never far', () => {
    expect(drift(undefined)).toBe(0);
    expect(drift({ name: 'Joy', score: 0.8 })).toBeGreaterThan(0);
    expect(drift({ name: 'Sadness', score: 0.8 })).toBeLessThan(0);
    expect(drift({ name: 'Contentment', score: 0.8 })).toBeGreaterThanOrEqual(0);
    fc.assert(
      fc.property(
        fc.constantFrom(...EXPRESSIONS),
        fc.double({ min: -1, max: 2, noNaN: true }),
        (name, score) => {
          expect(Math.abs(drift({ name, score }))).toBeLessThanOrEqual(18);
        },
      ),
    );
  });
});
