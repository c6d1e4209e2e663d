import type { ByteQueue } from './byte-queue.ts';
import type { Reading } from './reader.ts';

export type Container = 'webm' | 'ogg' | 'mp4' | 'wav';

interface Signature {
  container: Container;
  /** `undefined` is any byte. */
  bytes: readonly (number | undefined)[];
}

/** How each container's stream begins. Ogg: with a logical stream's first page. MP4: with a short `ftyp` box. */
const SIGNATURES: readonly Signature[] = [
  { container: 'webm', bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { container: 'ogg', bytes: [...Buffer.from('OggS'), 0, 2] },
  { container: 'mp4', bytes: [0, 0, 0, undefined, ...Buffer.from('ftyp')] },
  {
    container: 'wav',
    bytes: [...Buffer.from('RIFF'), undefined, undefined, undefined, undefined, ...Buffer.from('WAVE')],
  },
];
const WAV = SIGNATURES.filter(({ container }) => container === 'wav');
const LONGEST = Math.max(...SIGNATURES.map(({ bytes }) => bytes.length));

/** The container whose header begins at `at`; 'undecided' where the bytes end within what may be one. */
function containerAt(
  bytes: Uint8Array,
  at: number,
  signatures: readonly Signature[],
): Container | 'undecided' | undefined {
  let undecided = false;
  for (const signature of signatures) {
    const end = Math.min(signature.bytes.length, bytes.length - at);
    let same = 0;
    while (same < end) {
      const byte = signature.bytes[same];
      if (byte !== undefined && byte !== bytes[at + same]) break;
      same += 1;
    }
    if (same === signature.bytes.length) return signature.container;
    if (same === end) undecided = true;
  }
  return undecided ? 'undecided' : undefined;
}

/** The container whose header is next, if one is. Waits for no byte more than it takes to be sure. */
export function* containerAtFront(queue: ByteQueue): Reading<Container | undefined> {
  for (let count = 1; ; count += 1) {
    yield count;
    const found = containerAt(queue.peek(LONGEST), 0, SIGNATURES);
    if (found !== 'undecided') return found;
  }
}

export interface HeaderPlace {
  /** How many bytes come before the header, or before what may become one at the end. */
  before: number;
  /** How many bytes it takes to be sure of more. 0: the header is complete. */
  needed: number;
}

/** Where a stream begins within the bytes: of any container, or of WAV only. */
export function findHeader(bytes: Uint8Array, which: 'any' | 'wav'): HeaderPlace {
  const signatures = which === 'any' ? SIGNATURES : WAV;
  for (let at = 0; at < bytes.length; at += 1) {
    const found = containerAt(bytes, at, signatures);
    if (found === 'undecided') return { before: at, needed: bytes.length - at + 1 };
    if (found !== undefined) return { before: at, needed: 0 };
  }
  return { before: bytes.length, needed: 1 };
}
