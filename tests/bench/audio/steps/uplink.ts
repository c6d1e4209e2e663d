import { burstsIn, pairUp } from '../bursts.ts';
import { CLIENTS, type Client, type ClientName, openClient, type Studio } from '../clients.ts';
import { createRandom } from '../clock.ts';
import type { Outcome } from '../rows.ts';
import type { Heard } from '../scripted-server.ts';
import { CARD_RATE, play, record } from '../sound.ts';

/** Each call opens the microphone anew: what a browser piles up then it keeps for the whole call. */
const CALLS = 3;
const BURSTS = 27;
/** The first ones of a call settle gain and noise suppression, and count for nothing. */
const SETTLING = 6;
/** Samples at 48 kHz. */
const BURST = CARD_RATE * 0.04;
/** Hertz of what the server decodes. */
const HEARD_RATE = 16_000;

/** Milliseconds: what takes longer was lost. */
const LONGEST = 2000;

interface Delay {
  /** From the sample at the source to its message at the server. */
  whole: number;
  /** The same without the wait for the message to be full. */
  way: number;
}

/** White noise that begins at once, in silence, after pauses that fit no frame's rhythm. */
function createBursts(seed: number): Int16Array {
  const random = createRandom(seed);
  const parts: Int16Array[] = [new Int16Array(CARD_RATE / 2)];
  for (let burst = 0; burst < BURSTS; burst += 1) {
    parts.push(Int16Array.from({ length: BURST }, () => (random() - 0.5) * 40_000));
    parts.push(new Int16Array(Math.round(CARD_RATE * (0.2 + random() * 0.2))));
  }
  parts.push(new Int16Array(CARD_RATE / 2));
  const all = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Where in the stream each burst begins: the gain is the browser's, so loud is what is loud beside the loudest. */
function onsetsIn(samples: Int16Array, rate: number): number[] {
  const peaks = burstsIn(samples, { threshold: 1000, gap: rate * 0.1 }).map(({ from, until }) => {
    let peak = 0;
    for (let index = from; index <= until; index += 1) peak = Math.max(peak, Math.abs(samples[index] ?? 0));
    return { from, until, peak };
  });
  return peaks.flatMap(({ from, until, peak }) => {
    for (let index = from; index <= until; index += 1)
      if (Math.abs(samples[index] ?? 0) >= peak / 4) return [index];
    return [];
  });
}

function delaysOf(heard: readonly Heard[], sourceTimes: readonly number[]): Delay[] {
  const samples = Int16Array.from(heard.flatMap((message) => Array.from(message.samples)));
  const onsets = onsetsIn(samples, HEARD_RATE);
  // Where each message ends in the stream.
  let length = 0;
  const ends = heard.map(({ at, samples }) => {
    length += samples.length;
    return { at, end: length };
  });
  const cameAt = onsets.map((onset) => ends.find(({ end }) => end > onset)?.at ?? Number.NaN);
  const pairs = pairUp(
    sourceTimes,
    onsets.map((onset) => (onset / HEARD_RATE) * 1000),
    (time, other) => {
      const delay = (cameAt[other] ?? Number.NaN) - (sourceTimes[time] ?? Number.NaN);
      return delay > 0 && delay < LONGEST;
    },
  );
  return pairs.flatMap(([time, other]) => {
    const onset = onsets[other] ?? 0;
    const spoken = sourceTimes[time];
    const at = cameAt[other];
    if (time < SETTLING || spoken === undefined || at === undefined) return [];
    // One message may come as several pieces of samples.
    const last = ends.findLast((message) => message.at === at)?.end ?? onset;
    return [{ whole: at - spoken, way: at - spoken - ((last - onset) / HEARD_RATE) * 1000 }];
  });
}

async function measure(client: Client, card: Record<string, string>, call: number): Promise<Delay[]> {
  const source = await record(card, 'mic');
  const first = client.chat.heard.length;
  await play(card, 'room', createBursts(call + 1));
  // The last burst may still be on its way.
  for (let message = 0; message < 4; message += 1) await client.chat.nextAudio();
  source.stop();
  const times = onsetsIn(source.samples(), CARD_RATE).map(source.timeOf);
  return delaysOf(client.chat.heard.slice(first), times);
}

export async function uplink(studio: Studio): Promise<Outcome> {
  const delays: Partial<Record<ClientName, Delay[]>> = {};
  let fastPath = false;
  // In turns, so that what else the machine does meets all of them.
  for (let call = 0; call < CALLS; call += 1)
    for (const name of CLIENTS) {
      const client = await openClient(name, studio, 'threads');
      try {
        delays[name] = [...(delays[name] ?? []), ...(await measure(client, studio.card, call))];
        if (name === 'widget')
          fastPath = await client.frame.evaluate(() => window.threadLog?.fastPath ?? false);
      } finally {
        await client.close();
      }
    }
  const cells = (figure: keyof Delay) =>
    Object.fromEntries(
      CLIENTS.map((name) => [name, { samples: (delays[name] ?? []).map((delay) => delay[figure]) }]),
    );
  return {
    rows: [
      {
        step: 'microphone sample → socket',
        unit: 'ms',
        goal: '≤ 30 (worklet ≤ 60), ratio ≤ 0.33',
        cells: cells('whole'),
      },
      { step: '  of it, not waiting for a full message', unit: 'ms', goal: '', cells: cells('way') },
    ],
    notes: [
      'microphone: bursts of noise in the virtual microphone, at random moments; an onset is the first sample of a quarter of the burst’s peak, at the',
      'source as parec gets it and in the message that carries it, as the server in this process gets it. The sound card’s own hardware is not in it.',
      fastPath
        ? 'The widget read the microphone by MediaStreamTrackProcessor, and by worklet where that was taken away.'
        : 'The widget made no MediaStreamTrackProcessor in the page’s thread: both of its columns may be the same path.',
    ],
  };
}
