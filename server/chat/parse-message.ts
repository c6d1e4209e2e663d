import * as v from 'valibot';
import type { EviErrorCode } from '../../shared/evi/errors.ts';
import type { PublishEvent } from '../../shared/evi/messages.ts';

/** Most characters of each text, and most variables. The widget stays below; a hostile client meets them. */
export const LIMITS = {
  context: 100_000,
  system_prompt: 50_000,
  spoken: 10_000,
  variables: 100,
  variable: 1000,
  name: 100,
  id: 1000,
};

const atMost = (count: number, what: string) => `at most ${count.toLocaleString('en')} ${what}`;
const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest, atMost(longest, 'characters')));

const custom = { custom_session_id: v.nullish(text(LIMITS.id)) };
const filled = v.pipe(
  v.string(),
  v.check((text) => text !== '', 'some text'),
);
const spoken = v.pipe(filled, v.maxLength(LIMITS.spoken, atMost(LIMITS.spoken, 'characters')));

// Not valibot's own: its expression overflows the stack at 8 MB.
const base64 = v.pipe(
  filled,
  v.check((text) => text.length % 4 === 0 && !/[^A-Za-z\d+/=]|=(?!=?$)/.test(text), 'base64'),
);

const whole = v.pipe(v.number(), v.integer('a whole number'));
const sampleRate = v.pipe(whole, v.minValue(8000), v.maxValue(48_000));

const sessionSettings = v.object({
  ...custom,
  type: v.literal('session_settings'),
  audio: v.nullish(
    v.object({
      encoding: v.literal('linear16'),
      channels: v.pipe(whole, v.minValue(1), v.maxValue(2)),
      sample_rate: sampleRate,
    }),
  ),
  context: v.nullish(
    v.object({ text: text(LIMITS.context), type: v.nullish(v.picklist(['persistent', 'temporary'])) }),
  ),
  system_prompt: v.nullish(text(LIMITS.system_prompt)),
  variables: v.nullish(
    v.pipe(
      v.record(text(LIMITS.name), v.union([text(LIMITS.variable), v.number(), v.boolean()])),
      v.check(
        (variables) => Object.keys(variables).length <= LIMITS.variables,
        atMost(LIMITS.variables, 'variables'),
      ),
    ),
  ),
  voice_id: v.nullish(v.string()),
});

const publishEvent: v.GenericSchema<unknown, PublishEvent> = v.variant('type', [
  sessionSettings,
  v.object({ ...custom, type: v.literal('audio_input'), data: base64 }),
  v.object({ ...custom, type: v.literal('user_input'), text: spoken }),
  v.object({ ...custom, type: v.literal('assistant_input'), text: spoken }),
  v.object({ ...custom, type: v.literal('pause_assistant_message') }),
  v.object({ ...custom, type: v.literal('resume_assistant_message') }),
]);

export interface Refusal {
  code: EviErrorCode;
  message: string;
}

const KEYWORDS = new Set(['literal', 'picklist', 'variant']);
const LONGEST_KEYWORD = 40;
/** A message can be wrong in a million places, under names of a megabyte each. */
const MOST_EXPLAINED = 5;
const LONGEST_PLACE = 100;

/** Texts are not repeated, keywords apart: the explanation is logged, and what visitors say is not. */
function got({ type, received, path }: v.BaseIssue<unknown>): string {
  if (!received.startsWith('"') || received === '""') return received;
  return path && KEYWORDS.has(type) && received.length <= LONGEST_KEYWORD ? received : 'another text';
}

const explain = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues
    .slice(0, MOST_EXPLAINED)
    .map((issue) => {
      const where = v.getDotPath(issue)?.slice(0, LONGEST_PLACE);
      if (where && issue.received === 'undefined') return `${where} is missing`;
      const expected = (issue.type === 'max_length' ? issue.message : (issue.expected ?? issue.message))
        .replace(/^\((.*)\)$/, '$1')
        .replaceAll(' | ', ' or ');
      return `${where ? `${where}: ` : ''}expected ${expected}, got ${got(issue)}`;
    })
    .join('; ');

/** A text frame as a message, or why it is none: E0100 for what is not JSON, E0101 for the wrong structure. */
export function parseMessage(frame: string): PublishEvent | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(frame);
  } catch {
    return { code: 'E0100', message: 'The message is not valid JSON. Send one JSON object a text frame.' };
  }
  const parsed = v.safeParse(publishEvent, json);
  if (parsed.success) return parsed.output;
  return {
    code: 'E0101',
    message: `The message does not have the structure of any EVI message: ${explain(parsed.issues)}.`,
  };
}

/** The same rules for the settings that come with the connection's address. */
export function parseSettings(settings: Record<string, unknown>): PublishEvent | Refusal {
  return parseMessage(JSON.stringify({ ...settings, type: 'session_settings' }));
}
