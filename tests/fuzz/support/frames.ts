import fc from 'fast-check';
import fixture from '../../interop/fixtures/client-samples.json' with { type: 'json' };
import { damaged, mutatedJson, nestedJson } from './mutate.ts';
import { CALL_ID, CALL_WORD, VOICES } from './stand-ins.ts';

/** One frame of a client's. */
export type Frame =
  | { text: string }
  | { audio: Uint8Array }
  /** The next `size` bytes of the conversation's recording, with some of them changed. */
  | { recorded: number; changes: readonly (readonly [at: number, byte: number])[] };

const SETTINGS = {
  type: 'session_settings',
  custom_session_id: 'visit',
  context: { text: 'We open at nine.', type: 'persistent' },
  system_prompt: 'Be brief, {{name}}.',
  variables: { name: 'Jo', age: 30, member: true },
  voice_id: VOICES[1],
  language_model_api_key: 'key',
  tools: [
    {
      type: 'function',
      name: 'price',
      parameters: '{"type":"object"}',
      description: 'What it costs',
      fallback_content: 'Unknown.',
    },
  ],
  builtin_tools: [{ name: 'hang_up' }, { name: 'web_search', fallback_content: 'Nothing found.' }],
  metadata: { page: { path: '/' } },
};

/** What is sent is mostly one of these, or nearly one. */
const SAMPLES: object[] = [
  ...fixture.messages.map(({ message }) => message),
  SETTINGS,
  ...[8000, 16_000, 44_100].map((sample_rate) => ({
    type: 'session_settings',
    audio: { encoding: 'linear16', channels: sample_rate === 44_100 ? 2 : 1, sample_rate },
  })),
  { type: 'session_settings', context: null, tools: null, builtin_tools: null, variables: null },
  { type: 'user_input', text: 'What do you charge for a haircut? And when do you open?' },
  { type: 'user_input', text: `Ask the ${CALL_WORD}.`, custom_session_id: null },
  { type: 'tool_response', tool_call_id: CALL_ID, content: '25', tool_name: 'price', tool_type: 'function' },
  { type: 'tool_error', tool_call_id: CALL_ID, error: 'down', code: '500', level: 'warn' },
];

const json = mutatedJson(SAMPLES);

/** A message, or nearly one, or no JSON at all. */
export const messageText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 60, arbitrary: json },
    { weight: 10, arbitrary: damaged(json) },
    { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: nestedJson(SAMPLES) },
  )
  // A text frame is UTF-8, which has no half of a pair.
  .map((text) => Buffer.from(text).toString());

const text: fc.Arbitrary<Frame> = messageText.map((text) => ({ text }));

const byte = fc.nat({ max: 255 });

const audio: fc.Arbitrary<Frame> = fc.uint8Array({ maxLength: 400 }).map((bytes) => ({ audio: bytes }));

const recorded: fc.Arbitrary<Frame> = fc.record({
  recorded: fc.nat({ max: 4000 }),
  changes: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat({ max: 4000 }), byte), { maxLength: 4 }) },
  ),
});

export const frame: fc.Arbitrary<Frame> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: audio },
  { weight: 2, arbitrary: recorded },
);
