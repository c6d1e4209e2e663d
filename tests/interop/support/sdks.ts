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
