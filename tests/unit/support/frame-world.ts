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
  /** Answers the prompt that is open. */
  answer(problem?: MicrophoneProblem): void;
  listener: MicrophoneListener | undefined;
  /** Aborted when the frame let go of it. */
  opened: AbortSignal | undefined;
}

export function fakeMicrophone(): FakeMicrophone {
  let settle: ((problem: MicrophoneProblem | undefined) => void) | undefined;
  const microphone: FakeMicrophone = {
    level: signal(0),
    muted: signal(false),
    toggleMute: () => undefined,
    pushToTalk: signal(false),
    setPushToTalk: () => undefined,
    held: signal(false),
    hold: () => undefined,
    devices: signal([]),
    deviceId: signal(''),
    choose: () => undefined,
    halfDuplex: signal(false),
    silenced: signal(false),
    switched: signal(false),
    container: false,
    renew: () => undefined,
    listener: undefined,
    opened: undefined,
    open(opened, listener) {
      microphone.opened = opened;
      microphone.listener = listener;
      return new Promise((resolve) => {
        settle = resolve;
      });
    },
    answer: (problem) => settle?.(problem),
  };
  return microphone;
}

export interface FakeSpeaker extends Speaker {
  playing: Signal<boolean>;
  sounding: Signal<string>;
  played: string[];
  flushes: number;
}

export function fakeSpeaker(): FakeSpeaker {
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
    complete: () => undefined,
    onMissed: () => undefined,
    drained: async () => undefined,
    playing: signal(false),
    sounding: signal(''),
    audible: true,
    played: [],
    flushes: 0,
    open: () => undefined,
    play(key) {
      speaker.played.push(key);
      speaker.playing.value = true;
      speaker.sounding.value = key;
    },
    flush() {
      speaker.flushes += 1;
      speaker.playing.value = false;
      speaker.sounding.value = '';
    },
    close: () => undefined,
    link: () => new MessageChannel().port2,
  };
  return speaker;
}

/** The parts of a browser that a call needs, with tokens handed out when the test says so. */
export function stubBrowser(): { grantToken(): void; tokensAsked(): number; asked: string[] } {
  FakeSocket.opened = [];
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  vi.stubGlobal('location', new URL('http://127.0.0.1:1/widget/'));
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', (_: string, { body }: { body: URLSearchParams }) => {
    asked.push(body.toString());
    return new Promise<Response>((resolve) => {
      waiting.push(() => resolve(Response.json({ access_token: `token-${asked.length}` })));
    });
  });
  return {
    grantToken() {
      for (const grant of waiting.splice(0)) grant();
    },
    tokensAsked: () => asked.length,
    /** The forms that tokens were asked for with. */
    asked,
  };
}
