import { type Signal, signal } from '@preact/signals';
import { vi } from 'vitest';
import type { PublishEvent, SubscribeEvent } from '../../../shared/evi/messages.ts';
import type { Microphone, MicrophoneListener, MicrophoneProblem } from '../../../widget/audio/microphone.ts';
import type { Speaker } from '../../../widget/audio/speaker.ts';

/** A socket that a test answers for. */
export class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readonly url: URL;
  readyState = 1;
  bufferedAmount = 0;
  binaryType = '';
  onclose: ((event: { code: number }) => void) | undefined;
  onmessage: ((event: { data: string }) => void) | undefined;
  readonly sent: (PublishEvent | ArrayBuffer)[] = [];
  closedWith: number | undefined;

  constructor(url: URL) {
    super();
    this.url = url;
    FakeSocket.opened.push(this);
  }

  send(data: string | ArrayBuffer): void {
    if (this.readyState !== FakeSocket.OPEN) throw new Error('Sent on a socket that is not open.');
    this.sent.push(typeof data === 'string' ? JSON.parse(data) : data);
  }

  close(code = 1005): void {
    this.readyState = 3;
    this.closedWith ??= code;
  }

  receive(message: SubscribeEvent): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  greet(group = 'group'): void {
    this.receive({ type: 'chat_metadata', chat_id: 'chat', chat_group_id: group, request_id: 'r' });
  }

  drop(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  get texts(): string[] {
    return this.sent.flatMap((one) => ('type' in one && one.type === 'user_input' ? [one.text] : []));
  }
}

export interface FakeMicrophone extends Microphone {
  held: Signal<boolean>;
  halfDuplex: Signal<boolean>;
  silenced: Signal<boolean>;
  container: boolean;
  renewed: number;
  /** Answers all prompts that are open, also those that nobody waits for any more. */
  answer(problem?: MicrophoneProblem): void;
  listener: MicrophoneListener | undefined;
  /** Aborted when the frame let go of it. */
  opened: AbortSignal | undefined;
}

export function fakeMicrophone(): FakeMicrophone {
  let prompts: ((problem: MicrophoneProblem | undefined) => void)[] = [];
  const muted = signal(false);
  const microphone: FakeMicrophone = {
    level: signal(0),
    muted,
    toggleMute() {
      muted.value = !muted.value;
    },
    pushToTalk: signal(false),
    setPushToTalk: () => undefined,
    held: signal(false),
    hold: () => undefined,
    devices: signal([]),
    deviceId: signal(''),
    choose: () => undefined,
    halfDuplex: signal(false),
    silenced: signal(false),
    container: false,
    renewed: 0,
    renew() {
      microphone.renewed += 1;
    },
    listener: undefined,
    opened: undefined,
    open(opened, listener) {
      microphone.opened = opened;
      microphone.listener = listener;
      return new Promise((resolve) => {
        prompts.push(resolve);
      });
    },
    answer(problem) {
      const open = prompts;
      prompts = [];
      for (const settle of open) settle(problem);
    },
  };
  return microphone;
}

export interface FakeSpeaker extends Speaker {
  suspended: Signal<boolean>;
  /** All that was queued has sounded. */
  runOut(): void;
  /** A chunk of that key never came. */
  miss(key: string): void;
  completed: number;
  closed: boolean;
  playing: Signal<boolean>;
  sounding: Signal<string>;
  played: string[];
  flushes: number;
}

export function fakeSpeaker(): FakeSpeaker {
  const missed: ((key: string) => void)[] = [];
  let drains: (() => void)[] = [];
  const silent = (): void => {
    speaker.playing.value = false;
    speaker.sounding.value = '';
    for (const drained of drains) drained();
    drains = [];
  };
  const speaker: FakeSpeaker = {
    level: signal(0),
    volume: signal(1),
    setVolume: () => undefined,
    muted: signal(false),
    toggleMute: () => undefined,
    devices: signal([]),
    deviceId: signal(''),
    choose: () => undefined,
    suspended: signal(false),
    resume: () => undefined,
    completed: 0,
    complete() {
      speaker.completed += 1;
    },
    onMissed: (listener) => missed.push(listener),
    miss(key) {
      for (const listener of missed) listener(key);
    },
    drained: () =>
      new Promise((resolve) => {
        if (speaker.playing.value) drains.push(resolve);
        else resolve();
      }),
    runOut: silent,
    closed: false,
    playing: signal(false),
    sounding: signal(''),
    audible: true,
    played: [],
    flushes: 0,
    open() {
      speaker.closed = false;
    },
    play(key) {
      speaker.played.push(key);
      speaker.playing.value = true;
      speaker.sounding.value = key;
    },
    flush() {
      speaker.flushes += 1;
      silent();
    },
    close() {
      speaker.closed = true;
      silent();
    },
    link: () => new MessageChannel().port2,
  };
  return speaker;
}

export interface FakeBrowser {
  /** Answers all requests for a token. */
  grantToken(): void;
  /** Answers them otherwise: with that status, or with no response at all. */
  refuseToken(status?: number): void;
  tokensAsked(): number;
  /** The forms that tokens were asked for with. */
  asked: string[];
  /** Tells the frame that the network went or came. */
  network(onLine: boolean): void;
  leavePage(): void;
}

/** As the browser's, where names are properties, too. */
function createStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  return new Proxy(storage, { has: (_, key) => items.has(String(key)) });
}

/** The parts of a browser that a call needs, with tokens handed out when the test says so. */
export function stubBrowser(): FakeBrowser {
  FakeSocket.opened = [];
  const waiting: { resolve(response: Response): void; reject(error: Error): void }[] = [];
  const asked: string[] = [];
  const page = new EventTarget();
  const navigator = { onLine: true };
  const location = new URL('http://127.0.0.1:1/widget/');
  vi.stubGlobal('location', Object.assign(location, { ancestorOrigins: ['https://host.example'] }));
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('parent', {});
  vi.stubGlobal('navigator', navigator);
  vi.stubGlobal('sessionStorage', createStorage());
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', (_: string, { body, signal }: { body: URLSearchParams; signal: AbortSignal }) => {
    asked.push(body.toString());
    return new Promise<Response>((resolve, reject) => {
      waiting.push({ resolve, reject });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  return {
    grantToken() {
      for (const { resolve } of waiting.splice(0))
        resolve(Response.json({ access_token: `token-${asked.length}` }));
    },
    refuseToken(status) {
      for (const { resolve, reject } of waiting.splice(0))
        if (status) resolve(new Response(null, { status }));
        else reject(new TypeError('network'));
    },
    tokensAsked: () => asked.length,
    asked,
    network(onLine) {
      navigator.onLine = onLine;
      page.dispatchEvent(new Event(onLine ? 'online' : 'offline'));
    },
    leavePage: () => page.dispatchEvent(new Event('pagehide')),
  };
}
