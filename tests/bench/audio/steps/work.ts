import type { CDPSession } from '@playwright/test';
import { synthesise } from '../../../support/speech.ts';
import { CLIENTS, type Client, type ClientName, openClient, type Studio } from '../clients.ts';
import { now, pause } from '../clock.ts';
import type { Cell, Outcome } from '../rows.ts';
import { CARD_RATE, play } from '../sound.ts';
import { assistantMessage, audioOutput, tone, userMessage } from '../speech-acts.ts';

/** Turns of six seconds each: a question of two and an answer of four. */
const TURNS = 4;
const TURN = 6000;
const QUESTION = 2000;
const ANSWER = 3600;
const CHUNK = 240;
const AHEAD = 1500;

const WORDS = 'what are your opening hours on the weekend and how do I get there';

async function question(): Promise<Int16Array> {
  const spoken = await synthesise('rms', 'what are your opening hours?');
  const factor = CARD_RATE / 16_000;
  return Int16Array.from({ length: spoken.length * factor }, (_, at) => spoken[Math.floor(at / factor)] ?? 0);
}

async function converse({ send }: Client['chat'], ask: () => Promise<void>): Promise<void> {
  const start = now();
  const until = (time: number): Promise<void> => pause(Math.max(0, start + time - now()));
  const words = WORDS.split(' ');
  const chunk = tone(CHUNK);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const begin = turn * TURN;
    const asked = ask();
    for (let word = 1; word < words.length; word += 2) {
      await until(begin + (QUESTION * word) / words.length);
      send(userMessage(words.slice(0, word).join(' '), true));
    }
    await until(begin + QUESTION);
    await asked;
    send(userMessage(WORDS, false));
    for (const sentence of [0, 1]) {
      const id = `turn-${turn}-${sentence}`;
      send(assistantMessage(id, 'From ten until six, from Tuesday to Friday.'));
      for (let index = 0; (index + 1) * CHUNK <= ANSWER / 2; index += 1) {
        await until(begin + QUESTION + (sentence * ANSWER) / 2 + index * CHUNK - AHEAD);
        send(audioOutput(id, index, chunk));
      }
      send({ type: 'assistant_prosody', id, models: {} });
    }
    send({ type: 'assistant_end' });
    await until(begin + TURN);
  }
}

interface Work {
  /** Seconds of the page's thread in a minute. */
  tasks: number;
  scripts: number;
  /** In a second. */
  messages: number;
}

async function metrics(devtools: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

async function measure(client: Client, ask: () => Promise<void>): Promise<Work> {
  const devtools = await client.devtools();
  await devtools.send('Performance.enable');
  const messages = (): Promise<number> =>
    client.frame.evaluate(() => window.threadLog?.messages ?? Number.NaN);
  const counted = await messages();
  const before = await metrics(devtools);
  const start = now();
  await converse(client.chat, ask);
  const after = await metrics(devtools);
  const seconds = (now() - start) / 1000;
  const spent = (name: string): number =>
    ((after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN)) / seconds;
  return {
    tasks: spent('TaskDuration') * 60,
    scripts: spent('ScriptDuration') * 60,
    messages: ((await messages()) - counted) / seconds,
  };
}

export async function work(studio: Studio): Promise<Outcome> {
  const spoken = await question();
  const works: Partial<Record<ClientName, Work>> = {};
  for (const name of CLIENTS) {
    const client = await openClient(name, studio, 'threads');
    try {
      works[name] = await measure(client, () => play(studio.card, 'room', spoken));
    } finally {
      await client.close();
    }
  }
  const cells = (figure: keyof Work): Partial<Record<ClientName, Cell>> =>
    Object.fromEntries(CLIENTS.map((name) => [name, { figure: works[name]?.[figure] ?? Number.NaN }]));
  return {
    rows: [
      { step: 'main-thread work in a minute of call', unit: 's', goal: '', cells: cells('tasks') },
      { step: '  of it in scripts', unit: 's', goal: '', cells: cells('scripts') },
      {
        step: 'messages from worklets and workers',
        unit: 'a second',
        goal: '≤ 60',
        cells: { ...cells('messages'), peer: { words: 'not to be had' } },
      },
    ],
    notes: [
      `work: ${(TURNS * TURN) / 1000} s of one scripted conversation, the page’s thread of the client’s own process by Chromium’s TaskDuration and ScriptDuration; the widget’s`,
      'includes its whole interface, voice-react’s a bare page. voice-react’s worklet comes from the internet and cannot be loaded here, so its messages',
      `cannot be counted; without it there were ${(works.peer?.messages ?? 0).toFixed(1)} a second, and a timer every 5 ms while it plays.`,
    ],
  };
}
