import type { SubscribeEvent } from '../../../../shared/evi/messages.ts';
import { burstsIn } from '../bursts.ts';
import { type Client, openClient, type Studio } from '../clients.ts';
import { createRandom, pause } from '../clock.ts';
import type { AudioLog } from '../page/taps.ts';
import type { Outcome, Row } from '../rows.ts';
import { CARD_RATE, type Recording, record } from '../sound.ts';
import { assistantMessage, audioOutput, tone, userMessage } from '../speech-acts.ts';

const ROUNDS = 52;
/** The first ones open contexts and load worklets. */
const SETTLING = 2;
/** Milliseconds. */
const CHUNK = 60;
/** Milliseconds after the interruption until the next answer: what of the old one is still heard must end before it. */
const TAIL = 330;
/** At the sink, of a tone at half of full scale. */
const AUDIBLE = 1500;

/** What happens about the interruption, by the place of the chunks in the answer. */
const KINDS = {
  plain: { before: [0, 1, 2, 3], with: [], after: [] },
  'still decoding': { before: [0, 1, 2, 3], with: [4, 5], after: [] },
  'late chunks': { before: [0, 1, 2, 3], with: [], after: [4, 5] },
  'reordered chunks': { before: [0, 2, 1, 3], with: [5], after: [4, 6] },
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];

interface Round {
  id: string;
  kind: Kind;
}

interface Times {
  firstSample: number[];
  firstHeard: number[];
  lastSample: Record<Kind, number[]>;
  lastHeard: Record<Kind, number[]>;
}

/** Answers that are interrupted soon after they began. */
async function converse({ send }: Pick<Client['chat'], 'send'>): Promise<Round[]> {
  const random = createRandom(7);
  const rounds: Round[] = [];
  const chunk = tone(CHUNK);
  for (let round = 0; round < SETTLING + ROUNDS * kinds.length; round += 1) {
    const kind = kinds[round % kinds.length] ?? 'plain';
    const id = `answer-${round}`;
    rounds.push({ id, kind });
    const sendChunks = (indices: readonly number[]): void => {
      for (const index of indices) send(audioOutput(id, index, chunk));
    };
    send(userMessage(`question ${round}`, false));
    send(assistantMessage(id, `answer ${round}`));
    sendChunks(KINDS[kind].before);
    await pause(100 + random() * 80);
    sendChunks(KINDS[kind].with);
    const interruption: SubscribeEvent = { type: 'user_interruption', time: Date.now() };
    send(interruption);
    await pause(10);
    sendChunks(KINDS[kind].after);
    await pause(TAIL + random() * 20);
  }
  return rounds;
}

/** Of sounds in order of time: when the first one after `start` begins, and when the last one before `next` ends. */
function spanOf(
  sounds: readonly { from: number; until: number }[],
  start: number,
  next: number,
): { from: number; until: number } | undefined {
  const between = sounds.filter(({ from }) => from >= start && from < next);
  const [first] = between;
  const last = between.at(-1);
  return first && last && { from: first.from, until: last.until };
}

function timesOf(rounds: readonly Round[], log: AudioLog, heard: { from: number; until: number }[]): Times {
  const byKind = (): Record<Kind, number[]> => ({
    plain: [],
    'still decoding': [],
    'late chunks': [],
    'reordered chunks': [],
  });
  const times: Times = { firstSample: [], firstHeard: [], lastSample: byKind(), lastHeard: byKind() };
  const firstOf = (id: string | undefined) =>
    log.messages.find((message) => message.id === id && message.type === 'audio_output');
  rounds.forEach(({ id, kind }, index) => {
    const chunk = firstOf(id);
    const next = firstOf(rounds[index + 1]?.id);
    const interruption = log.messages.find(
      ({ type, at }) => type === 'user_interruption' && at > (chunk?.at ?? Number.POSITIVE_INFINITY),
    );
    if (index < SETTLING || !chunk || !interruption) return;
    const nextTime = next?.contextTime ?? Number.POSITIVE_INFINITY;
    const rendered = spanOf(log.sounds, chunk.contextTime, nextTime);
    if (rendered) {
      times.firstSample.push((rendered.from - chunk.contextTime) * 1000);
      times.lastSample[kind].push(Math.max(0, rendered.until - interruption.contextTime) * 1000);
    }
    const sounded = spanOf(heard, chunk.at, next?.at ?? Number.POSITIVE_INFINITY);
    if (sounded) {
      times.firstHeard.push(sounded.from - chunk.at);
      times.lastHeard[kind].push(Math.max(0, sounded.until - interruption.at));
    }
  });
  return times;
}

function heardIn(sink: Recording): { from: number; until: number }[] {
  const bursts = burstsIn(sink.samples(), { threshold: AUDIBLE, gap: CARD_RATE / 100 });
  return bursts.map(({ from, until }) => ({ from: sink.timeOf(from), until: sink.timeOf(until) }));
}

async function measure(name: 'widget' | 'peer', studio: Studio): Promise<Times> {
  const client = await openClient(name, studio, 'audio');
  try {
    const sink = await record(studio.card, 'loudspeaker.monitor');
    const rounds = await converse(client.chat);
    sink.stop();
    const log = await client.frame.evaluate(() => window.audioLog);
    if (!log) throw new Error('The page noted nothing.');
    return timesOf(rounds, log, heardIn(sink));
  } finally {
    await client.close();
  }
}

export async function playback(studio: Studio): Promise<Outcome> {
  const widget = await measure('widget', studio);
  const peer = await measure('peer', studio);
  const row = (step: string, goal: string, of: (times: Times) => number[]): Row => ({
    step,
    unit: 'ms',
    goal,
    cells: { widget: { samples: of(widget) }, peer: { samples: of(peer) } },
  });
  return {
    rows: [
      row('chunk received → first sample', 'p99 ≤ 5', ({ firstSample }) => firstSample),
      row('  the same, heard at the sink', '', ({ firstHeard }) => firstHeard),
      ...kinds.flatMap((kind) => [
        row(`interruption → last sample, ${kind}`, 'p99 ≤ 5', ({ lastSample }) => lastSample[kind]),
        row('  the same, heard at the sink', '', ({ lastHeard }) => lastHeard[kind]),
      ]),
    ],
    notes: [
      'playback: a message counts from its event in the page, on the clock of the context that plays; samples when the graph hands them to the loudspeaker.',
      'At the sink both are of the machine’s clock, with the browser’s output buffer in between. An answer ends before the next begins, so what goes on',
      `after an interruption counts up to ${TAIL} ms.`,
    ],
  };
}
