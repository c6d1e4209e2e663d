import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAudioInput } from '../../server/audio/audio-input.ts';
import { joinSamples, linear16Bytes } from '../../server/audio/linear16.ts';
import { createResampler } from '../../server/audio/resample.ts';
import { writeWav } from '../../server/audio/wav.ts';
import { synthesise, transcribe } from '../support/speech.ts';
import {
  chunksOf,
  decode,
  digest,
  fixture,
  hear,
  linear16,
  RECORDINGS,
  until,
} from './support/audio-streams.ts';
import { cut, sine } from './support/signals.ts';

const SENTENCE = 'Where is the nearest train station?';

/** Cosine of the angle between what was spoken and what was recorded, at the delay of about 0.5 s where they are most alike. */
function likeness(spoken: Int16Array, recorded: Int16Array): number {
  const cosine = (delay: number, from: number, to: number) => {
    let [both, first, second] = [0, 0, 0];
    for (let index = from; index < to; index += 1) {
      const a = spoken[index] ?? 0;
      const b = recorded[index + delay] ?? 0;
      both += a * b;
      first += a * a;
      second += b * b;
    }
    return both / Math.sqrt(first * second || 1);
  };
  const third = Math.floor(spoken.length / 3);
  let best = 0;
  let bestDelay = 0;
  for (let delay = 6000; delay <= 11_000; delay += 1) {
    const found = cosine(delay, third, third + 4000);
    if (found > best) [best, bestDelay] = [found, delay];
  }
  return cosine(bestDelay, 0, spoken.length);
}

describe('recordings', () => {
  test.each(RECORDINGS)('$file comes out as it was spoken', async ({ file, length }) => {
    const spoken = await synthesise('rms', SENTENCE);
    const { samples, refusals } = await decode(fixture(file));
    expect(refusals).toEqual([]);
    expect(samples.length).toBe(length);
    expect(likeness(spoken, samples)).toBeGreaterThan(0.95);
  });

  test('a recogniser understands what Chromium recorded', async () => {
    const { samples } = await decode(fixture('chromium-opus.webm'));
    expect(await transcribe('audio-input', samples)).toContain('nearest train station');
  }, 60_000);
});

const STREAMS = [
  ...RECORDINGS.map(({ file }) => fixture(file)),
  writeWav(sine(440, 22_050, 0.3, 9000), 22_050),
];

test('however recordings in a row are cut into chunks, each begins afresh and all are heard', async () => {
  const alone = await Promise.all(STREAMS.map(async (bytes) => (await decode(bytes)).samples));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: STREAMS.length - 1 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 3000 })), {
        minLength: 1,
        maxLength: 6,
      }),
      async (order, sizes) => {
        // Samples after a WAV header end nowhere but at another WAV header, so WAV comes last.
        const wav = STREAMS.length - 1;
        const row = [...order.filter((index) => index !== wav), ...order.filter((index) => index === wav)];
        const heard = await decode(
          Buffer.concat(row.map((index) => STREAMS[index] ?? Buffer.alloc(0))),
          sizes,
        );
        expect(heard.refusals).toEqual([]);
        const recordings = row.filter((index) => index !== wav);
        const expected = joinSamples(recordings.map((index) => alone[index] ?? new Int16Array(0)));
        expect(digest(heard.samples.subarray(0, expected.length))).toEqual(digest(expected));
        expect(heard.samples.length > expected.length).toBe(recordings.length < row.length);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('one byte at a time', async () => {
  for (const { file } of RECORDINGS) {
    const { samples } = await decode(fixture(file));
    const { samples: same, refusals } = await decode(fixture(file), [1]);
    expect(digest(same)).toEqual(digest(samples));
    expect(refusals).toEqual([]);
  }
});

test.each(['chromium-opus.webm', 'chromium-opus.mp4', 'firefox-opus.ogg'])(
  'in %s a packet is heard when its last byte is written, not later',
  async (file) => {
    const bytes = fixture(file);
    const whole = (await decode(bytes)).samples;
    const heard = hear();
    // Loading the decoder is all that takes time.
    heard.input.write(bytes.subarray(0, 5000));
    await until(() => heard.samples().length > 0);
    heard.input.write(bytes.subarray(5000, -1));
    expect(heard.samples().length).toBeLessThan(whole.length);
    heard.input.write(bytes.subarray(-1));
    expect(digest(heard.samples())).toEqual(digest(whole));
  },
);

describe('linear16', () => {
  test.each([
    [8000, 1],
    [16_000, 1],
    [44_100, 2],
    [48_000, 1],
  ] as const)('of %i Hz and %i channels comes out during write, at any chunking', (rate, channels) => {
    const signal = sine(440, rate, 0.2 * channels, 9000);
    const expected = createResampler({ from: rate, to: 16_000, channels }).process(signal);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1 }), (sizes) => {
        const heard = hear();
        heard.input.announce(linear16(rate, channels));
        for (const chunk of chunksOf(linear16Bytes(signal), sizes)) heard.input.write(chunk);
        expect(digest(heard.samples())).toEqual(digest(expected));
        expect(heard.refusals).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('the same format announced again goes on in the middle of a sample; another one begins a stream', () => {
    const heard = hear();
    heard.input.announce(linear16(16_000));
    heard.input.write(new Uint8Array([1, 0, 2]));
    heard.input.announce(linear16(16_000));
    heard.input.write(new Uint8Array([0, 3]));
    heard.input.announce(linear16(16_000, 2));
    heard.input.write(new Uint8Array([4, 0, 4, 0]));
    expect([...heard.samples()]).toEqual([1, 2, 4]);
  });

  test('what looks like a header in the middle of it is sound', () => {
    const heard = hear();
    heard.input.announce(linear16(16_000));
    const bytes = Buffer.concat([Buffer.alloc(64), writeWav(sine(440, 16_000, 0.1, 9000), 16_000)]);
    heard.input.write(bytes);
    expect(heard.samples().length).toBe(bytes.length / 2);
  });

  test.each([
    { sampleRate: 96_000, channels: 1, reason: /8000 to 48000 samples a second, not 96000/ },
    { sampleRate: 16_000, channels: 3, reason: /one or two channels, not 3/ },
  ])('$sampleRate Hz with $channels channels is refused, and another announcement accepted', (format) => {
    const heard = hear();
    heard.input.announce(linear16(format.sampleRate, format.channels));
    heard.input.write(new Uint8Array(4000));
    heard.input.write(new Uint8Array(4000));
    expect(heard.refusals).toEqual([expect.stringMatching(format.reason)]);
    heard.input.announce(linear16(16_000));
    heard.input.write(new Uint8Array([5, 0]));
    expect([...heard.samples()]).toEqual([5]);
  });
});

describe('WAV', () => {
  const signal = sine(440, 48_000, 0.5, 9000);
  const expected = createResampler({ from: 48_000, to: 16_000 }).process(signal);

  function wavOf(...chunks: [string, Buffer][]): Buffer {
    const body = chunks.map(([name, content]) => {
      const head = Buffer.alloc(8);
      head.write(name, 'latin1');
      head.writeUInt32LE(content.length, 4);
      return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
    });
    return Buffer.concat([Buffer.from('RIFF\xff\xff\xff\xffWAVE', 'latin1'), ...body]);
  }
  function format(tag: number, channels: number, rate: number, bits: number, more = Buffer.alloc(0)): Buffer {
    const body = Buffer.alloc(16);
    body.writeUInt16LE(tag, 0);
    body.writeUInt16LE(channels, 2);
    body.writeUInt32LE(rate, 4);
    body.writeUInt16LE(bits, 14);
    return Buffer.concat([body, more]);
  }

  test.each([0, 100, 0xff_ff_ff_ff])(
    'one header that declares %i bytes, then samples without end',
    async (size) => {
      const file = writeWav(signal, 48_000);
      file.writeUInt32LE(size, 40);
      expect(digest((await decode(file, [7, 500])).samples)).toEqual(digest(expected));
    },
  );

  test('each chunk a file: no sample is lost and nothing clicks at the joints', async () => {
    const files = cut(signal, [4800]).map((block) => writeWav(block, 48_000));
    expect(digest((await decode(Buffer.concat(files), [4844])).samples)).toEqual(digest(expected));
    expect(digest((await decode(Buffer.concat(files), [1])).samples)).toEqual(digest(expected));
  });

  test('other chunks before the samples are passed over, and the extensible format is read', async () => {
    const subformat = Buffer.from('16001000000000000100000000001000800000aa00389b71', 'hex');
    const file = wavOf(
      ['LIST', Buffer.from('INFOIART\x03\x00\x00\x00Me', 'latin1')],
      ['odd ', Buffer.alloc(7)],
      ['fmt ', format(0xfffe, 1, 48_000, 16, subformat)],
      ['data', Buffer.from(linear16Bytes(signal))],
    );
    expect(digest((await decode(file)).samples)).toEqual(digest(expected));
  });

  test.each([
    { tag: 3, bits: 32, channels: 1, rate: 16_000, reason: /not 32-bit floating point: send 16-bit/ },
    { tag: 1, bits: 24, channels: 1, rate: 16_000, reason: /not 24-bit integer/ },
    { tag: 7, bits: 8, channels: 1, rate: 8000, reason: /not 8-bit mu-law/ },
    { tag: 1, bits: 16, channels: 6, rate: 48_000, reason: /one or two channels, not 6/ },
    { tag: 1, bits: 16, channels: 1, rate: 192_000, reason: /not 192000/ },
  ])('$bits bits in format $tag, $channels channels at $rate Hz is refused', async (wrong) => {
    const file = wavOf(
      ['fmt ', format(wrong.tag, wrong.channels, wrong.rate, wrong.bits)],
      ['data', Buffer.alloc(9000)],
    );
    const { samples, refusals } = await decode(file, [100]);
    expect(refusals).toEqual([expect.stringMatching(wrong.reason)]);
    expect(samples.length).toBe(0);
  });

  test('samples without a format are refused', async () => {
    const { refusals } = await decode(wavOf(['data', Buffer.alloc(100)]));
    expect(refusals).toEqual([expect.stringContaining('The WAV stream is damaged')]);
  });
});

describe('what cannot be decoded', () => {
  const webm = fixture('chromium-opus.webm');
  const UNDECODED: [string, Uint8Array, RegExp][] = [
    [
      'AAC in MP4',
      fixture('aac.mp4'),
      /^This server decodes Opus in MP4, not AAC: record audio\/webm;codecs=opus, or send linear16/,
    ],
    [
      'MP4 in one piece',
      fixture('whole-opus.mp4'),
      /in fragments, as MediaRecorder sends it, not a whole file/,
    ],
    ['Vorbis in WebM', fixture('vorbis.webm'), /decodes Opus in WebM, not Vorbis/],
    ['PCM in WebM', fixture('chromium-pcm.webm'), /decodes Opus in WebM, not PCM/],
    ['Vorbis in Ogg', fixture('vorbis.ogg'), /decodes Opus in Ogg, not Vorbis/],
    ['six channels', fixture('surround-opus.webm'), /one or two channels, and the WebM stream has 6/],
    ['MP3', fixture('speech.mp3'), /does not decode MP3/],
    ['AAC', fixture('speech.aac'), /does not decode AAC/],
    ['FLAC', fixture('speech.flac'), /does not decode FLAC/],
    [
      'linear16 that was not announced',
      linear16Bytes(sine(440, 16_000, 0.2, 9000)),
      /no linear16 was announced/,
    ],
    ['a recording without its beginning', webm.subarray(400), /or a recording from its first byte on/],
    [
      'a recording with a hole',
      Buffer.concat([webm.subarray(0, 2000), webm.subarray(5100)]),
      /WebM stream is damaged/,
    ],
    [
      'a block of 4 TiB',
      Buffer.concat([webm.subarray(0, 161), Buffer.from('a30400000000000081', 'hex')]),
      /WebM stream is damaged/,
    ],
  ];

  test.each(UNDECODED)('%s: told once, then a new recording is heard', async (_, bytes, reason) => {
    const alone = (await decode(webm)).samples;
    for (const sizes of [[Number.POSITIVE_INFINITY], [1]]) {
      const bad = await decode(bytes, sizes);
      expect(bad.refusals).toEqual([expect.stringMatching(reason)]);
      const { samples, refusals } = await decode(Buffer.concat([bytes, webm]), sizes);
      expect(refusals).toEqual(bad.refusals);
      expect(digest(samples.subarray(-alone.length))).toEqual(digest(alone));
    }
  });

  test('after a refusal the format that was announced before may be announced again', async () => {
    const heard = hear();
    heard.input.announce(linear16(16_000));
    heard.input.write(fixture('aac.mp4'));
    expect(heard.refusals.length).toBe(1);
    heard.input.announce(linear16(16_000));
    heard.input.write(new Uint8Array([1, 0, 2, 0]));
    expect([...heard.samples()]).toEqual([1, 2]);
  });

  test('each of several bad streams is told, but not without end', async () => {
    const three = await decode(
      Buffer.concat([fixture('vorbis.webm'), fixture('aac.mp4'), fixture('vorbis.webm')]),
    );
    expect(three.refusals.length).toBe(3);
    const flood = Buffer.alloc(40_000, Buffer.from('1a45dfa3', 'hex'));
    const { refusals } = await decode(Buffer.concat([flood, webm, fixture('aac.mp4')]));
    expect(refusals.length).toBe(11);
  });
});

test("a container's header wins over announced linear16, and the announcement repeated changes nothing", async () => {
  const webm = fixture('chromium-opus.webm');
  const alone = (await decode(webm)).samples;
  const heard = hear();
  heard.input.announce(linear16(44_100));
  heard.input.write(webm.subarray(0, 3000));
  heard.input.announce(linear16(44_100));
  heard.input.write(webm.subarray(3000));
  await heard.finished();
  expect(digest(heard.samples())).toEqual(digest(alone));
  expect(heard.refusals).toEqual([]);
});

describe('much at once', () => {
  test('16 MiB do not hold up the loop: other work gets its turns, and no sample is missing', async () => {
    const samples = 8 * 1024 * 1024;
    let heard = 0;
    let turns = 0;
    await new Promise<void>((resolve) => {
      const input = createAudioInput(
        {
          samples(block) {
            heard += block.length;
            if (heard === samples) resolve();
          },
          refused(reason) {
            throw new Error(reason);
          },
        },
        Number.POSITIVE_INFINITY,
      );
      input.announce(linear16(16_000));
      input.write(new Uint8Array(2 * samples));
      const other = () => {
        if (heard === samples) return;
        turns += 1;
        setImmediate(other);
      };
      other();
    });
    expect(turns).toBeGreaterThan(100);
  });

  test('headers of ever new rates do not hold up the loop, either', async () => {
    const files = Array.from({ length: 100 }, (_, index) =>
      writeWav(new Int16Array(500), 47_999 - 2 * index),
    );
    const { input, samples, finished } = hear();
    input.write(Buffer.concat(files));
    const heardAtOnce = samples().length;
    await finished();
    expect(heardAtOnce).toBeLessThan(0.2 * samples().length);
  });

  test('what comes faster than it can be decoded is dropped, and a new stream heard', async () => {
    const heard = hear();
    heard.input.announce(linear16(16_000));
    heard.input.write(new Uint8Array(16 * 1024 * 1024));
    heard.input.write(new Uint8Array(16 * 1024 * 1024));
    expect(heard.refusals).toEqual([expect.stringContaining('faster than it can be decoded')]);
    const before = heard.samples().length;
    heard.input.announce(linear16(16_000));
    heard.input.write(new Uint8Array([1, 0, 2, 0]));
    await heard.finished();
    expect([...heard.samples().subarray(before)]).toEqual([1, 2]);
  });

  test('announcements without end, while a decoder is loading, do not pile up', async () => {
    const heard = hear();
    heard.input.write(fixture('chromium-opus.webm'));
    for (let index = 0; index < 1000; index += 1) {
      heard.input.announce(linear16(index % 2 === 0 ? 16_000 : 8000));
      heard.input.write(new Uint8Array(1));
    }
    expect(heard.refusals.length).toBeGreaterThan(0);
    await heard.finished();
  });
});

describe('faster than anybody speaks', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const seconds = (count: number) => new Uint8Array(2 * 16_000 * count);
  function start() {
    const heard = hear();
    heard.input.announce(linear16(16_000));
    return { ...heard, seconds: () => heard.samples().length / 16_000 };
  }

  test('30 seconds are heard at once, what comes after them by the clock, and all of it', async () => {
    const { input, seconds: heard, refusals } = start();
    input.write(seconds(20));
    await vi.advanceTimersByTimeAsync(1);
    expect([heard(), input.ready]).toEqual([20, undefined]);
    input.write(seconds(70));
    await vi.advanceTimersByTimeAsync(10);
    expect(heard()).toBeGreaterThanOrEqual(30);
    expect(heard()).toBeLessThan(33);
    const over = vi.fn();
    input.ready?.then(over);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(heard()).toBeGreaterThanOrEqual(48);
    expect(heard()).toBeLessThan(53);
    expect(over).not.toHaveBeenCalled();
    input.write(seconds(10));
    await vi.advanceTimersByTimeAsync(51_000);
    expect([heard(), input.ready, refusals]).toEqual([100, undefined, []]);
    expect(over).toHaveBeenCalledOnce();
  });

  test('audio that comes as it is spoken never waits, and no silence makes room for more than 30 seconds', async () => {
    const { input, seconds: heard } = start();
    for (let count = 1; count <= 120; count += 1) {
      input.write(seconds(1));
      expect([heard(), input.ready]).toEqual([count, undefined]);
      await vi.advanceTimersByTimeAsync(1000);
    }
    await vi.advanceTimersByTimeAsync(600_000);
    input.write(seconds(100));
    await vi.advanceTimersByTimeAsync(10);
    expect(heard() - 120).toBeLessThan(33);
    expect(input.ready).toBeDefined();
  });

  test('closed meanwhile, nobody waits for it any more', async () => {
    const { input, seconds: heard } = start();
    input.write(seconds(60));
    await vi.advanceTimersByTimeAsync(10);
    const before = heard();
    const over = input.ready;
    input.close();
    expect(over).toBeDefined();
    await over;
    expect(input.ready).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
    expect(heard()).toBe(before);
  });
});

test.each(['while its decoder is loading', 'while it is decoded'])(
  'closed %s, nothing more is heard',
  async (when) => {
    const samples = vi.fn();
    const refused = vi.fn();
    const input = createAudioInput({ samples, refused });
    const webm = fixture('chromium-opus.webm');
    if (when === 'while it is decoded')
      await new Promise<void>((resolve) => {
        samples.mockImplementationOnce(() => resolve(input.close()));
        input.write(webm);
      });
    else input.write(webm);
    input.close();
    input.close();
    input.write(fixture('vorbis.webm'));
    input.announce(linear16(16_000));
    // Another input's decoder is loaded after this one's would have been.
    await decode(webm);
    expect(samples).toHaveBeenCalledTimes(when === 'while it is decoded' ? 1 : 0);
    expect(refused).not.toHaveBeenCalled();
  },
);
