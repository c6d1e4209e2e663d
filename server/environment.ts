import * as v from 'valibot';
import { parseOrigin } from './http/headers.ts';
import type { ApiKey } from './http/tokens.ts';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const checked = <Value>(read: (text: string) => Value) =>
  v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
    try {
      return read(dataset.value);
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) });
      return NEVER;
    }
  });

const number = (
  fallback: number,
  min: number,
  max: number,
  kind: { name: string; includes(value: number): boolean } = { name: 'number', includes: () => true },
) =>
  v.optional(
    v.pipe(
      v.string(),
      checked((text) => {
        const value = Number(text);
        if (text.trim() === '' || !(value >= min && value <= max) || !kind.includes(value))
          throw new Error(`"${text}" is not a ${kind.name} from ${min} to ${max}.`);
        return value;
      }),
    ),
    String(fallback),
  );

const WHOLE = { name: 'whole number', includes: Number.isInteger };

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  v.picklist(values, (issue) => `${issue.received} is not possible. Choose one of ${values.join(', ')}.`);

const url = v.pipe(
  v.string(),
  checked((text) => {
    if (text && !(/^https?:/.test(text) && URL.canParse(text)))
      throw new Error(`"${text}" is not a web address. Write it like http://127.0.0.1:11434/v1.`);
    return text;
  }),
);

const apiKeys = (text: string): ApiKey[] =>
  list(text).map((pair) => {
    const [key = '', ...rest] = pair.split(':');
    const secret = rest.join(':');
    if (!key || !secret) throw new Error('Write it like key:secret, several of them separated by commas.');
    return { key, secret };
  });

const schema = v.object({
  EVI_HOST: v.optional(v.string(), '127.0.0.1'),
  EVI_PORT: number(8790, 0, 65_535, WHOLE),
  EVI_PUBLIC_ORIGIN: v.optional(
    v.pipe(
      v.string(),
      checked((text) => (text ? parseOrigin(text) : '')),
    ),
    '',
  ),
  EVI_SITES: v.optional(
    v.pipe(
      v.string(),
      checked((text) => list(text).map(parseOrigin)),
    ),
    '',
  ),
  EVI_API_KEYS: v.optional(v.pipe(v.string(), checked(apiKeys)), ''),
  EVI_RECOGNISER: v.optional(choice(['auto', 'pocketsphinx', 'none']), 'auto'),
  EVI_LLM_URL: v.optional(url, ''),
  EVI_LLM_MODEL: v.optional(v.string(), ''),
  EVI_LLM_API_KEY: v.optional(v.string(), ''),
  EVI_VOICE: v.optional(choice(['slt', 'rms', 'awb', 'kal16']), 'slt'),
  EVI_EXPRESSION: v.optional(choice(['acoustic', 'none']), 'acoustic'),
  EVI_END_OF_TURN_SILENCE_MS: number(550, 500, 3000),
  EVI_SPEECH_DETECTION_THRESHOLD: number(0.5, 0, 1),
  EVI_PREFIX_PADDING_MS: number(300, 0, 1000),
  EVI_MIN_INTERRUPTION_MS: number(160, 50, 2000),
});

export type Environment = v.InferOutput<typeof schema>;

/**
 * Throws one error that names every variable that cannot be used, and what it should be. An empty variable is one
 * that is not set, as in a compose file that passes it on.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const known = Object.fromEntries(
    Object.keys(schema.entries).map((name) => [name, variables[name] || undefined]),
  );
  const parsed = v.safeParse(schema, known);
  const problems = (parsed.issues ?? []).map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
  if (!parsed.success) throw new Error(`The environment cannot be used.\n  ${problems.join('\n  ')}`);
  if (parsed.output.EVI_LLM_URL && !parsed.output.EVI_LLM_MODEL)
    throw new Error('EVI_LLM_URL needs EVI_LLM_MODEL too: the name of the model to ask there.');
  return parsed.output;
}
