import type { Hume, HumeClient } from 'hume';
import { linear16Bytes } from '../../../server/audio/linear16.ts';
import { createWatch } from '../../support/watch.ts';
import type { EviServer } from './evi-server.ts';
import type { Sdk } from './sdks.ts';

export type Event = Hume.empathicVoice.SubscribeEvent;
type Of<Type extends Event['type']> = Extract<Event, { type: Type }>;
type Credentials = { apiKey: string } | { accessToken: string };
type Socket = ReturnType<HumeClient['empathicVoice']['chat']['connect']>;
type Listening = Pick<Socket, 'on' | 'socket' | 'close'>;

/** What a socket of the SDK's receives. */
export interface Received {
  /** As the SDK hands it on. */
  received: Event[];
  /** As it came: the text frames. */
  frames: string[];
  /** Errors of the socket itself. */
  failed: Error[];
  /** Resolves with the close code. */
  closed: Promise<number>;
  all<Type extends Event['type']>(type: Type): Of<Type>[];
  /** Resolves when it is so, now or after any later message. */
  until(happened: () => boolean): Promise<void>;
  /** Resolves when so many messages of the type have come. */
  has(type: Event['type'], count?: number): Promise<void>;
}

export function listen(socket: Listening): Received {
  const received: Event[] = [];
  const frames: string[] = [];
  const failed: Error[] = [];
  const { tell, until } = createWatch();
  socket.socket.addEventListener('message', ({ data }) => {
    frames.push(String(data));
  });
  socket.on('message', (message) => {
    received.push(message);
    tell();
  });
  socket.on('error', (error) => {
    failed.push(error);
    tell();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', ({ code }) => resolve(code)));
  const all = <Type extends Event['type']>(type: Type) =>
    received.filter((message): message is Of<Type> => message.type === type);
  return {
    received,
    frames,
    failed,
    closed,
    all,
    until,
    has: (type, count = 1) => until(() => all(type).length >= count),
  };
}

export interface SdkChat extends Received {
  client: HumeClient;
  socket: Socket;
  ended(count?: number): Promise<void>;
  /** Sends samples as `audio_input`, 100 ms a message, as if spoken at once. */
  speak(samples: Int16Array): void;
}

/** A chat as a program has it that uses Hume's SDK and was told another host name. */
export function openChat(
  { HumeClient }: Sdk,
  { origin, apiKey }: Pick<EviServer, 'origin' | 'apiKey'>,
  connect: Parameters<HumeClient['empathicVoice']['chat']['connect']>[0] = {},
  credentials: Credentials = { apiKey },
): SdkChat {
  const client = new HumeClient({ environment: origin, ...credentials });
  const socket = client.empathicVoice.chat.connect({ reconnectAttempts: 0, ...credentials, ...connect });
  const listening = listen(socket);
  return {
    ...listening,
    client,
    socket,
    ended: (count) => listening.has('assistant_end', count),
    speak(samples) {
      const bytes = linear16Bytes(samples);
      for (let at = 0; at < bytes.length; at += 3200)
        socket.sendAudioInput({ data: Buffer.from(bytes.subarray(at, at + 3200)).toString('base64') });
    },
  };
}
