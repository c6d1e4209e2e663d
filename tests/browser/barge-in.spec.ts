import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { microphoneFile, RATE, transcribe } from '../support/speech.ts';
import { shareHeard } from '../support/words.ts';
import { playedBy } from './support/audio-taps.ts';
import { expect, test } from './support/visit.ts';

/** Loud enough to be a voice: flite speaks at about 0.1, and what is not speech here is digital silence. */
const AUDIBLE = 200;

/** Seconds of sound, and of the longest silence between sounds. */
function soundIn(samples: Int16Array): number {
  return samples.filter((sample) => Math.abs(sample) > AUDIBLE).length / RATE;
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
  const { samples: atInterruption } = await playedBy(visitor.frame());
  const cut = visitor.received.indexOf(interruption);
  const old = visitor.received.slice(0, cut);
  const oldIds = new Set(old.flatMap((message) => (message.type === 'audio_output' ? [message.id] : [])));
  const sent = old.reduce((sum, message) => sum + seconds(message), 0);

  const next = await visitor.message(({ type }) => type === 'user_message', cut);
  await visitor.message(({ type }) => type === 'assistant_end', visitor.received.indexOf(next));
  await expect(visitor.widget.getByRole('status')).toHaveText(/listening/i);

  // The server sends nothing more of it.
  const late = visitor.received
    .slice(cut)
    .filter((message) => 'id' in message && oldIds.has(message.id ?? ''));
  expect(late).toEqual([]);

  // What was sent ahead and not yet played was thrown away.
  const { samples } = await playedBy(visitor.frame());
  expect(atInterruption.length / RATE).toBeGreaterThan(1);
  const answered = visitor.received.slice(cut).reduce((sum, message) => sum + seconds(message), 0);
  expect(samples.length / RATE).toBeGreaterThan(0);
  expect(soundIn(samples)).toBeLessThan(soundIn(atInterruption) + answered + 0.2);
  expect(sent - atInterruption.length / RATE).toBeLessThan(sent);

  // The silence after it, and then the new answer alone.
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
