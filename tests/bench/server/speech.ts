import { HEARING_SAMPLE_RATE } from '../../../server/providers/types.ts';
import { synthesise, type Visitor } from '../../support/speech.ts';
import { mix, pink, rms } from '../../unit/support/signals.ts';

/** Milliseconds of one frame, as the widget sends them. */
export const FRAME_MS = 20;

const FRAME_SAMPLES = (HEARING_SAMPLE_RATE * FRAME_MS) / 1000;
const BLOCK = HEARING_SAMPLE_RATE / 200;
/** RMS: a quiet room, as a microphone has it. */
const ROOM = 12;
/** RMS of 5 ms above which it is speech and not the room. */
const AUDIBLE = 60;
/** Seconds after which the room's noise repeats. */
const ROOM_SECONDS = 5;

const VOICES: readonly Visitor[] = ['rms', 'awb'];

const QUESTIONS = [
  'what are your opening hours?',
  'where can I park my car?',
  'how old do children have to be?',
  'who started the studio?',
];

export interface Utterance {
  /** 20 ms of linear16 each. The last one holds the last audible sample. */
  frames: Buffer[];
  /** Milliseconds from the first sample to the last audible one. */
  end: number;
}

export interface Speech {
  /** Each question in each voice. */
  utterances: Utterance[];
  /** Frames of a room in which nobody speaks. */
  room: Buffer[];
}

function framesOf(samples: Int16Array): Buffer[] {
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const length = FRAME_SAMPLES * 2;
  return Array.from({ length: Math.floor(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
}

function endOf(samples: Int16Array): number {
  let end = 0;
  for (let at = 0; at + BLOCK <= samples.length; at += BLOCK)
    if (rms(samples.subarray(at, at + BLOCK)) >= AUDIBLE) end = at + BLOCK;
  return end;
}

/** What visitors of the demo's start page say. */
export async function visitorsSpeech(): Promise<Speech> {
  const noise = pink(HEARING_SAMPLE_RATE * ROOM_SECONDS, ROOM, 1);
  const said = VOICES.flatMap((voice) => QUESTIONS.map((question) => synthesise(voice, question)));
  const utterances = (await Promise.all(said)).map((samples) => {
    const end = endOf(samples);
    const whole = new Int16Array(Math.ceil(end / FRAME_SAMPLES) * FRAME_SAMPLES);
    whole.set(samples.subarray(0, whole.length));
    return { frames: framesOf(mix(whole, noise)), end: (end / HEARING_SAMPLE_RATE) * 1000 };
  });
  return { utterances, room: framesOf(Int16Array.from(noise)) };
}
