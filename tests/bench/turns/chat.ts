import { setTimeout as sleep } from 'node:timers/promises';
import { createTurnDetector } from '../../../server/audio/turn-detector.ts';
import type { TurnSettings } from '../../../server/audio/turn-settings.ts';
import { HEARING_SAMPLE_RATE, type Hearing, type Recogniser } from '../../../server/providers/types.ts';
import type { Utterance } from './utterance.ts';

const FRAME_MS = 20;
const FRAME = (HEARING_SAMPLE_RATE * FRAME_MS) / 1000;

/** What one rule made of one utterance. */
export interface Heard {
  utterance: Utterance;
  /** A turn ended before the last word was said. */
  cutIn: boolean;
  /** Milliseconds from the last sound to the end of its turn. */
  delay: number;
  /** Of all its turns. */
  transcript: string;
  /** Milliseconds, by the clock, from the end of its last turn to the transcript. Long where the machine is too busy. */
  wait: number;
}

interface Turn {
  /** When it was known to be over, in milliseconds of the chat's audio. */
  over: number;
  /** Empty where the recogniser failed. */
  transcript: string;
  wait: number;
}

/** One visitor's detector and recogniser, wired as the chat wires them. */
function createListener(recogniser: Recogniser, vocabulary: string, settings: Partial<TurnSettings>) {
  const chat = new AbortController();
  const turns: Promise<Turn>[] = [];
  let hearing: Hearing | undefined;
  let now = 0;
  const detector = createTurnDetector(settings, (event) => {
    if (event.type === 'speech_start') {
      const started = recogniser.hear({
        vocabulary,
        chat: chat.signal,
        onInterim: (transcript) => {
          if (hearing === started) detector.read(transcript);
        },
      });
      hearing = started;
      hearing.write(event.prefix);
    } else if (event.type === 'audio') hearing?.write(event.samples);
    else if (event.type === 'speech_end' && hearing) {
      const over = now;
      const asked = performance.now();
      const finished = hearing.finish().catch((error: Error) => {
        console.warn(`  not heard: ${error.message}`);
        return '';
      });
      turns.push(finished.then((transcript) => ({ over, transcript, wait: performance.now() - asked })));
      hearing = undefined;
    }
  });
  return {
    write(frame: Int16Array) {
      now += FRAME_MS;
      detector.write(frame);
    },
    async close(): Promise<Turn[]> {
      hearing?.abort();
      detector.close();
      const heard = await Promise.all(turns);
      chat.abort();
      return heard;
    },
  };
}

/**
 * Says the utterances one after another in one chat for each rule, as fast as a person does: interim transcripts come
 * when the recogniser has them.
 */
export async function converse(
  utterances: readonly Utterance[],
  rules: readonly Partial<TurnSettings>[],
  recogniser: Recogniser,
  vocabulary: string,
): Promise<Heard[][]> {
  const listeners = rules.map((rule) => createListener(recogniser, vocabulary, rule));
  const begin = performance.now();
  let said = 0;
  for (const { samples } of utterances)
    for (let at = 0; at + FRAME <= samples.length; at += FRAME) {
      said += FRAME_MS;
      const early = begin + said - performance.now();
      if (early > 1) await sleep(early);
      for (const listener of listeners) listener.write(samples.subarray(at, at + FRAME));
    }
  return Promise.all(
    listeners.map(async (listener) => {
      const turns = await listener.close();
      let from = 0;
      return utterances.map((utterance): Heard => {
        const until = from + Math.floor(utterance.samples.length / FRAME) * FRAME_MS;
        const own = turns.filter(({ over }) => over > from && over <= until);
        const end = from + utterance.end;
        from = until;
        return {
          utterance,
          cutIn: own.some(({ over }) => over < end),
          delay: (own.find(({ over }) => over >= end)?.over ?? Number.NaN) - end,
          transcript: own.map(({ transcript }) => transcript).join(' '),
          wait: own.at(-1)?.wait ?? Number.NaN,
        };
      });
    }),
  );
}
