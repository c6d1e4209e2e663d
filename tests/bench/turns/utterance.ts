import { joinSamples } from '../../../server/audio/linear16.ts';
import { HEARING_SAMPLE_RATE } from '../../../server/providers/types.ts';
import { mix, pink, rms, seeded } from '../../unit/support/signals.ts';
import { type Phone, speak } from './flite.ts';

/** Samples a millisecond. */
const MS = HEARING_SAMPLE_RATE / 1000;
/** RMS: what a quiet room is in a microphone that does not take it away. */
const ROOM = 12;
/** RMS of 5 ms above which it is speech and not the room. */
const AUDIBLE = 60;
/** Milliseconds. Nobody stops as abruptly as a cut: without the fade its loudness alone would give it away. */
const FADE_IN_MS = 6;
const FADE_OUT_MS = 50;
const LEAD_MS = 700;
const PAUSE_MS = { min: 300, max: 700 };

export interface Utterance {
  voice: string;
  /** As it should be heard: lower case, without punctuation and the sounds of thinking, which recognisers leave out. */
  words: string[];
  /** Pauses inside, in milliseconds. */
  pauses: { begin: number; end: number }[];
  /** When the first and the last sound is made, in milliseconds. */
  begin: number;
  end: number;
  /** 16 kHz, in a quiet room, with `tail` milliseconds of it after the last word. */
  samples: Int16Array;
}

/**
 * `marked` has a bar where the speaker stops to think. It is spoken as one sentence and silence is put between the two
 * words, so that nothing before the pause sounds like an end.
 */
export async function utter(voice: string, marked: string, tail: number, seed: number): Promise<Utterance> {
  const random = seeded(seed);
  const parts = marked.split('|').map((part) => part.trim());
  const { samples, phones } = await speak(voice, parts.join(' '));
  const blocks: Int16Array[] = [new Int16Array(LEAD_MS * MS)];
  const pauses: Utterance['pauses'] = [];
  let from = 0;
  let at = LEAD_MS;
  for (let index = 1; index < parts.length; index += 1) {
    const until = await boundary(voice, parts.slice(0, index).join(' '), phones);
    const spoken = faded(samples.slice(from, until));
    const length = Math.round(PAUSE_MS.min + random() * (PAUSE_MS.max - PAUSE_MS.min));
    at += spoken.length / MS;
    pauses.push({ begin: at, end: at + length });
    at += length;
    blocks.push(spoken, new Int16Array(length * MS));
    from = until;
  }
  blocks.push(faded(samples.slice(from)), new Int16Array(tail * MS));
  const clean = joinSamples(blocks);
  const [begin, end] = bounds(clean);
  return {
    voice,
    words: (
      parts
        .join(' ')
        .toLowerCase()
        .match(/[a-z']+/g) ?? []
    ).filter((word) => !/^u[hm]$/.test(word)),
    pauses,
    begin,
    end,
    samples: mix(clean, pink(clean.length, ROOM, seed)),
  };
}

/** The sample at which the last phone of `start` ends in the whole sentence: flite says both with the same phones. */
async function boundary(voice: string, start: string, phones: readonly Phone[]): Promise<number> {
  const sounds = (list: readonly Phone[]) => list.filter(({ name }) => name !== 'pau');
  const count = sounds((await speak(voice, start.replace(/\W+$/, ''))).phones).length;
  const last = sounds(phones)[count - 1];
  if (last === undefined) throw new Error(`No word ends after "${start}"`);
  return Math.round(last.end * HEARING_SAMPLE_RATE);
}

function faded(samples: Int16Array): Int16Array {
  return samples.map((sample, index) =>
    Math.round(
      sample * Math.min(1, (index + 1) / (FADE_IN_MS * MS), (samples.length - index) / (FADE_OUT_MS * MS)),
    ),
  );
}

function bounds(samples: Int16Array): [begin: number, end: number] {
  const block = 5 * MS;
  let [first, last] = [-1, -1];
  for (let index = 0; (index + 1) * block <= samples.length; index += 1) {
    if (rms(samples.subarray(index * block, (index + 1) * block)) < AUDIBLE) continue;
    if (first < 0) first = index;
    last = index;
  }
  return [first * 5, (last + 1) * 5];
}
