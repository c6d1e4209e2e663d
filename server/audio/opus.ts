import { OpusDecoder as WasmDecoder } from 'opus-decoder';
import { HEARING_SAMPLE_RATE } from '../providers/types.ts';
import { damaged, type OpusHead, StreamRefusal } from './containers/reader.ts';
import { isOpusPacket } from './opus-packet.ts';

/** The decoder's own buffer: 510 kbit/s in packets of 60 ms, which is the most that Opus is made for. */
const MAX_PACKET = 3840;
/** A single odd packet is passed over, as a lost one would be. */
const DAMAGED_IN_A_ROW = 10;

/** Reads the identification header of RFC 7845, which WebM and Ogg carry. Throws a StreamRefusal. */
export function readOpusHead(bytes: Buffer, container: string): OpusHead {
  if (bytes.length < 19 || bytes.toString('latin1', 0, 8) !== 'OpusHead') throw damaged(container);
  return checkedHead(bytes.readUInt8(9), bytes.readUInt16LE(10), bytes.readUInt8(18), container);
}

/** Reads the body of an MP4 `dOps` box: the same fields, big-endian and without the name. Throws a StreamRefusal. */
export function readOpusBox(bytes: Buffer): OpusHead {
  if (bytes.length < 11) throw damaged('MP4');
  return checkedHead(bytes.readUInt8(1), bytes.readUInt16BE(2), bytes.readUInt8(10), 'MP4');
}

function checkedHead(channels: number, preSkip: number, mapping: number, container: string): OpusHead {
  if (mapping !== 0 || channels < 1 || channels > 2) {
    throw new StreamRefusal(
      `This server decodes Opus with one or two channels, and the ${container} stream has ${channels}: record in mono.`,
    );
  }
  return { preSkip };
}

export interface OpusDecoder {
  /** False until the decoder is loaded, which takes some milliseconds. */
  readonly ready: boolean;
  /** Only when ready. 16 kHz mono; empty for a packet that cannot be decoded. Throws a StreamRefusal when too many cannot. */
  decode(packet: Uint8Array): Int16Array;
  free(): void;
}

// Loaded with the module: unpacking and compiling takes 30 ms, which no chat's first words should wait for.
await new WasmDecoder().ready;

/** `onReady` is called once, unless the decoder is freed before. */
export function createOpusDecoder(head: OpusHead, onReady: () => void): OpusDecoder {
  // Asked for one channel, libopus mixes stereo down by itself.
  const decoder = new WasmDecoder({
    sampleRate: HEARING_SAMPLE_RATE,
    channels: 1,
    preSkip: Math.round((head.preSkip * HEARING_SAMPLE_RATE) / 48_000),
  });
  let state: 'loading' | 'ready' | 'freed' = 'loading';
  let damagedPackets = 0;
  decoder.ready.then(() => {
    if (state === 'freed') {
      decoder.free();
      return;
    }
    state = 'ready';
    onReady();
  });

  return {
    get ready() {
      return state === 'ready';
    },
    decode(packet) {
      // Checked here because the decoder writes a line to the console for each packet that it refuses.
      if (packet.length === 0) return new Int16Array(0);
      if (packet.length > MAX_PACKET || !isOpusPacket(packet)) {
        damagedPackets += 1;
        if (damagedPackets >= DAMAGED_IN_A_ROW) throw damaged('Opus');
        return new Int16Array(0);
      }
      damagedPackets = 0;
      const [mono = new Float32Array(0)] = decoder.decodeFrame(packet).channelData;
      const samples = new Int16Array(mono.length);
      for (let index = 0; index < mono.length; index += 1)
        samples[index] = Math.max(-32_768, Math.min(32_767, Math.round((mono[index] ?? 0) * 32_768)));
      return samples;
    },
    free() {
      if (state === 'ready') decoder.free();
      state = 'freed';
    },
  };
}
