import * as v from 'valibot';
import { TURN_SETTINGS } from './audio/turn-settings.ts';
import { TIMEOUTS } from './configs/timeouts.ts';
import { parseOrigin } from './http/headers.ts';
import { reasonOf } from './reason-of.ts';

/** Makes of a variable's text what it means, or throws with what to write instead. */
type Reader<Value> = (text: string) => Value;

const checked = <Value>(read: Reader<Value>) =>
  v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
    try {
      return read(dataset.value);
    } catch (error) {
      addIssue({ message: reasonOf(error) });
      return NEVER;
    }
  });

/** @param help For the tables of the documentation; one line of Markdown. */
const variable = <Value>(fallback: string | number, read: Reader<Value>, help: string) =>
  v.optional(v.pipe(v.string(), checked(read), v.description(help)), String(fallback));

const text: Reader<string> = (given) => given;

interface Range {
  readonly min: number;
  readonly max: number;
}

const number =
  ({ min, max }: Range, kind = 'number', includes: (value: number) => boolean = () => true): Reader<number> =>
  (given) => {
    const value = Number(given);
    if (given.trim() === '' || !(value >= min && value <= max) || !includes(value))
      throw new Error(`"${given}" is not a ${kind} from ${min} to ${max}.`);
    return value;
  };

const whole = (min: number, max: number): Reader<number> =>
  number({ min, max }, 'whole number', Number.isInteger);

const wholeOrNone = ({ min, max }: Range): Reader<number> => {
  const read = whole(min, max);
  return (given) => {
    if (given.trim() === '0') return 0;
    try {
      return read(given);
    } catch {
      throw new Error(`"${given}" is neither 0, for none, nor a whole number from ${min} to ${max}.`);
    }
  };
};

const choice =
  <const Value extends string>(...values: [Value, ...Value[]]): Reader<Value> =>
  (given) => {
    const chosen = values.find((value) => value === given);
    if (!chosen) throw new Error(`"${given}" is not possible. Choose one of ${values.join(', ')}.`);
    return chosen;
  };

const origins: Reader<string[]> = (given) =>
  given
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
    .map(parseOrigin);

/** What was given is not repeated: addresses can hold a password or a key. */
const address =
  (protocols: RegExp, kind: string, example: string): Reader<string> =>
  (given) => {
    if (given && !(protocols.test(given) && URL.canParse(given)))
      throw new Error(`This is not ${kind}. Write it like ${example}.`);
    return given;
  };

const schema = v.object({
  EVI_HOST: variable(
    '127.0.0.1',
    text,
    'The address to listen on. Until an API key has been made, only this machine is served.',
  ),
  EVI_PORT: variable(8790, whole(0, 65_535), 'The port to listen on; `0` takes any free one.'),
  EVI_PUBLIC_ORIGIN: variable(
    '',
    (given) => (given ? parseOrigin(given) : ''),
    'The widget’s origin as browsers see it, for example `https://evi.example.com`. Empty: made of host and port.',
  ),
  EVI_ALLOWED_SITES: variable(
    '',
    origins,
    'Origins of the pages that may embed the widget, separated by commas. Empty: none.',
  ),
  EVI_KNOWLEDGE_SITES: variable(
    '',
    origins,
    'Origins whose pages the assistant may read for `data-knowledge`, besides those of `EVI_ALLOWED_SITES`. Separated by commas.',
  ),
  EVI_TRUSTED_PROXIES: variable(
    0,
    whole(0, 10),
    'How many proxies stand in front and write `X-Forwarded-For`. Limits count the address before them.',
  ),
  EVI_DATA_DIR: variable(
    'data',
    text,
    'Folder for what is kept: conversations, unless there is a `DATABASE_URL`, and each loader that was ever served.',
  ),
  DATABASE_URL: variable(
    '',
    address(
      /^postgres(ql)?:\/\//,
      'the address of a Postgres server',
      'postgres://user:password@127.0.0.1:5432/evi',
    ),
    'A Postgres database, like `postgres://user:password@127.0.0.1:5432/evi`. Empty: SQLite in `EVI_DATA_DIR`.',
  ),
  EVI_RETENTION_DAYS: variable(
    30,
    whole(0, 36_500),
    'Days after which a conversation is deleted; `0` keeps all for ever.',
  ),
  EVI_CONFIGS_DIR: variable('configs', text, 'Folder with config files. The default one need not be there.'),
  EVI_RECOGNISER: variable(
    'auto',
    choice('auto', 'pocketsphinx', 'none'),
    '`pocketsphinx` fails when it is not installed, `auto` goes on without, `none` never hears.',
  ),
  EVI_MAX_HEARD_AT_ONCE: variable(
    8,
    whole(1, 1000),
    'Visitors whose speech pocketsphinx hears at the same moment; one more gets I0116. Each takes 110 MB, and a tenth of a core.',
  ),
  EVI_LLM_URL: variable(
    '',
    address(/^https?:/, 'a web address', 'http://127.0.0.1:11434/v1'),
    'A server with OpenAI’s chat completions interface. Empty: answers are sentences of the page.',
  ),
  EVI_LLM_MODEL: variable('', text, 'The model to ask there. Needed with `EVI_LLM_URL`.'),
  EVI_LLM_API_KEY: variable('', text, 'The key for it, if it wants one.'),
  EVI_VOICE: variable(
    'slt',
    choice('slt', 'rms', 'awb', 'kal16'),
    '`slt`, `rms`, `awb` or `kal16`: the voices of flite.',
  ),
  EVI_EXPRESSION: variable(
    'acoustic',
    choice('acoustic', 'none'),
    '`acoustic` estimates expression from the voice; `none` measures nothing.',
  ),
  EVI_WEB_SEARCH_URL: variable(
    '',
    address(/^https?:/, 'a web address', 'http://127.0.0.1:8888/search'),
    'A SearXNG server whose `search.formats` has json, for the tool `web_search`. Empty: its fallback text is used.',
  ),
  EVI_TOOL_TIMEOUT_SECONDS: variable(
    10,
    whole(1, 120),
    'How long a client has to answer a tool call, 1 to 120.',
  ),
  EVI_TURN_DETECTION: variable(
    'adaptive',
    choice('adaptive', 'silence'),
    '`adaptive` waits less after what sounds and reads finished, longer after a hesitation; `silence` always waits the same.',
  ),
  EVI_END_OF_TURN_SILENCE_MS: variable(
    TURN_SETTINGS.end_of_turn_silence_ms.default,
    number(TURN_SETTINGS.end_of_turn_silence_ms),
    'Silence after which a visitor’s turn is over, 500 to 3000.',
  ),
  EVI_SPEECH_DETECTION_THRESHOLD: variable(
    TURN_SETTINGS.speech_detection_threshold.default,
    number(TURN_SETTINGS.speech_detection_threshold),
    '0 takes all that may be speech, 1 only what is clearly speech.',
  ),
  EVI_PREFIX_PADDING_MS: variable(
    TURN_SETTINGS.prefix_padding_ms.default,
    number(TURN_SETTINGS.prefix_padding_ms),
    'Audio kept from before speech was noticed, 0 to 1000.',
  ),
  EVI_MIN_INTERRUPTION_MS: variable(
    TURN_SETTINGS.min_interruption_ms.default,
    number(TURN_SETTINGS.min_interruption_ms),
    'Speech after which the assistant falls silent, 50 to 2000.',
  ),
  EVI_INACTIVITY_SECONDS: variable(
    TIMEOUTS.inactivity.default,
    wholeOrNone(TIMEOUTS.inactivity),
    'A chat in which the visitor says nothing for so long is ended, 30 to 1800; `0`: never for that.',
  ),
  EVI_MAX_DURATION_SECONDS: variable(
    TIMEOUTS.max_duration.default,
    whole(TIMEOUTS.max_duration.min, TIMEOUTS.max_duration.max),
    'A chat is ended after so long, 30 to 1800.',
  ),
  EVI_MAX_CONNECTIONS_PER_KEY: variable(
    5,
    whole(1, 100_000),
    'Chats that may be open at the same time with one API key.',
  ),
  EVI_MAX_WIDGET_CONNECTIONS: variable(
    20,
    whole(1, 100_000),
    'Chats that all visitors of the widget together may have open at the same time.',
  ),
  EVI_MAX_WIDGET_CONNECTIONS_PER_ADDRESS: variable(
    5,
    whole(1, 100_000),
    'How many of those may come from one address, or one /64 of IPv6, as of an office or a household.',
  ),
  EVI_MAX_REQUESTS_PER_SECOND: variable(
    50,
    whole(1, 1_000_000),
    'Requests and new chats of one address in a second; more get 429.',
  ),
  EVI_MAX_MESSAGE_BYTES: variable(
    16_777_216,
    whole(1024, 1_073_741_824),
    'The largest message that a client may send in a chat.',
  ),
  EVI_MAX_UNREAD_BYTES: variable(
    1_048_576,
    whole(65_536, 1_073_741_824),
    'Bytes that a client may leave unread before its chat is paused.',
  ),
  EVI_UNREAD_TIMEOUT_SECONDS: variable(
    30,
    whole(1, 600),
    'Seconds that it may take to catch up before it is dropped.',
  ),
});

export type Environment = v.InferOutput<typeof schema>;

/** Every variable as it is documented, in the order of the tables. */
export const VARIABLES: readonly { name: string; default: string; help: string }[] = Object.entries(
  schema.entries,
).map(([name, entry]) => ({
  name,
  default: entry.default,
  help: v.getDescription(entry.wrapped) ?? '',
}));

/**
 * Throws one error that names every variable that cannot be used, and what it should be. An empty variable is one
 * that is not set, as in a compose file that passes it on.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const known = Object.fromEntries(VARIABLES.map(({ name }) => [name, variables[name] || undefined]));
  const parsed = v.safeParse(schema, known);
  const problems = (parsed.issues ?? []).map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
  if (!parsed.success) throw new Error(`The environment cannot be used.\n  ${problems.join('\n  ')}`);
  if (parsed.output.EVI_LLM_URL && !parsed.output.EVI_LLM_MODEL)
    throw new Error('EVI_LLM_URL needs EVI_LLM_MODEL too: the name of the model to ask there.');
  return parsed.output;
}
