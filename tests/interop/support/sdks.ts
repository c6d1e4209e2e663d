import { createRequire } from 'node:module';

type Hume = typeof import('hume');
type Serialization = typeof import('hume/serialization');

export interface Sdk {
  /** For example `hume 0.16.0`. */
  name: string;
  HumeClient: Hume['HumeClient'];
  /** The SDK's own schemas of all messages. */
  schemas: Serialization['empathicVoice'];
}

/** The `hume` that a module gets when it imports it. The types are those of the newest. */
function humeOf(module: string): Sdk {
  const load = createRequire(module);
  const { HumeClient }: Hume = load('hume');
  const { empathicVoice: schemas }: Serialization = load('hume/serialization');
  const { version }: { version: string } = load('hume/package.json');
  return { name: `hume ${version}`, HumeClient, schemas };
}

const require = createRequire(import.meta.url);

/** The newest, and those that voice-react brings along: its latest release and its beta. */
export const SDKS: readonly Sdk[] = [
  humeOf(import.meta.url),
  humeOf(require.resolve('@humeai/voice-react')),
  humeOf(require.resolve('voice-react-beta')),
];

/** What a chat can send, by the union of the newest SDK. */
export const SUBSCRIBE_EVENTS = [
  'assistant_end',
  'assistant_message',
  'assistant_prosody',
  'audio_output',
  'chat_metadata',
  'error',
  'session_settings',
  'tool_call',
  'tool_error',
  'tool_response',
  'user_interruption',
  'user_message',
];

/** A text frame as the SDK reads it, JSON and then its schema; but what does not fit is refused. */
export const parseStrictly = ({ schemas }: Sdk, frame: string) =>
  schemas.SubscribeEvent.parse(JSON.parse(frame), {
    unrecognizedObjectKeys: 'fail',
    allowUnrecognizedUnionMembers: false,
    allowUnrecognizedEnumValues: false,
    skipValidation: false,
  });
