/**
 * A process of its own around the native recogniser: one turn, or one page's language model, then it ends.
 * Talks to its parent by the messages of ./pocketsphinx-messages.ts and dies with it.
 */
import { reasonOf } from '../../reason-of.ts';
import { buildPageModel } from './page-model.ts';
import type { FromProcess, ToProcess } from './pocketsphinx-messages.ts';
import { bindPocketsphinx, type Decoder } from './pocketsphinx-native.ts';
import { readable } from './transcript.ts';

/** Milliseconds between two interim transcripts at least. */
const INTERIM_INTERVAL = 100;

const report = (message: FromProcess) => process.send?.(message);

let decoder: Decoder | null = null;
let reported = '';
let reportedAt = 0;

function reportInterim() {
  if (!decoder || performance.now() - reportedAt < INTERIM_INTERVAL) return;
  const transcript = readable(decoder.hypothesis());
  if (transcript === reported || transcript === '') return;
  reported = transcript;
  reportedAt = performance.now();
  report({ type: 'interim', transcript });
}

async function handle(message: ToProcess) {
  switch (message.type) {
    case 'load':
      decoder = bindPocketsphinx(message.install).openDecoder(message.files.dictionary, message.files.models);
      decoder.start();
      report({ type: 'ready' });
      return;
    case 'audio':
      if (!decoder) throw new Error('Audio came before a language model was loaded');
      decoder.write(message.samples);
      reportInterim();
      return;
    case 'finish':
      if (!decoder) throw new Error('The turn ended before a language model was loaded');
      report({ type: 'final', transcript: readable(decoder.finish()) });
      return;
    case 'build':
      report({
        type: 'built',
        files: await buildPageModel(bindPocketsphinx(message.install), message),
      });
  }
}

process.on('message', (message: ToProcess) => {
  handle(message).catch((error: unknown) => {
    process.send?.({ type: 'failed', reason: reasonOf(error) } satisfies FromProcess, () => process.exit(1));
  });
});
process.on('disconnect', () => process.exit());
