import type { CDPSession } from '@playwright/test';
import { type Client, openClient, type Studio } from '../clients.ts';
import { pause } from '../clock.ts';
import type { Outcome, Row } from '../rows.ts';
import { assistantMessage, audioOutput, tone, userMessage } from '../speech-acts.ts';

const MINUTES = 30;
/** The first ones load what is loaded once. */
const SETTLED = 2;
const TURNS_A_MINUTE = 10;
const INTERIMS = 20;
/** Milliseconds: shorter than the pause, so that nothing queues. */
const CHUNK = 30;
const PAUSE = 80;

async function turn({ send }: Client['chat'], name: string): Promise<void> {
  const chunk = tone(CHUNK);
  for (let words = 1; words <= INTERIMS; words += 1)
    send(userMessage(`${name} ${'word '.repeat(words)}`, true));
  send(userMessage(`${name} ${'word '.repeat(INTERIMS)}`, false));
  for (const sentence of ['a', 'b']) {
    const id = `${name}-${sentence}`;
    send(assistantMessage(id, `Answer ${id}: from ten until six, from Tuesday to Friday.`));
    send(audioOutput(id, 0, chunk));
    send({ type: 'assistant_prosody', id, models: {} });
  }
  send({ type: 'assistant_end' });
  await pause(PAUSE);
}

/** Megabytes that are still held after garbage collection. */
interface Held {
  /** By JavaScript, its buffers included. */
  script: number;
  /** By the browser on its behalf: the DOM above all. */
  browser: number;
}

async function held(devtools: CDPSession): Promise<Held> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const usage = await devtools.send('Runtime.getHeapUsage');
  return {
    script: (usage.usedSize + usage.backingStorageSize) / 1e6,
    browser: usage.embedderHeapUsedSize / 1e6,
  };
}

interface Growth {
  early: Held;
  late: Held;
  frames: number;
}

async function measure(name: 'widget' | 'peer', studio: Studio): Promise<Growth> {
  const client = await openClient(name, studio, 'none');
  try {
    const devtools = await client.devtools();
    let early: Held = { script: Number.NaN, browser: Number.NaN };
    for (let minute = 0; minute < MINUTES; minute += 1) {
      if (minute === SETTLED) early = await held(devtools);
      for (let count = 0; count < TURNS_A_MINUTE; count += 1)
        await turn(client.chat, `turn ${minute}.${count}`);
    }
    return { early, late: await held(devtools), frames: client.chat.heard.length };
  } finally {
    await client.close();
  }
}

export async function heap(studio: Studio): Promise<Outcome> {
  const widget = await measure('widget', studio);
  const peer = await measure('peer', studio);
  const row = (step: string, goal: string, of: (growth: Growth) => number): Row => ({
    step,
    unit: 'MB',
    goal,
    cells: { widget: { figure: of(widget) }, peer: { figure: of(peer) } },
  });
  const turns = MINUTES * TURNS_A_MINUTE;
  return {
    rows: [
      row(
        `heap growth, minute ${SETTLED} to ${MINUTES}`,
        '≤ 2',
        ({ early, late }) => late.script - early.script,
      ),
      row('  the DOM’s, in the same time', '', ({ early, late }) => late.browser - early.browser),
      row(`heap at minute ${MINUTES}`, '', ({ late }) => late.script),
    ],
    notes: [
      `heap: ${MINUTES} minutes as ${turns} short turns back to back, ${turns * INTERIMS} interim and ${turns * 8 - turns} other messages to the page, and what the microphone sent meanwhile (${widget.frames} and`,
      `${peer.frames} messages). What the page’s own thread holds after garbage collection, buffers included; the audio thread’s heap is not. The widget`,
      'keeps and shows the whole conversation, voice-react keeps its last hundred messages.',
    ],
  };
}
