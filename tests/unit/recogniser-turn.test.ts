import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPocketsphinx, findPocketsphinx } from '../../server/providers/recognisers/pocketsphinx.ts';
import type { Hearing, Recogniser } from '../../server/providers/types.ts';
import { buildFolder, buildProcessFile, frames, runningProcesses, synthesise } from './recogniser-speech.ts';

const PAGE = `Title: Harbour Lane Bakery
Address: http://localhost/
Language: en

# Opening hours {#hours}
Saturday 8am to 4pm. Sunday closed.

## Prices {#prices}
A sourdough loaf is £4.20 and a cinnamon bun £2.75.`;

const found = findPocketsphinx();
if (!found) throw new Error('These tests need: apt-get install pocketsphinx pocketsphinx-en-us');
const install = found;

describe('a turn with the offline recogniser', { timeout: 60_000 }, () => {
  let processFile = '';
  let hours: Int16Array = new Int16Array();
  let price: Int16Array = new Int16Array();
  const open: Recogniser[] = [];

  beforeAll(async () => {
    [processFile, hours, price] = await Promise.all([
      buildProcessFile('turn'),
      synthesise('What time do you open on Saturday?'),
      synthesise('How much is a cinnamon bun?'),
    ]);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((recogniser) => recogniser.close()));
  });
  afterAll(() => rm(buildFolder(processFile), { recursive: true, force: true }));

  function create(options: Partial<Parameters<typeof createPocketsphinx>[0]> = {}) {
    const recogniser = createPocketsphinx({ install, processFile, ...options });
    open.push(recogniser);
    return recogniser;
  }

  /** Speaks, and resolves at the first interim transcript, which shows that the child is hearing. */
  async function speak(recogniser: Recogniser, samples: Int16Array) {
    const interims: string[] = [];
    let turn: Hearing | null = null;
    await new Promise<void>((resolve) => {
      turn = recogniser.hear({
        vocabulary: PAGE,
        onInterim: (transcript) => {
          interims.push(transcript);
          resolve();
        },
      });
      for (const frame of frames(samples)) turn.write(frame);
    });
    if (!turn) throw new Error('no turn');
    return { turn: turn satisfies Hearing as Hearing, interims };
  }

  it('hears a question about the page, with interim transcripts on the way', async () => {
    const recogniser = create();
    recogniser.prepare?.(PAGE);
    const { turn, interims } = await speak(recogniser, hours);
    const transcript = await turn.finish();
    expect(transcript).toMatch(/^[A-Z]/);
    expect(transcript.toLowerCase()).toMatch(/what time .*open.* saturday/);
    expect(interims.length).toBeGreaterThan(0);
    expect(new Set(interims).size).toBe(interims.length);
  });

  it('hears a yes, and wishes with the names and labels of the page', async () => {
    const recogniser = create();
    const vocabulary = `${PAGE}\nShow all prices\nNewsletter by mail`;
    recogniser.prepare?.(vocabulary);
    const wishes = ['Yes please', 'Undo that', 'Fill in my name as mary brown', 'Tick the newsletter box'];
    for (const wish of wishes) {
      const turn = recogniser.hear({ vocabulary, onInterim: () => {} });
      for (const frame of frames(await synthesise(wish))) turn.write(frame);
      expect(await turn.finish()).toBe(wish);
    }
  });

  it('keeps what is said before the child is ready', async () => {
    const turn = create().hear({ vocabulary: PAGE, onInterim: () => {} });
    for (const frame of frames(price)) turn.write(frame);
    expect((await turn.finish()).toLowerCase()).toMatch(/how much .*cinnamon bun/);
  });

  it('hears without a page, and gives nothing for silence', async () => {
    const recogniser = create();
    const turn = recogniser.hear({ vocabulary: '', onInterim: () => {} });
    for (const frame of frames(hours)) turn.write(frame);
    expect((await turn.finish()).toLowerCase()).toContain('saturday');
    const silence = recogniser.hear({ vocabulary: '', onInterim: () => {} });
    silence.write(new Int16Array(16_000));
    expect(await silence.finish()).toBe('');
  });

  it('ends a turn with its last interim transcript when the child is killed, and hears the next one', async () => {
    const recogniser = create();
    const { turn, interims } = await speak(recogniser, hours);
    const children = await runningProcesses(processFile);
    expect(children.length).toBeGreaterThan(0);
    for (const child of children) process.kill(child, 'SIGKILL');
    expect(await turn.finish()).toBe(interims.at(-1));
    const next = await speak(recogniser, price);
    expect((await next.turn.finish()).toLowerCase()).toContain('cinnamon');
  });

  it('starts another child when one dies before it can hear', async () => {
    const recogniser = create();
    recogniser.prepare?.(PAGE);
    for (const child of await runningProcesses(processFile)) process.kill(child, 'SIGKILL');
    const { turn } = await speak(recogniser, price);
    for (const child of await runningProcesses(processFile)) process.kill(child, 'SIGKILL');
    await turn.finish();
    // The spare may be dead and not yet known to be.
    const next = await speak(recogniser, price);
    expect((await next.turn.finish()).toLowerCase()).toContain('cinnamon');
  });

  it('says why when no child can hear', async () => {
    const found = findPocketsphinx();
    if (!found) throw new Error('pocketsphinx has gone');
    const install = { ...found, modelDirectory: '/nowhere' };
    const turn = create({ install }).hear({ vocabulary: PAGE, onInterim: () => {} });
    await expect(turn.finish()).rejects.toThrow('cannot read the language model /nowhere');
  });

  it('refuses one turn more than its limit, and abort makes room', async () => {
    const recogniser = create({ maximumTurns: 1 });
    const first = await speak(recogniser, hours);
    const refused = recogniser.hear({ vocabulary: PAGE, onInterim: () => {} });
    await expect(refused.finish()).rejects.toThrow('its limit');
    first.turn.abort();
    await expect(first.turn.finish()).rejects.toThrow('dropped');
    const next = await speak(recogniser, price);
    expect((await next.turn.finish()).toLowerCase()).toContain('cinnamon');
  });

  it('leaves no process behind when it is closed, and rejects what was pending', async () => {
    const recogniser = create();
    const { turn } = await speak(recogniser, hours);
    const pending = expect(turn.finish()).rejects.toThrow('closed');
    await recogniser.close();
    await pending;
    expect(await runningProcesses(processFile)).toEqual([]);
    await expect(recogniser.hear({ vocabulary: '', onInterim: () => {} }).finish()).rejects.toThrow('closed');
  });

  it('has a child that ends with its parent', async () => {
    const child = fork(processFile, [], { serialization: 'advanced', execArgv: [] });
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });
});
