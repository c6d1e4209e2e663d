import * as v from 'valibot';
import type { EviErrorCode } from '../../shared/evi/errors.ts';
import type { PublishEvent, SessionSettings } from '../../shared/evi/messages.ts';

/** Most characters of each text, and most variables. The widget stays below; a hostile client meets them. */
export const LIMITS = {
  /** Of a whole message, `audio_input` apart. */
  message: 1_048_576,
  context: 100_000,
  system_prompt: 50_000,
  spoken: 10_000,
  variables: 100,
  variable: 1000,
  name: 100,
  id: 1000,
  /** What a page may register, and the frame's own besides. */
  tools: 128,
  /** Room for the labels of a long form. */
  parameters: 50_000,
  description: 2000,
  result: 50_000,
  metadata: 10_000,
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

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Language models take no other kind of schema for a tool's arguments. */
export function isObjectSchema(text: string): boolean {
  try {
    const schema: unknown = JSON.parse(text);
    // `{}` describes any arguments, and examples of Hume's use it.
    return isObject(schema) && (!('type' in schema) || schema.type === 'object');
  } catch {
    return false;
  }
}

/** What language models allow: https://platform.openai.com/docs/api-reference/chat/create#chat-create-tools */
const TOOL_NAME = /^[\w-]{1,64}$/;
const toolName = v.pipe(
  v.string(),
  v.check((name) => TOOL_NAME.test(name), 'a name of 1 to 64 letters, digits, _ and -'),
);
const few = v.pipe(v.array(v.unknown()), v.maxLength(LIMITS.tools, atMost(LIMITS.tools, 'tools')));
const tools = v.pipe(
  few,
  v.array(
    v.object({
      type: v.literal('function'),
      name: toolName,
      parameters: v.pipe(
        text(LIMITS.parameters),
        v.check(isObjectSchema, 'a JSON Schema of an object, as text'),
      ),
      description: v.nullish(text(LIMITS.description)),
      fallback_content: v.nullish(text(LIMITS.result)),
    }),
  ),
  v.check(
    (tools) => new Set(tools.map(({ name }) => name)).size === tools.length,
    'tools with different names',
  ),
);
const builtinTools = v.pipe(
  few,
  v.array(
    v.object({
      name: v.picklist(['web_search', 'hang_up']),
      fallback_content: v.nullish(text(LIMITS.result)),
    }),
  ),
);
function isShortAsJson(value: unknown): boolean {
  try {
    return JSON.stringify(value).length <= LIMITS.metadata;
  } catch {
    // Nested more deeply than the stack.
    return false;
  }
}
const metadata = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check(
    (metadata) => isShortAsJson(metadata),
    `an object of ${atMost(LIMITS.metadata, 'characters')} as JSON`,
  ),
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
      v.record(v.string(), v.unknown()),
      v.check(
        (variables) => Object.keys(variables).length <= LIMITS.variables,
        atMost(LIMITS.variables, 'variables'),
      ),
      v.record(text(LIMITS.name), v.union([text(LIMITS.variable), v.number(), v.boolean()])),
    ),
  ),
  voice_id: v.nullish(text(LIMITS.id)),
  language_model_api_key: v.nullish(text(LIMITS.id)),
  tools: v.nullish(tools),
  builtin_tools: v.nullish(builtinTools),
  metadata: v.nullish(metadata),
});

const toolType = v.nullish(v.picklist(['function', 'builtin']));
const toolResponse = v.object({
  ...custom,
  type: v.literal('tool_response'),
  tool_call_id: text(LIMITS.id),
  content: text(LIMITS.result),
  tool_name: v.nullish(text(LIMITS.id)),
  tool_type: toolType,
});
const toolError = v.pipe(
  v.object({
    ...custom,
    type: v.literal('tool_error'),
    tool_call_id: text(LIMITS.id),
    error: text(LIMITS.result),
    code: v.nullish(text(LIMITS.id)),
    content: v.nullish(text(LIMITS.result)),
    fallback_content: v.nullish(text(LIMITS.result)),
    level: v.nullish(v.literal('warn')),
    tool_type: toolType,
  }),
  // Hume's tool guide calls the field `fallback_content`, its SDK `content`: both kinds of client exist.
  v.transform(({ fallback_content, ...error }) =>
    fallback_content ? { ...error, content: error.content ?? fallback_content } : error,
  ),
);

const publishEvent: v.GenericSchema<unknown, PublishEvent> = v.variant('type', [
  sessionSettings,
  v.object({ ...custom, type: v.literal('audio_input'), data: base64 }),
  v.object({ ...custom, type: v.literal('user_input'), text: spoken }),
  v.object({ ...custom, type: v.literal('assistant_input'), text: spoken }),
  v.object({ ...custom, type: v.literal('pause_assistant_message') }),
  v.object({ ...custom, type: v.literal('resume_assistant_message') }),
  toolResponse,
  toolError,
]);

/** Why a text frame is no message. */
export interface Refusal {
  refused: EviErrorCode;
  why: string;
  /** Of the tool call that the message was meant to answer, when that much could be read. */
  toolCallId?: string;
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

/** What would break a line of the log, or hide in it. */
const escaped = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );

const explain = (issues: readonly v.BaseIssue<unknown>[]): string => {
  const reasons = issues.slice(0, MOST_EXPLAINED).map((issue) => {
    const where = v.getDotPath(issue)?.slice(0, LONGEST_PLACE);
    if (where && issue.received === 'undefined') return `${where} is missing`;
    const expected = (issue.type === 'max_length' ? issue.message : (issue.expected ?? issue.message))
      .replace(/^\((.*)\)$/, '$1')
      .replaceAll(' | ', ' or ');
    return `${where ? `${where}: ` : ''}expected ${expected}, got ${got(issue)}`;
  });
  return escaped(reasons.join('; '));
};

const ANSWERS = ['tool_response', 'tool_error'];

function toolCallIdOf(json: unknown): string | undefined {
  if (!isObject(json) || !('type' in json) || !('tool_call_id' in json)) return undefined;
  const { type, tool_call_id } = json;
  if (typeof type !== 'string' || !ANSWERS.includes(type)) return undefined;
  return typeof tool_call_id === 'string' ? tool_call_id : undefined;
}

/** Short, but for the text that `data` has: what is longer is no message, and could cost seconds and gigabytes to read. */
function isReadable(frame: string): boolean {
  if (frame.length <= LIMITS.message) return true;
  const data = /"data"\s{0,100}:\s{0,100}"/.exec(frame.slice(0, LIMITS.message));
  if (!data) return false;
  const start = data.index + data[0].length;
  const end = frame.indexOf('"', start);
  return end === -1 || frame.length - (end - start) <= LIMITS.message;
}

const TOO_LONG: Refusal = {
  refused: 'E0101',
  why: `The message is too long: all but audio_input has ${atMost(LIMITS.message, 'characters')}.`,
};

/** A text frame as a message, or why it is none: E0100 for what is not JSON, E0101 for the wrong structure. */
export function parseMessage(frame: string): PublishEvent | Refusal {
  if (!isReadable(frame)) return TOO_LONG;
  let json: unknown;
  try {
    json = JSON.parse(frame);
  } catch {
    return { refused: 'E0100', why: 'The message is not valid JSON. Send one JSON object a text frame.' };
  }
  if (frame.length > LIMITS.message && !(isObject(json) && 'type' in json && json.type === 'audio_input'))
    return TOO_LONG;
  const parsed = v.safeParse(publishEvent, json, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  const toolCallId = toolCallIdOf(json);
  return {
    refused: 'E0101',
    why: `The message does not have the structure of any EVI message: ${explain(parsed.issues)}.`,
    ...(toolCallId === undefined ? {} : { toolCallId }),
  };
}

/** The same rules for the settings that come with the connection's address. */
export function parseSettings(settings: Record<string, unknown>): SessionSettings | Refusal {
  const message = parseMessage(JSON.stringify({ ...settings, type: 'session_settings' }));
  if ('refused' in message || message.type === 'session_settings') return message;
  throw new Error('unreachable: the type was given');
}
