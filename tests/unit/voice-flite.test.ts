import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Voice } from '../../server/providers/types.ts';
import { createFlite } from '../../server/providers/voices/flite.ts';
import { bundleForNode } from './support/bundle.ts';
import { rms } from './support/signals.ts';

const never = new AbortController().signal;
let workerFile: string;

beforeAll(async () => {
  workerFile = await bundleForNode('server/providers/voices/flite-worker.ts', 'flite-worker');
}, 60_000);

describe('flite itself', () => {
  let flite: Voice;
  beforeAll(() => {
    flite = createFlite({ workerFile });
  });
  afterAll(() => flite.close());

  test.each(['slt', 'rms', 'awb', 'kal16'] as const)(
    '%s speaks, at once and with a pause at the end',
    async (voice) => {
      const other = createFlite({ voice, workerFile });
      const samples = await other.speak('The studio opens at ten.', never);
      await other.close();
      expect(other.name).toBe(`flite ${voice}`);
      expect(other.sampleRate).toBe(16_000);
      expect(samples.length / 16).toBeGreaterThan(1200);
      expect(samples.length / 16).toBeLessThan(3500);
      expect(rms(samples)).toBeGreaterThan(300);
      const loud = (block: Int16Array) => rms(block) >= 100;
      expect(loud(samples.subarray(25 * 16, 30 * 16))).toBe(true);
      expect(loud(samples.subarray(-145 * 16))).toBe(false);
      expect(loud(samples.subarray(-155 * 16, -150 * 16))).toBe(true);
    },
  );

  test('any of its voices can be asked for by name, the configured one speaks without', async () => {
    const other = createFlite({ voice: 'awb', workerFile });
    const sentence = 'The studio opens at ten.';
    expect(flite.voices).toEqual(['slt', 'rms', 'awb', 'kal16']);
    expect(other.voices).toEqual(['awb', 'slt', 'rms', 'kal16']);
    const [unnamed, awb, slt, fromSlt] = await Promise.all([
      other.speak(sentence, never),
      other.speak(sentence, never, 'awb'),
      other.speak(sentence, never, 'slt'),
      flite.speak(sentence, never),
    ]);
    await other.close();
    expect(unnamed).toEqual(awb);
    expect(slt).toEqual(fromSlt);
    expect(awb).not.toEqual(slt);
  });

  test.each(['', 'SLT', 'kal', '/etc/passwd', 'http://127.0.0.1/voice.flitevox', 'slt -o x'])(
    'there is no voice %j',
    async (name) => {
      await expect(flite.speak('Hello.', never, name)).rejects.toThrow('flite has these voices: slt,');
    },
  );

  test('a sentence of signs, or of a script it cannot read, is a short silence', async () => {
    for (const text of ['', '😀', '你好']) {
      const samples = await flite.speak(text, never);
      expect(samples.length).toBe(1600);
      expect(rms(samples)).toBe(0);
    }
  });

  test('text that looks like options or a file name is spoken', async () => {
    for (const text of ['-voice', '--help', 'out.wav', '-o /etc/passwd']) {
      expect((await flite.speak(text, never)).length / 16).toBeGreaterThan(400);
    }
  });

  test('the same sentence gives the same samples, also when many are asked for at once', async () => {
    const sentences = Array.from({ length: 8 }, (_, index) => `Sentence ${index} of eight.`);
    const together = await Promise.all(sentences.map((sentence) => flite.speak(sentence, never)));
    for (const [index, sentence] of sentences.entries()) {
      expect(await flite.speak(sentence, never)).toEqual(together[index]);
    }
  });

  test('a text of many lines is spoken whole', async () => {
    const once = 'We make pots, mugs and plates from stoneware clay and fire them twice. ';
    const short = await flite.speak(once, never);
    const long = await flite.speak(once.repeat(8), never);
    expect(long.length / short.length).toBeGreaterThan(7.5);
    expect(long.length / short.length).toBeLessThan(8.5);
  });

  test('an aborted sentence rejects with the reason, the others are spoken', async () => {
    const reason = new Error('barge-in');
    const controllers = Array.from({ length: 6 }, () => new AbortController());
    const spoken = Promise.allSettled(
      controllers.map((c, index) => flite.speak(`Number ${index}.`, c.signal)),
    );
    const aborted = [0, 4, 5];
    for (const index of aborted) controllers[index]?.abort(reason);
    for (const [index, result] of (await spoken).entries()) {
      if (aborted.includes(index)) expect(result).toEqual({ status: 'rejected', reason });
      else expect(result.status).toBe('fulfilled');
    }
    await expect(flite.speak('Too late.', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('with a worker that misbehaves', () => {
  /** Answers with one second of a constant; 'hang' is answered only after 'release' came. */
  const script = `
    import { parentPort } from 'node:worker_threads';
    const wav = () => {
      const b = Buffer.alloc(44 + 32000);
      b.write('RIFF'); b.write('WAVEfmt ', 8); b.writeUInt32LE(16, 16); b.writeUInt16LE(1, 20); b.writeUInt16LE(1, 22);
      b.writeUInt32LE(16000, 24); b.writeUInt32LE(32000, 28); b.writeUInt16LE(2, 32); b.writeUInt16LE(16, 34);
      b.write('data', 36); b.writeUInt32LE(32000, 40); b.fill(9, 44);
      return new Uint8Array(b);
    };
    parentPort.on('message', ({ id, text }) => {
      if (text.includes('exit')) process.exit(3);
      if (text.includes('throw')) throw new RangeError('out of memory');
      if (text.includes('refuse')) return parentPort.postMessage({ id, error: 'flite ended with 1' });
      if (text.includes('hang')) return;
      parentPort.postMessage({ id, wav: wav() });
    });`;
  let file: string;
  beforeAll(async () => {
    file = join(await mkdtemp(join(tmpdir(), 'evi-')), 'worker.mjs');
    await writeFile(file, script);
  });

  test.each([
    ['exit', /worker stopped.*exit code 3/],
    ['throw', /worker stopped/],
    ['refuse', /flite ended with 1/],
  ])('%s: the sentence is rejected, all later ones are spoken', async (text, message) => {
    const voice = createFlite({ workerFile: file });
    for (let round = 0; round < 3; round += 1) {
      const bad = () => expect(voice.speak(text, never)).rejects.toThrow(message);
      const good = async () => expect((await voice.speak('good', never)).length).toBe(16_000 + 150 * 16);
      await Promise.all([bad(), good(), bad(), good()]);
    }
    await voice.close();
  });

  test('while every worker is busy an aborted sentence leaves the queue; close rejects the rest', async () => {
    const voice = createFlite({ workerFile: file });
    const running = [voice.speak('hang', never), voice.speak('hang', never)];
    const gone = new AbortController();
    const queued = voice.speak('good', gone.signal);
    const waiting = voice.speak('good', never);
    const all = Promise.allSettled([...running, waiting]);
    gone.abort('gone');
    await expect(queued).rejects.toBe('gone');
    await voice.close();
    for (const result of await all) {
      expect(result.status).toBe('rejected');
      expect(result.status === 'rejected' && String(result.reason)).toMatch(/closed|stopped/);
    }
    await expect(voice.speak('good', never)).rejects.toThrow('closed');
  });

  test('a running sentence that is aborted rejects at once', async () => {
    const voice = createFlite({ workerFile: file });
    await voice.speak('good', never);
    const controller = new AbortController();
    const running = voice.speak('hang', controller.signal);
    controller.abort('stop');
    await expect(running).rejects.toBe('stop');
    await voice.close();
  });

  test('a worker file that does not exist is a clear error', async () => {
    const voice = createFlite({ workerFile: join(tmpdir(), 'no-such-worker.mjs') });
    await expect(voice.speak('good', never)).rejects.toThrow('worker stopped');
    await voice.close();
  });
});
