import { describe, expect, it } from 'vitest';
import { words } from '../../widget/i18n/index.ts';
import type { FailureReason, TranscriptEntry } from '../../widget/models.ts';
import { remedyFor } from '../../widget/ui/remedy.ts';

const entry = (speaker: TranscriptEntry['speaker'], typed: boolean): TranscriptEntry => ({
  key: '1',
  speaker,
  text: 'Hello',
  typed,
  interim: false,
  interrupted: false,
  speaking: false,
  incomplete: false,
  tool: null,
  source: null,
  expressions: [],
});
const spoken = [entry('visitor', false), entry('assistant', false)];
const written = [entry('visitor', true), entry('assistant', false)];
const unanswered = [entry('visitor', true)];

describe('what a failure offers', () => {
  const { failures } = words('en');
  it.each(Object.keys(failures) as FailureReason[])(
    '%s has words, and never talking where it cannot be',
    (reason) => {
      expect(failures[reason].title).toMatch(/^[A-Z].*\.$/);
      expect(failures[reason].advice).toMatch(/^[A-Z].*\.$/);
      for (const entries of [[], spoken, written, unanswered])
        expect(remedyFor(reason, entries, false)).not.toMatch(/tryAgain|talkAgain/);
    },
  );

  it('is typing where trying again would fail again', () => {
    expect(remedyFor('microphone-denied', [], true)).toBe('typeInstead');
    expect(remedyFor('unsupported-browser', unanswered, true)).toBe('typeInstead');
  });

  it('repeats what was tried, in the way it was tried', () => {
    expect(remedyFor('unreachable', [], true)).toBe('tryAgain');
    expect(remedyFor('unreachable', spoken, true)).toBe('tryAgain');
    expect(remedyFor('unreachable', unanswered, true)).toBe('sendAgain');
    expect(remedyFor('server-error', written, true)).toBe('typeAgain');
    expect(remedyFor('inactivity', spoken, true)).toBe('talkAgain');
    expect(remedyFor('max-duration', written, true)).toBe('typeAgain');
    expect(remedyFor('microphone-lost', written, true)).toBe('tryAgain');
    expect(remedyFor('microphone-ignored', written, true)).toBe('tryAgain');
    expect(remedyFor('connection-refused', spoken, true)).toBe('tryAgain');
    expect(remedyFor('connection-refused', unanswered, true)).toBe('sendAgain');
  });
});

describe('words', () => {
  it('falls back to English', () => {
    for (const tag of ['', 'en-GB', 'EN', 'tlh', 'zh-Hant-TW']) expect(words(tag).language).toBe('en');
  });
});
