import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallEvent, next, TRANSITIONS } from '../../widget/call/machine.ts';
import type { CallState } from '../../widget/models.ts';

const STATES = Object.keys(TRANSITIONS) as CallState[];
const EVENTS: CallEvent[] = [
  'talk',
  'type',
  'granted',
  'denied',
  'connected',
  'lost',
  'goodbye',
  'over',
  'hungUp',
];

/** All states that can follow, however long it takes. */
function reachable(from: CallState): Set<CallState> {
  const found = new Set<CallState>([from]);
  for (const state of found) for (const event of EVENTS) found.add(next(state, event));
  return found;
}

test('every state can be reached from the start', () => {
  expect([...reachable('idle')].sort()).toEqual([...STATES].sort());
});

test.each(STATES)('%s can end', (state) => {
  expect(reachable(state)).toContain('ended');
});

test('once begun, a call is ended by hanging up and by an end of all hope, wherever it is', () => {
  for (const state of STATES.filter((one) => one !== 'idle'))
    for (const event of ['hungUp', 'over'] as const) expect(next(state, event)).toBe('ended');
});

test('a call begins by talking or typing only, and after its end again', () => {
  for (const state of ['idle', 'ended'] as const)
    for (const event of EVENTS) {
      const begun = { talk: 'permission', type: 'connecting' }[String(event)];
      expect(next(state, event)).toBe(begun ?? state);
    }
});

describe('whatever happens', () => {
  const happenings = fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 });

  test('only what is in the table changes the state', () => {
    fc.assert(
      fc.property(happenings, (events) => {
        let state: CallState = 'idle';
        for (const event of events) {
          const after = next(state, event);
          if (Object.hasOwn(TRANSITIONS[state], event)) expect(after).toBe(TRANSITIONS[state][event]);
          else expect(after).toBe(state);
          // Nothing leads back to the state before the first press.
          if (state !== 'idle') expect(after).not.toBe('idle');
          // No conversation without the server's greeting, but for one that had been greeted before.
          if (after === 'live' && state !== 'live') expect(event).toBe('connected');
          if (after === 'reconnecting' && state !== 'reconnecting') expect(state).toBe('live');
          state = after;
        }
      }),
    );
  });

  test('the microphone is asked for by a press and by nothing else', () => {
    fc.assert(
      fc.property(happenings, fc.constantFrom(...EVENTS), (events, last) => {
        const state = events.reduce<CallState>(next, 'idle');
        if (state !== 'permission' && next(state, last) === 'permission') expect(last).toBe('talk');
      }),
    );
  });
});
