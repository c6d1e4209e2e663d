import { expect } from '@playwright/test';
import type { Chat } from './chat.ts';
import { ENTER, type Tab } from './engines/engine.ts';
import { eventually } from './engines/processes.ts';
import type { FaultServer } from './fault-server.ts';
import type { Recording } from './recording.ts';

declare global {
  interface Window {
    /** The press that a test aimed at a button has reached it. */
    pressed: boolean;
  }
}

/** JSON carries it both ways. */
type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** What somebody on the page does and sees, in whichever browser. */
export interface Visitor {
  /** Presses the button whose accessible name fits, as soon as it is there and stands still. */
  press(name: RegExp): Promise<void>;
  /** Presses it if it is there now, and tells whether it was. */
  tryPress(name: RegExp): Promise<boolean>;
  /** Writes a message and sends it. */
  send(text: string): Promise<void>;
  /** Opens the panel and presses Talk. */
  talk(): Promise<void>;
  /** Opens the panel and sends a message. */
  write(text: string): Promise<void>;
  /** Talks to a server that greets, and answers with the chat once the widget listens. */
  call(server: FaultServer): Promise<Chat>;
  /** The word for the state of the call. */
  status(): Promise<string>;
  /** What is wrong, what can be done, and the one button for it. */
  alert(): Promise<{ title: string; advice: string; button: string }>;
  /** All the words in the panel. */
  panel(): Promise<string>;
  /** The transcript, one line for each entry. */
  entries(): Promise<string[]>;
  canType(): Promise<boolean>;
  /** Runs in the frame; it may use nothing from around it. */
  run<Argument extends Plain, Value>(
    work: (argument: Argument) => Value | Promise<Value>,
    argument?: Argument,
  ): Promise<Value>;
  /** All that the frame's loudspeakers have played, the newest context's last. */
  recordings(): Promise<Recording[]>;
  /** What the newest of them has played. */
  played(): Promise<Recording>;
  close(): Promise<void>;
}

/**
 * Where the first button is whose name fits, when it has stood there for two frames and nothing lies over it. Notes
 * whether the next press reaches it.
 */
async function takeAim({ source, flags }: { source: string; flags: string }) {
  const name = new RegExp(source, flags);
  const find = () => {
    for (const button of document.querySelectorAll('button')) {
      const { left, top, width, height } = button.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const called = button.getAttribute('aria-label') ?? button.textContent ?? '';
      if (name.test(called.trim()) && button.contains(document.elementFromPoint(x, y)))
        return { button, x, y };
    }
    return undefined;
  };
  const before = find();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const now = find();
  if (!before || !now || before.x !== now.x || before.y !== now.y) return null;
  window.pressed = false;
  now.button.addEventListener(
    'click',
    () => {
      window.pressed = true;
    },
    { capture: true, once: true },
  );
  return { x: now.x, y: now.y };
}

async function hasArrived(): Promise<boolean> {
  for (let frame = 0; frame < 10 && !window.pressed; frame += 1)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  return window.pressed;
}

function recorded(): { rate: number; base64: string }[] {
  return window.probe.played.map(({ rate, blocks }) => {
    let binary = '';
    for (const block of blocks)
      for (const byte of new Uint8Array(Int16Array.from(block, (sample) => sample * 32767).buffer))
        binary += String.fromCharCode(byte);
    return { rate, base64: btoa(binary) };
  });
}

export function createVisitor(tab: Tab): Visitor {
  const run: Visitor['run'] = async (work, argument) => {
    const value = await tab.runInFrame(`(${work})(${JSON.stringify(argument ?? null)})`);
    return value as Awaited<ReturnType<typeof work>>;
  };
  const text = (selector: string): Promise<string> =>
    run((wanted) => document.querySelector(wanted)?.textContent?.trim() ?? '', selector);

  const openPanel = async (): Promise<void> => {
    await eventually(
      async () =>
        (await tab.runInHost(
          `[...document.querySelectorAll('iframe')].some((one) => getComputedStyle(one).opacity === '1')`,
        )) || undefined,
      () => 'The launcher did not appear.',
    );
    await visitor.press(/./);
    await expect.poll(() => run(() => Boolean(document.querySelector('[role=dialog]')))).toBe(true);
  };

  const visitor: Visitor = {
    run,
    async tryPress(name) {
      const aim = await run(takeAim, { source: name.source, flags: name.flags });
      if (!aim) return false;
      await tab.press(aim.x, aim.y);
      // The frame may have moved on the page meanwhile; then the press went past it.
      return run(hasArrived);
    },
    async press(name) {
      await eventually(
        async () => (await visitor.tryPress(name)) || undefined,
        () => `There is no button ${name}.`,
      );
    },
    async send(message) {
      await visitor.canType().then((can) => (can ? undefined : visitor.press(/^type/i)));
      await expect.poll(() => visitor.canType()).toBe(true);
      await run(() => document.querySelector('textarea')?.focus());
      await tab.type(message + ENTER);
    },
    async talk() {
      await openPanel();
      await visitor.press(/^talk$/i);
    },
    async write(message) {
      await openPanel();
      await visitor.send(message);
    },
    async call(server) {
      await visitor.talk();
      const chat = await server.nextChat();
      chat.greet();
      await expect.poll(() => visitor.status()).toMatch(/listening/i);
      return chat;
    },
    status: () => text('.status'),
    alert: () =>
      run(() => {
        const alert = document.querySelector('[role=alert]');
        const [title = '', advice = ''] = Array.from(
          alert?.querySelectorAll('p') ?? [],
          (line) => line.textContent ?? '',
        );
        const button = alert?.parentElement?.querySelector('button')?.textContent ?? '';
        return { title, advice, button };
      }),
    panel: () => text('[role=dialog]'),
    entries: () =>
      run(() =>
        Array.from(document.querySelectorAll('[role=log] article'), (entry) =>
          Array.from(entry.querySelectorAll('p'), (line) => line.textContent ?? '').join(' | '),
        ),
      ),
    canType: () =>
      run(() => {
        const field = document.querySelector('textarea');
        return Boolean(field && !field.disabled && field.getBoundingClientRect().width);
      }),
    async recordings() {
      return (await run(recorded)).map(({ rate, base64 }) => {
        const bytes = Buffer.from(base64, 'base64');
        const samples = new Float32Array(bytes.length >> 1);
        for (let index = 0; index < samples.length; index += 1)
          samples[index] = bytes.readInt16LE(index * 2) / 32768;
        return { rate, samples };
      });
    },
    played: async () => (await visitor.recordings()).at(-1) ?? { rate: 16_000, samples: new Float32Array() },
    close: () => tab.close(),
  };
  return visitor;
}
