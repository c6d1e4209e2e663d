import type { WebSocket } from 'ws';
import { writeWav } from '../../../server/audio/wav.ts';
import { EVI_ERRORS, type EviErrorCode } from '../../../shared/evi/errors.ts';
import type { PublishEvent, SubscribeEvent } from '../../../shared/evi/messages.ts';
import type { Watch } from '../../support/watch.ts';

/** One chat socket, which says exactly what the test tells it to. */
export interface Chat {
  /** With the token and what is resumed. */
  readonly query: URLSearchParams;
  /** JSON messages of the frame, in order; audio apart. */
  readonly received: readonly PublishEvent[];
  /** Each binary frame's samples, in order. */
  readonly audio: readonly Int16Array[];
  /** What the visitor typed. */
  readonly texts: string[];
  /** The socket is closed, from whichever end. */
  readonly over: boolean;
  greet(group?: string): void;
  /** A sentence: its words, then its chunks, numbered from 0. */
  say(id: string, text: string, chunks: readonly Int16Array[], sampleRate?: number): void;
  words(id: string, text: string): void;
  audioOf(id: string, index: number, samples: Int16Array, sampleRate?: number): void;
  /** Anything in place of a WAV file. */
  rawAudio(id: string, index: number, base64: string): void;
  heard(text: string, interim?: boolean): void;
  /** Confirms what was typed. */
  read(text: string): void;
  interrupt(): void;
  endTurn(): void;
  callTool(name: string, callId: string, parameters?: string): void;
  error(code: EviErrorCode): void;
  raw(text: string): void;
  close(code: number): void;
  /** The connection breaks without a word: to a browser, code 1006. */
  destroy(): void;
  /** Resolves as soon as it is true of what has come in. */
  until(happened: () => boolean): Promise<void>;
  message<Type extends PublishEvent['type']>(type: Type): Promise<Extract<PublishEvent, { type: Type }>>;
  /** Resolves when that many more frames of audio have come. */
  frames(count: number): Promise<readonly Int16Array[]>;
}

export function createChat(socket: WebSocket, url: URL, watch: Watch): Chat {
  const received: PublishEvent[] = [];
  const audio: Int16Array[] = [];
  let over = false;

  const hear = (bytes: Buffer): void => {
    const samples = new Int16Array(bytes.length >> 1);
    for (let index = 0; index < samples.length; index += 1) samples[index] = bytes.readInt16LE(index * 2);
    audio.push(samples);
  };
  socket.on('message', (data: Buffer, binary) => {
    if (binary) hear(data);
    else {
      const message = JSON.parse(String(data)) as PublishEvent;
      if (message.type === 'audio_input') hear(Buffer.from(message.data, 'base64'));
      else received.push(message);
    }
    watch.tell();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    over = true;
    watch.tell();
  });

  const send = (message: SubscribeEvent): void => socket.send(JSON.stringify(message));

  const userMessage = (text: string, interim: boolean, typed: boolean): void =>
    send({
      type: 'user_message',
      message: { role: 'user', content: text },
      models: {},
      from_text: typed,
      interim,
      time: { begin: 0, end: 1000 },
    });

  const chat: Chat = {
    query: url.searchParams,
    received,
    audio,
    get texts() {
      return received.flatMap((message) => (message.type === 'user_input' ? [message.text] : []));
    },
    get over() {
      return over;
    },
    until: watch.until,
    greet: (group = 'group-1') =>
      send({ type: 'chat_metadata', chat_id: 'chat-1', chat_group_id: group, request_id: 'request-1' }),
    words: (id, text) =>
      send({
        type: 'assistant_message',
        id,
        message: { role: 'assistant', content: text },
        models: {},
        from_text: false,
        is_quick_response: false,
      }),
    rawAudio: (id, index, data) => send({ type: 'audio_output', id, index, data }),
    audioOf: (id, index, samples, sampleRate = 16_000) =>
      chat.rawAudio(id, index, writeWav(samples, sampleRate).toString('base64')),
    say(id, text, chunks, sampleRate) {
      chat.words(id, text);
      for (const [index, samples] of chunks.entries()) chat.audioOf(id, index, samples, sampleRate);
    },
    heard: (text, interim = false) => userMessage(text, interim, false),
    read: (text) => userMessage(text, false, true),
    interrupt: () => send({ type: 'user_interruption', time: Date.now() }),
    endTurn: () => send({ type: 'assistant_end' }),
    callTool: (name, callId, parameters = '{}') =>
      send({
        type: 'tool_call',
        tool_call_id: callId,
        name,
        parameters,
        tool_type: 'function',
        response_required: true,
      }),
    error: (code) => send({ type: 'error', code, slug: EVI_ERRORS[code], message: 'The test says so.' }),
    raw: (text) => socket.send(text),
    close: (code) => socket.close(code, 'The test says so.'),
    destroy: () => socket.terminate(),
    async message(type) {
      const found = () =>
        received.find((one): one is Extract<PublishEvent, { type: typeof type }> => one.type === type);
      await watch.until(() => Boolean(found()));
      return found() ?? chat.message(type);
    },
    async frames(count) {
      const from = audio.length;
      await watch.until(() => audio.length >= from + count);
      return audio.slice(from, from + count);
    },
  };
  return chat;
}
