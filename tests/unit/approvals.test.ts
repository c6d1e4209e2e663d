/** Nothing is done without the visitor's yes to exactly what was shown. */
import { signal } from '@preact/signals';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ASKED, DECLINED } from '../../shared/tools/names.ts';
import { type Approvals, createApprovals, type Wish } from '../../widget/actions/approvals.ts';
import { fold } from '../../widget/actions/match.ts';
import { actingWords } from '../../widget/i18n/acting.ts';
import type { TranscriptEntry } from '../../widget/models.ts';

const { yes, no } = actingWords('en');
const judge = (said: string): boolean | undefined =>
  yes.test(fold(said)) || (no.test(fold(said)) ? false : undefined);

const entries = signal<readonly TranscriptEntry[]>([]);
let done: string[];
let finish: Map<string, (outcome: string) => void>;
let approvals: Approvals;

beforeEach(() => {
  vi.useFakeTimers();
  entries.value = [];
  done = [];
  finish = new Map();
  approvals = createApprovals(entries, judge);
});

afterEach(() => {
  approvals.end();
  vi.useRealTimers();
});

const entry = (text: string, more: Partial<TranscriptEntry> = {}): TranscriptEntry => ({
  key: `visitor-${entries.value.length}`,
  speaker: 'visitor',
  text,
  interim: false,
  typed: false,
  interrupted: false,
  speaking: false,
  incomplete: false,
  tool: null,
  source: null,
  expressions: [],
  ...more,
});
const says = (text: string, more?: Partial<TranscriptEntry>): void => {
  vi.advanceTimersByTime(1000);
  blurts(text, more);
};
/** Without having heard what was asked. */
const blurts = (text: string, more?: Partial<TranscriptEntry>): void => {
  entries.value = [...entries.value, entry(text, more)];
};

const wish = (call: string): Wish => ({
  call,
  question: 'May I?',
  spoken: `Shall I ${call}?`,
  details: [['Do', call]],
  act: () => {
    done.push(call);
    return new Promise((resolve) => finish.set(call, resolve));
  },
});
const asked = (call: string): string => `${ASKED} Shall I ${call}?`;
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const ends = async (call: string, outcome = `Did ${call}.`): Promise<void> => {
  await settled();
  finish.get(call)?.(outcome);
  await settled();
};

describe('words', () => {
  test.each([
    'Yes.',
    'yes please',
    'Yeah, sure!',
    'OK',
    'Um, okay, go ahead',
    'Please do.',
    'Yes, that’s right.',
    'Of course',
    'do it now',
    'Yes yes yes',
    'Sure, thank you very much',
  ])('%s is a yes', (text) => expect(judge(text)).toBe(true));

  test.each([
    'No.',
    'no thanks',
    'Nope',
    'Don’t',
    'Do not do that',
    'Please don’t',
    'No, I meant Adam',
    'Stop',
    'Cancel',
    'I’d rather not',
    'Uh, no, yes',
    'Never mind',
  ])('%s is a no', (text) => expect(judge(text)).toBe(false));

  test.each([
    '',
    'Yesterday',
    'yes but with an e',
    'Is it okay?',
    'What does it cost?',
    'please',
    'No problem, go ahead',
    'Ja',
    'Okay what is that',
    'Yes or no',
    'Thanks',
    'Know it',
    'I don’t mind',
    'Sure thing is that it rains',
    'right',
    'Okay Ada',
  ])('%s is neither', (text) => expect(judge(text)).toBeUndefined());
});

describe('a question', () => {
  test('is asked, shown, and stays asked', async () => {
    expect(await approvals.request(wish('fill'))).toBe(asked('fill'));
    expect(approvals.approval.value).toMatchObject({ question: 'May I?', details: [['Do', 'fill']] });
    expect(await approvals.request(wish('fill'))).toBe(asked('fill'));
    expect(done).toEqual([]);
  });

  test('a yes in the next words does it once, and the same call gets what came of it, also while it runs', async () => {
    await approvals.request(wish('fill'));
    says('Yes.');
    expect(approvals.approval.value).toBeNull();
    const repeat = approvals.request(wish('fill'));
    await ends('fill');
    expect(await repeat).toBe('Did fill.');
    expect(await approvals.request(wish('fill'))).toBe('Did fill.');
    expect(done).toEqual(['fill']);
    says('Do it again');
    expect(await approvals.request(wish('fill'))).toBe(asked('fill'));
    expect(done).toEqual(['fill']);
  });

  test('words that begin before anybody can have heard it are no answer, typed ones are', async () => {
    await approvals.request(wish('fill'));
    blurts('ye', { key: 'begun', interim: true });
    vi.advanceTimersByTime(2000);
    entries.value = entries.value.map((one) => ({ ...one, text: 'Yes.', interim: false }));
    await settled();
    expect(done).toEqual([]);
    expect(approvals.approval.value).not.toBeNull();
    says('Yes.');
    await ends('fill');
    expect(done).toEqual(['fill']);
    await approvals.request(wish('click'));
    blurts('yes', { typed: true });
    await settled();
    expect(done).toEqual(['fill', 'click']);
  });

  test('what went wrong is told to the same call', async () => {
    await approvals.request({ ...wish('fill'), act: () => Promise.reject(new Error('It is gone.')) });
    says('Yes.');
    await settled();
    await expect(approvals.request(wish('fill'))).rejects.toThrow('It is gone.');
  });

  test('what came of it waits for a call that comes late, but not for ever', async () => {
    await approvals.request(wish('fill'));
    says('Yes.');
    says('Hurry up');
    await ends('fill');
    blurts('Are you there?');
    await vi.advanceTimersByTimeAsync(119_000);
    expect(await approvals.request(wish('fill'))).toBe('Did fill.');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await approvals.request(wish('fill'))).toBe(asked('fill'));
  });

  test('a no drops it, and the same call hears of it until the visitor says something else', async () => {
    await approvals.request(wish('fill'));
    says('No, thanks.');
    expect(approvals.approval.value).toBeNull();
    expect(await approvals.request(wish('fill'))).toContain(DECLINED);
    expect(await approvals.request(wish('fill'))).toContain(DECLINED);
    says('Well, do fill it in');
    expect(await approvals.request(wish('fill'))).toBe(asked('fill'));
    expect(done).toEqual([]);
  });

  test('other words leave it to a press, and later words no longer count', async () => {
    await approvals.request(wish('fill'));
    says('What for?');
    says('Yes.');
    await settled();
    expect(done).toEqual([]);
    expect(await approvals.request(wish('fill'))).toBe(asked('fill'));
    says('Yes.');
    await settled();
    expect(done).toEqual([]);
    const { value: approval } = approvals.approval;
    if (!approval) throw new Error('nothing is asked');
    expect(approvals.answer(approval, true, () => says('Yes', { typed: true }))).toBe(true);
    await settled();
    expect(done).toEqual(['fill']);
  });

  test('words that were begun before it was asked are no answer, and neither are the assistant’s', async () => {
    says('Ye', { key: 'visitor-early', interim: true });
    await approvals.request(wish('fill'));
    entries.value = [entry('Yes.', { key: 'visitor-early' })];
    says('Yes.', { key: 'assistant-1', speaker: 'assistant' });
    says('yes', { key: 'visitor-late', interim: true });
    await settled();
    expect(done).toEqual([]);
    entries.value = [...entries.value.slice(0, -1), entry('Yes.', { key: 'visitor-late' })];
    await settled();
    expect(done).toEqual(['fill']);
  });

  test('of what is said and typed at once, what was done first is the answer', async () => {
    await approvals.request(wish('fill'));
    says('Ye', { key: 'visitor-spoken', interim: true });
    says('What for?', { typed: true });
    entries.value = [entry('Yes.', { key: 'visitor-spoken' }), ...entries.value.slice(1)];
    await settled();
    expect(done).toEqual([]);
  });

  test('one at a time; one that only a press can answer gives way', async () => {
    await approvals.request(wish('fill'));
    await expect(approvals.request(wish('click'))).rejects.toThrow('Shall I fill?');
    says('Make it the button');
    const { value: old } = approvals.approval;
    expect(await approvals.request(wish('click'))).toBe(asked('click'));
    if (!old) throw new Error('nothing was asked');
    expect(approvals.answer(old, true, () => says('Yes'))).toBe(false);
    await settled();
    expect(done).toEqual([]);
  });

  test('ends after two minutes, with the page and with the call', async () => {
    await approvals.request(wish('fill'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(approvals.approval.value).toBeNull();
    says('Yes.');
    await approvals.request(wish('fill'));
    approvals.drop();
    says('Yes.');
    await approvals.request(wish('fill'));
    approvals.end();
    says('Yes.');
    await settled();
    expect(done).toEqual([]);
  });
});

type Step =
  | { type: 'call'; call: string }
  | { type: 'words'; text: string; interim: boolean }
  | { type: 'press'; yes: boolean }
  | { type: 'stale press' | 'finish' | 'drop' | 'end' | 'wait' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('call' as const), call: fc.constantFrom('a', 'b', 'c') }),
  fc.record({
    type: fc.constant('words' as const),
    text: fc.constantFrom('Yes.', 'No.', 'What?', 'yes but not that'),
    interim: fc.boolean(),
  }),
  fc.record({ type: fc.constant('press' as const), yes: fc.boolean() }),
  fc.constantFrom<Step>(
    { type: 'stale press' },
    { type: 'finish' },
    { type: 'drop' },
    { type: 'end' },
    { type: 'wait' },
  ),
);

test('whatever comes in whatever order: each deed has a yes of its own, to exactly what was shown then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), async (steps) => {
      approvals.end();
      entries.value = [];
      done = [];
      /** What the visitor has said yes to, in order, by the rules as written: kept apart from the code's own. */
      const granted: string[] = [];
      let shown: { call: string; counts: boolean } | undefined;
      let stale = approvals.approval.value;
      for (const step of steps) {
        const before = approvals.approval.value;
        if (step.type === 'call') {
          const answer = await Promise.race([
            approvals.request(wish(step.call)).catch(String),
            settled().then(() => 'running'),
          ]);
          if (approvals.approval.value && approvals.approval.value !== before) {
            stale = before ?? stale;
            shown = { call: step.call, counts: true };
            expect(answer).toBe(asked(step.call));
          }
        } else if (step.type === 'words') {
          const open = entries.value.findIndex(({ interim }) => interim);
          if (open >= 0 && !step.interim) {
            // Begun before, whether before the question or after it.
            const { key = '' } = entries.value[open] ?? {};
            const early = shown && !key.endsWith('!');
            entries.value = entries.value.map((one, at) => (at === open ? entry(step.text, { key }) : one));
            if (shown?.counts && !early) {
              if (step.text === 'Yes.') granted.push(shown.call);
              shown.counts = false;
            }
          } else if (open < 0) {
            const key = `visitor-${entries.value.length}${shown ? '!' : ''}`;
            says(step.text, { key, interim: step.interim });
            if (shown?.counts && !step.interim) {
              if (step.text === 'Yes.') granted.push(shown.call);
              shown.counts = false;
            }
          }
        } else if (step.type === 'press' && before && shown) {
          if (step.yes) granted.push(shown.call);
          approvals.answer(before, step.yes, () =>
            says(step.yes ? 'Yes' : 'No', { key: `typed-${entries.value.length}` }),
          );
        } else if (step.type === 'stale press' && stale && stale !== before)
          expect(approvals.answer(stale, true, () => undefined)).toBe(false);
        else if (step.type === 'finish') for (const end of finish.values()) end('done');
        else if (step.type === 'drop') approvals.drop();
        else if (step.type === 'end') approvals.end();
        else if (step.type === 'wait') await vi.advanceTimersByTimeAsync(121_000);
        await settled();
        if (!approvals.approval.value) {
          stale = before ?? stale;
          shown = undefined;
          // Words that were begun to a question that is gone are none to the next.
          entries.value = entries.value.map((one) => ({ ...one, key: one.key.replace('!', '') }));
        }
      }
      await settled();
      expect(done).toEqual(granted);
    }),
    { numRuns: 300 },
  );
});
