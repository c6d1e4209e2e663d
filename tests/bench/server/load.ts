/** The process of the visitors: as many conversations at once as its parent asks for, one task after the other. */
import { type Conversation, createConversation, type Turn } from './conversation.ts';
import type { Serving } from './served.ts';
import { FRAME_MS, visitorsSpeech } from './speech.ts';

export interface Task extends Serving {
  conversations: number;
  /** The page's text. */
  context: string;
  /** Milliseconds over which they begin, one after the other, and in which nothing is measured. */
  begin: number;
  /** Milliseconds to measure: `least`, then on until there are enough turns, but not beyond `most`. */
  least: number;
  most: number;
  turns: number;
}

export interface Outcome {
  /** Of questions whose speech ended while it was measured. */
  turns: Turn[];
  /** Milliseconds by which frames left too late: the 99th of a hundred. */
  late: number;
  /** Cores that the visitors took. */
  cpu: number;
}

/** Measuring begins, or is over. */
export type Report = 'measuring' | Outcome;

/** Milliseconds. Conversations send in so many different moments, as they would from different places. */
const SLOT_MS = 4;
const SLOTS = FRAME_MS / SLOT_MS;

const speech = await visitorsSpeech();

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN;

function perform(task: Task): Promise<Outcome> {
  const { origin, apiKey, context } = task;
  const url = `${origin.replace('http', 'ws')}/v0/evi/chat?verbose_transcription=true&api_key=${apiKey}`;
  const slots = Array.from({ length: SLOTS }, (): Conversation[] => []);
  const began = performance.now();
  const from = began + task.begin;
  let until = from + task.most;
  const turns: Turn[] = [];
  const late: number[] = [];
  let cpu: NodeJS.CpuUsage | undefined;
  let opened = 0;
  let slot = 0;

  return new Promise((resolve, reject) => {
    function open(): void {
      const conversation = createConversation({
        url,
        context,
        speech,
        first: opened,
        turn(turn) {
          if (turn.spoken >= from && turn.spoken < until) turns.push(turn);
        },
        failed: reject,
      });
      slots[opened % SLOTS]?.push(conversation);
      opened += 1;
    }

    function close(): void {
      for (const conversation of slots.flat()) conversation.close();
    }

    /** Whoever asked in time is waited for, else long waits would be missing among the turns. */
    const allAnswered = (): boolean =>
      slots.flat().every(({ waitingSince = until }) => waitingSince >= until);

    function step(at: number, now: number): void {
      while (opened < task.conversations && at >= began + (task.begin / 2) * (opened / task.conversations))
        open();
      for (const conversation of slots[slot % SLOTS] ?? []) conversation.tick(at);
      if (at >= from && at < until) {
        if (!cpu) process.send?.('measuring' satisfies Report);
        cpu ??= process.cpuUsage();
        late.push(now - at);
        if (at >= from + task.least && turns.length >= task.turns) until = at;
      }
    }

    function run(): void {
      const now = performance.now();
      for (; began + slot * SLOT_MS <= now; slot += 1) step(began + slot * SLOT_MS, now);
      if (now < until || !allAnswered()) {
        setTimeout(run, began + slot * SLOT_MS - now);
        return;
      }
      const { user, system } = process.cpuUsage(cpu);
      close();
      resolve({
        turns,
        late: percentile(late, 0.99),
        cpu: (user + system) / 1000 / (performance.now() - from),
      });
    }
    run();
  });
}

process.on('message', (task: Task) => {
  perform(task).then((outcome) => process.send?.(outcome satisfies Report));
});
