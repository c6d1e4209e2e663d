import { expect, test } from '../browser/support/visit.ts';
import { microphoneFile, VISITORS } from '../support/speech.ts';
import { tapVoice, type VoiceLog } from './voice-taps.ts';

const ROUNDS = 20;
/** Seconds: a question with a long answer, one that barges in on it, and the time to answer that. */
const ROUND = 12;
const BARGE_IN = 5.5;

/** Linear16. Above the dither of the recording, below the softest end of a word. */
const AUDIBLE = 300;

interface Timeline {
  /** Milliseconds of each audible sample, thinned to the first and last of each burst. */
  bursts: { from: number; until: number }[];
}

/** Bursts of sound, apart by at least `gap` milliseconds. Each block ended at its time. */
function burstsOf(
  blocks: readonly { at: number; samples: readonly number[] }[],
  rate: number,
  gap: number,
): Timeline {
  const bursts: Timeline['bursts'] = [];
  for (const { at, samples } of blocks)
    samples.forEach((sample, index) => {
      if (Math.abs(sample) < AUDIBLE) return;
      const time = at - ((samples.length - index) / rate) * 1000;
      const last = bursts.at(-1);
      if (last && time - last.until < gap) last.until = time;
      else bursts.push({ from: time, until: time });
    });
  return { bursts };
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

const worst = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * 0.95)] ?? Number.NaN;

const line = (what: string, values: readonly number[]): string =>
  `  ${what.padEnd(46)} ${median(values).toFixed(0).padStart(5)} ms median  ${worst(values).toFixed(0).padStart(5)} ms p95  (${values.length} turns)`;

test('how long a visitor waits', async ({ visit }) => {
  const utterances = Array.from({ length: ROUNDS }, (_, round) => {
    const voice = VISITORS[round % VISITORS.length] ?? 'rms';
    const at = 2 + round * ROUND;
    return [
      { at, voice, sentence: 'what are your opening hours?' },
      { at: at + BARGE_IN, voice, sentence: 'how old do children have to be?' },
    ];
  }).flat();
  const visitor = await visit({ microphone: await microphoneFile('bench', utterances), scripts: [tapVoice] });
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
  for (let turn = 0, from = 0; turn < ROUNDS * 2; turn += 1) {
    const final = await visitor.message(
      (message) => message.type === 'user_message' && !message.interim,
      from,
    );
    from = visitor.received.indexOf(final) + 1;
  }
  await visitor.message(
    ({ type }) => type === 'assistant_end',
    visitor.received.findLastIndex(({ type }) => type === 'user_message'),
  );
  await expect(visitor.status).toHaveText(/listening/i, { timeout: 20_000 });

  const log: VoiceLog = await visitor.frame().evaluate(() => {
    if (!window.voiceLog) throw new Error('Nothing was logged.');
    return window.voiceLog;
  });
  const played = await visitor.frame().evaluate(() => {
    const { rate = 0, blocks = [], endedAt = [] } = window.played ?? {};
    return {
      rate,
      blocks: blocks.map((block, index) => ({
        at: endedAt[index] ?? 0,
        samples: Array.from(block, (sample) => Math.round(sample * 32767)),
      })),
    };
  });

  const speech = burstsOf(log.heard, 16_000, 450).bursts;
  // All of a frame leaves when it is sent, its first sample 20 ms after it was spoken.
  const sent = burstsOf(log.sent, Number.POSITIVE_INFINITY, 450).bursts;
  const answers = burstsOf(played.blocks, played.rate, 450).bursts;
  const all = burstsOf(played.blocks, played.rate, 0.1).bursts;

  const finals = log.received.filter(({ type, interim }) => type === 'user_message' && !interim);
  const waits: number[] = [];
  const toSound: number[] = [];
  for (const final of finals) {
    const end = speech.findLast(({ until }) => until < final.at)?.until;
    const chunk = log.received.find(({ type, at }) => type === 'audio_output' && at > final.at);
    const first = chunk && answers.find(({ from }) => from > chunk.at)?.from;
    if (end === undefined || !chunk || first === undefined) continue;
    waits.push(first - end);
    toSound.push(first - chunk.at);
  }
  const silences = log.received
    .filter(({ type }) => type === 'user_interruption')
    .flatMap(({ at }) => {
      const next = log.received.find((later) => later.type === 'audio_output' && later.at > at)?.at ?? at;
      const last = all.findLast(({ from }) => from < next)?.until;
      return last === undefined ? [] : [Math.max(0, last - at)];
    });
  const uplink = speech.flatMap(({ from }) => {
    const frame = sent.find((burst) => Math.abs(burst.from - from) < 400);
    return frame ? [frame.from - from] : [];
  });

  console.log(
    [
      '',
      line('end of speech → first audible sample', waits),
      line('interruption message → last sample', silences),
      line('microphone sample → socket', uplink),
      line('chunk received → first audible sample', toSound),
      '',
      '  Clock: the frame’s. Speech counts from its last audible sample in the page’s audio graph; sound when the',
      '  graph renders it. The devices’ own delays are not in it. Offline providers, synthetic visitors.',
    ].join('\n'),
  );
  expect(waits.length).toBeGreaterThanOrEqual(ROUNDS);
});
