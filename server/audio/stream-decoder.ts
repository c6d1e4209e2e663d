import { HEARING_SAMPLE_RATE } from '../providers/types.ts';
import { StreamRefusal, type StreamSink } from './containers/reader.ts';
import { createLinear16Reader, type Linear16Reader } from './linear16.ts';
import { createOpusDecoder, type OpusDecoder } from './opus.ts';
import { createResampler, type Resampler } from './resample.ts';

export interface StreamDecoder extends StreamSink {
  /** False while the next stream's decoder is loading; `data` must wait for it. */
  readonly ready: boolean;
  /** Streams begun so far for which a decoder had to be made. */
  readonly begun: number;
  /** Forgets the stream. What the next one sounds like does not depend on it. */
  reset(): void;
}

interface Linear16Stream {
  sampleRate: number;
  channels: number;
  reader: Linear16Reader;
  resampler: Resampler;
}

/** Decodes what a reader finds to 16 kHz mono. `onReady` is called after each time that `ready` was false. */
export function createStreamDecoder(
  onSamples: (samples: Int16Array) => void,
  onReady: () => void,
): StreamDecoder {
  let linear16: Linear16Stream | undefined;
  let opus: OpusDecoder | undefined;
  let begun = 0;

  function reset(): void {
    linear16 = undefined;
    opus?.free();
    opus = undefined;
  }

  return {
    get ready() {
      return opus === undefined || opus.ready;
    },
    get begun() {
      return begun;
    },
    reset,
    linear16(sampleRate, channels) {
      // Files in a row, each with its header, are one sound: the resampler's memory bridges them.
      const isSame = linear16?.sampleRate === sampleRate && linear16.channels === channels;
      const resampler = isSame ? linear16?.resampler : undefined;
      reset();
      if (!resampler) begun += 1;
      linear16 = {
        sampleRate,
        channels,
        reader: createLinear16Reader(),
        resampler: resampler ?? createMonoResampler(sampleRate, channels),
      };
    },
    opus(head) {
      reset();
      begun += 1;
      opus = createOpusDecoder(head, onReady);
    },
    data(bytes) {
      const samples = opus ? opus.decode(bytes) : linear16?.resampler.process(linear16.reader.read(bytes));
      if (samples && samples.length > 0) onSamples(samples);
    },
  };
}

function createMonoResampler(sampleRate: number, channels: number): Resampler {
  if (channels !== 1 && channels !== 2)
    throw new StreamRefusal(`This server hears one or two channels, not ${channels}: send one.`);
  if (!Number.isInteger(sampleRate) || sampleRate < 8000 || sampleRate > 48_000)
    throw new StreamRefusal(
      `This server hears 8000 to 48000 samples a second, not ${sampleRate}: send 16000.`,
    );
  return createResampler({ from: sampleRate, to: HEARING_SAMPLE_RATE, channels });
}
