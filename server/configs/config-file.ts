import * as v from 'valibot';
import { TURN_SETTINGS } from '../audio/turn-settings.ts';
import { isObjectSchema, LIMITS } from '../chat/parse-message.ts';
import { NUDGE_INTERVAL } from './default-config.ts';
import { TIMEOUTS } from './timeouts.ts';

/*
 * The messages of these schemas say what is expected, so that the loader can put them after what it found. Fields that
 * are `unused` are those of Hume's own configs that mean nothing here: a config exported from there has them.
 */

const unused = v.optional(v.unknown());
const required = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(v.optional(v.unknown(), null), schema);
// To valibot a list is an object, too.
const isRecord = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);
const record = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(v.custom<Record<string, unknown>>(isRecord, 'an object'), v.looseObject(entries));
const object = <const Entries extends v.ObjectEntries>(entries: Entries) => v.nullish(record(entries));
const list = <Schema extends v.GenericSchema>(item: Schema) => v.nullish(v.array(v.nullable(item), 'a list'));

const flag = v.boolean('true or false');
const text = (longest: number) =>
  v.pipe(
    v.string('a text'),
    v.maxLength(longest, `a text of at most ${longest.toLocaleString('en')} characters`),
  );
const number = ({ min, max }: { min: number; max: number }) => {
  const expected = `a number from ${min} to ${max}`;
  return v.pipe(v.number(expected), v.minValue(min, expected), v.maxValue(max, expected));
};
const seconds = ({ min, max }: { min: number; max: number }) => {
  const expected = `a whole number of seconds from ${min} to ${max}`;
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  );
};
const named = (pattern: RegExp, expected: string) => v.pipe(v.string(expected), v.regex(pattern, expected));

export const configId = named(/^\w[\w.-]{0,63}$/, 'an id of at most 64 letters, digits, _, - and .');

const timeout = (range: { min: number; max: number }) =>
  object({ enabled: required(flag), duration_secs: v.nullish(seconds(range)) });

const eventMessage = object({ enabled: required(flag), text: v.nullish(text(LIMITS.spoken)) });

/** As text, whichever way it was written. */
const parameters = v.pipe(
  v.unknown(),
  v.transform((given) => {
    try {
      return isRecord(given) ? JSON.stringify(given) : given;
    } catch {
      // Nested more deeply than the stack.
      return undefined;
    }
  }),
  v.custom<string>(
    (given) => typeof given === 'string' && isObjectSchema(given),
    'a JSON Schema of the type object, written out or as JSON text',
  ),
  text(LIMITS.parameters),
);

const tool = record({
  name: required(named(/^[\w-]{1,64}$/, 'a name of at most 64 letters, digits, _ and -')),
  description: v.nullish(text(LIMITS.description)),
  parameters: required(parameters),
  fallback_content: v.nullish(text(LIMITS.result)),
  id: unused,
  tool_type: unused,
  version: unused,
  version_type: unused,
  version_description: unused,
  created_on: unused,
  modified_on: unused,
});

const isReference = (given: unknown): boolean => isRecord(given) && 'id' in given && !('name' in given);

const toolReference = v.custom<never>(
  () => false,
  'a tool written out, with name, description and parameters: this server has no tools that could be found by an id',
);

const builtinTool = record({
  name: required(v.picklist(['web_search', 'hang_up'], 'web_search or hang_up')),
  fallback_content: v.nullish(text(LIMITS.result)),
  tool_type: unused,
});

export const configFile = record({
  id: v.nullish(configId),
  version: v.nullish(
    v.pipe(v.number('a whole number'), v.integer('a whole number'), v.minValue(0, 'a whole number')),
  ),
  name: v.nullish(text(LIMITS.name)),
  prompt: object({
    text: v.nullish(text(LIMITS.system_prompt)),
    id: unused,
    name: unused,
    version: unused,
    version_type: unused,
    version_description: unused,
    created_on: unused,
    modified_on: unused,
    prompt_expansion: unused,
  }),
  voice: object({
    name: v.nullish(text(LIMITS.name)),
    id: v.nullish(text(LIMITS.name)),
    provider: v.nullish(v.picklist(['HUME_AI', 'CUSTOM_VOICE'], 'HUME_AI or CUSTOM_VOICE')),
    compatible_octave_models: unused,
  }),
  language_model: object({
    model_provider: v.nullish(text(LIMITS.name)),
    model_resource: v.nullish(text(LIMITS.id)),
    temperature: v.nullish(number({ min: 0, max: 1 })),
  }),
  tools: list(v.lazy((given) => (isReference(given) ? toolReference : tool))),
  builtin_tools: list(builtinTool),
  event_messages: object({
    on_new_chat: eventMessage,
    on_inactivity_timeout: eventMessage,
    on_max_duration_timeout: eventMessage,
  }),
  nudges: object({ enabled: v.nullish(flag), interval_secs: v.nullish(seconds(NUDGE_INTERVAL)) }),
  timeouts: object({
    inactivity: timeout(TIMEOUTS.inactivity),
    max_duration: timeout(TIMEOUTS.max_duration),
  }),
  turn_detection: object({
    end_of_turn_silence_ms: v.nullish(number(TURN_SETTINGS.end_of_turn_silence_ms)),
    speech_detection_threshold: v.nullish(number(TURN_SETTINGS.speech_detection_threshold)),
    prefix_padding_ms: v.nullish(number(TURN_SETTINGS.prefix_padding_ms)),
    adaptive: v.nullish(flag),
  }),
  interruption: object({ min_interruption_ms: v.nullish(number(TURN_SETTINGS.min_interruption_ms)) }),
  webhooks: list(unused),
  evi_version: unused,
  ellm_model: unused,
  version_description: unused,
  created_on: unused,
  modified_on: unused,
});

/** A config as it stands in a file: Hume's `PostedConfig` or `ReturnConfig`, with tools written out. */
export type ConfigFile = v.InferOutput<typeof configFile>;
