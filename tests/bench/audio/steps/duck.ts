import { RATE, synthesise, VISITORS } from '../../../support/speech.ts';
import { burstsIn } from '../bursts.ts';
import { type Client, type ClientName, openClient, type Studio } from '../clients.ts';
import { createRandom, now, pause } from '../clock.ts';
import type { Cell, Outcome, Row } from '../rows.ts';
import type { Chat } from '../scripted-server.ts';
import { CARD_RATE, play, type Recording, record } from '../sound.ts';
import { assistantMessage, audioOutput, tone } from '../speech-acts.ts';
import { median } from '../statistics.ts';

const BURSTS = 55;
/** After so many without any duck, there is none to be seen. */
const HOPELESS = 6;
const CHUNK = 240;
/** Milliseconds of the answer that are sent ahead of its playing, as the server does. */
const AHEAD = 1500;

const SENTENCES = ['actually no', 'stop please', 'okay wait', 'hold on', 'but why'];
/** A word has begun at this part of full scale, 34 dB below it; its peak is 6 dB below. */
const BEGUN = 0.02 * 32_767;
const PEAK = 16_000;

/** 6 dB. */
const DUCKED = 10 ** (-6 / 20);
/** Milliseconds: a shorter dip is a fault and no duck; a later one has another cause. */
const LASTING = 30;
const RELATED = 1000;

interface Level {
  at: number;
  level: number;
}

/** Short sentences at the card's rate, each equally loud. */
async function speechBursts(): Promise<Int16Array[]> {
  return Promise.all(
    SENTENCES.map(async (sentence, index) => {
      const voice = VISITORS[index % VISITORS.length] ?? 'rms';
      const spoken = await synthesise(voice, sentence);
      const gain = PEAK / spoken.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 1);
      const factor = CARD_RATE / RATE;
      return Int16Array.from({ length: spoken.length * factor }, (_, at) => {
        const before = Math.floor(at / factor);
        const part = at / factor - before;
        return gain * ((spoken[before] ?? 0) * (1 - part) + (spoken[before + 1] ?? 0) * part);
      });
    }),
  );
}

/** An assistant that speaks, without an end, until told to stop. */
function speakOn(chat: Chat): () => void {
  const start = now();
  let index = 0;
  const chunk = tone(CHUNK);
  chat.send(assistantMessage('monologue', 'And so on.'));
  const speak = (): void => {
    for (; index * CHUNK < now() - start + AHEAD; index += 1)
      chat.send(audioOutput('monologue', index, chunk));
  };
  speak();
  const timer = setInterval(speak, CHUNK / 4);
  return () => clearInterval(timer);
}

const loudnessOf = (samples: Int16Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(samples.length, 1));

/** Loudness in windows of 5 ms, each with the time of its end. */
function levelsOf(recording: Recording): Level[] {
  const samples = recording.samples();
  const window = CARD_RATE / 200;
  return Array.from({ length: Math.floor(samples.length / window) }, (_, index) => ({
    at: recording.timeOf((index + 1) * window),
    level: loudnessOf(samples.subarray(index * window, (index + 1) * window)),
  }));
}

interface Duck {
  onset: number;
  /** Milliseconds from there to where the level has fallen. */
  delay: number;
}

/** Onsets that no duck follows are left out. */
function ducksIn(levels: readonly Level[], onsets: readonly number[]): Duck[] {
  const full = median(levels.map(({ level }) => level));
  return onsets.flatMap((onset) => {
    const before = levels.filter(({ at }) => at > onset - 100 && at <= onset).map(({ level }) => level);
    // The last duck was not undone yet.
    if (median(before) < full * 0.9) return [];
    const after = levels.filter(({ at }) => at > onset && at < onset + RELATED);
    const begin = after.find(({ at }) =>
      after.every((later) => later.at < at || later.at > at + LASTING || later.level <= full * DUCKED),
    );
    return begin ? [{ onset, delay: begin.at - onset }] : [];
  });
}

/** Waits until the sink is as loud as before, but not for ever. */
async function untilLoud(sink: Recording, full: number): Promise<void> {
  const deadline = now() + 4000;
  while (now() < deadline && loudnessOf(sink.latest(250)) < full * 0.95) await pause(50);
}

interface Ducks {
  rendered: Duck[];
  heard: Duck[];
  bursts: number;
}

async function measure(client: Client, card: Record<string, string>): Promise<Ducks> {
  const random = createRandom(11);
  const bursts = await speechBursts();
  const source = await record(card, 'mic');
  const sink = await record(card, 'loudspeaker.monitor');
  const silence = speakOn(client.chat);
  await pause(2000);
  const full = loudnessOf(sink.latest(500));
  const onsets = (): number[] =>
    burstsIn(source.samples(), { threshold: BEGUN, gap: CARD_RATE / 2 }).map(({ from }) =>
      source.timeOf(from),
    );
  const rendered = async (times: readonly number[]): Promise<Duck[]> =>
    ducksIn(await client.frame.evaluate(() => window.audioLog?.levels ?? []), times);
  for (let burst = 0; burst < BURSTS; burst += 1) {
    await pause(200 + random() * 150);
    await play(card, 'room', bursts[burst % bursts.length] ?? new Int16Array());
    await untilLoud(sink, full);
    if (burst === HOPELESS && (await rendered(onsets())).length === 0) break;
  }
  await pause(RELATED);
  silence();
  source.stop();
  sink.stop();
  const times = onsets();
  const ducks = await rendered(times);
  // On a busy machine the sink falls silent at times, which is no duck.
  const heard = ducksIn(
    levelsOf(sink),
    ducks.map(({ onset }) => onset),
  );
  return { rendered: ducks, heard, bursts: times.length };
}

export async function duck(studio: Studio): Promise<Outcome> {
  const rendered: Partial<Record<ClientName, Cell>> = { peer: { words: '—' } };
  const heard: Partial<Record<ClientName, Cell>> = { peer: { words: '—' } };
  const missed: string[] = [];
  for (const name of ['widget', 'worklet'] as const) {
    const client = await openClient(name, studio, 'audio');
    try {
      const ducks = await measure(client, studio.card);
      if (ducks.bursts === 0) throw new Error('No speech came to the virtual microphone.');
      const cell = (seen: readonly Duck[]): Cell =>
        seen.length > 0 ? { samples: seen.map(({ delay }) => delay) } : { words: 'no duck seen' };
      rendered[name] = cell(ducks.rendered);
      heard[name] = cell(ducks.heard);
      missed.push(`${name} ${ducks.rendered.length} of ${ducks.bursts}`);
    } finally {
      await client.close();
    }
  }
  const rows: Row[] = [
    { step: 'speech → duck', unit: 'ms', goal: '≤ 60', cells: rendered },
    { step: '  the same, heard at the sink', unit: 'ms', goal: '', cells: heard },
  ];
  return {
    rows,
    notes: [
      'duck: synthetic words in the virtual microphone while a tone plays, no echo. Speech begins at its first sample above −34 dB of full scale at the source;',
      'it is ducked when the level has fallen by 6 dB for 30 ms: as rendered (the audio thread’s clock, in whole milliseconds and quanta), and at the sink in',
      `windows of 5 ms. Ducks seen: ${missed.join(', ')}. voice-react has no such step.`,
    ],
  };
}
