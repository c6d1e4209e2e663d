import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWav } from '../../../server/audio/wav.ts';
import { RATE, synthesise } from '../../support/speech.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/audio');

/** What clients record, in every container, decoded here or not; and linear16 with and without its header. */
export async function readRecordings(): Promise<Uint8Array[]> {
  const names = (await readdir(FIXTURES)).filter((name) => !name.endsWith('.md')).sort();
  const samples = await synthesise('rms', 'What do you charge for a haircut?');
  const wav = writeWav(samples, RATE);
  const headerless = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return [wav, headerless, ...(await Promise.all(names.map((name) => readFile(join(FIXTURES, name)))))];
}
