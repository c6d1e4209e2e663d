import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { microphoneFile, RATE, transcribe } from '../support/speech.ts';
import { shareHeard } from '../support/words.ts';
import { playedBy } from './support/audio-taps.ts';
import { expect, test } from './support/visit.ts';

/** Linear16. What is not speech here is digital silence. */
const AUDIBLE = 200;

/** Where the first silence of a second begins, in samples; the length where there is none. */
function firstSilence(samples: Int16Array): number {
  let quiet = 0;
  for (let index = 0; index < samples.length; index += 1) {
    quiet = Math.abs(samples[index] ?? 0) > AUDIBLE ? 0 : quiet + 1;
    if (quiet === RATE) return index - quiet + 1;
  }
  return samples.length;
}

const seconds = (message: SubscribeEvent): number =>
  message.type === 'audio_output' ? (Buffer.from(message.data, 'base64').length - 44) / 2 / RATE : 0;

test('a visitor who barges in is heard, and nothing more of the old answer sounds', async ({ visit }) => {
  const microphone = await microphoneFile('barge-in', [
    { at: 2, voice: 'rms', sentence: 'what are your opening hours?' },
    // The answer takes about ten seconds; this falls into its first sentence.
    { at: 7, voice: 'awb', sentence: 'who started the studio?' },
  ]);
  const visitor = await visit({ microphone });
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();

  const interruption = await visitor.message(({ type }) => type === 'user_interruption');
  const atInterruption = await playedBy(visitor.frame());
  const cut = visitor.received.indexOf(interruption);
  const old = visitor.received.slice(0, cut);
  const oldIds = new Set(old.flatMap((message) => (message.type === 'audio_output' ? [message.id] : [])));
  const sent = old.reduce((sum, message) => sum + seconds(message), 0);

  const next = await visitor.message(({ type }) => type === 'user_message', cut);
  await visitor.message(({ type }) => type === 'assistant_end', visitor.received.indexOf(next));
  await expect(visitor.status).toHaveText(/listening/i);

  // The server sends nothing more of it.
  const late = visitor.received
    .slice(cut)
    .filter((message) => 'id' in message && oldIds.has(message.id ?? ''));
  expect(late).toEqual([]);

  // What was sent ahead and not yet played is thrown away: less of the old answer sounds than had arrived.
  const samples = await playedBy(visitor.frame());
  const answer = samples.subarray(samples.findIndex((sample) => Math.abs(sample) > AUDIBLE));
  expect(sent - firstSilence(answer) / RATE).toBeGreaterThan(0.5);

  // Then the new answer alone.
  const rest = samples.subarray(atInterruption.length);
  const heard = await transcribe('after-barge-in', rest);
  const written = visitor.received
    .slice(cut)
    .map((message) => (message.type === 'assistant_message' ? message.message.content : ''))
    .join(' ');
  expect(shareHeard(written, heard), `written: ${written}\nheard: ${heard}`).toBeGreaterThan(0.4);

  const transcript = visitor.widget.getByRole('log');
  await expect(transcript).toContainText(/interrupted/i);
  await expect(transcript).toContainText(/helen marsh/i);
});
