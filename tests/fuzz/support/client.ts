import { WebSocket } from 'ws';
import type { ChatMetadata, SubscribeEvent } from '../../../shared/evi/messages.ts';
import { inTime, type ServerProcess } from './server-process.ts';

export type Client = ReturnType<typeof connect>;

/** A client of a chat, with the key of the server. Whatever it waits for rejects when its socket is closed meanwhile. */
export function connect(server: ServerProcess, path: string) {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, {
    headers: { 'X-Hume-Api-Key': server.key, 'X-Forwarded-For': '192.0.2.1' },
  });
  const received: SubscribeEvent[] = [];
  let look: () => void = () => undefined;
  let ended: string | undefined;
  const closed = new Promise<void>((resolve) => {
    socket.on('close', (code, reason) => {
      ended ??= `closed with ${code} ${reason}`;
      look();
      resolve();
    });
  });
  socket.on('error', (error) => {
    ended ??= error.message;
    look();
  });
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)));
    look();
  });

  /** Resolves when one of the messages from `from` on is `wanted`, with the place after it. */
  const until = (wanted: (message: SubscribeEvent) => boolean, what: string, from = 0): Promise<number> => {
    const found = new Promise<number>((resolve, reject) => {
      let at = from;
      look = () => {
        for (; at < received.length; at += 1) {
          const message = received[at];
          if (message && wanted(message)) return resolve(at + 1);
        }
        if (ended !== undefined) reject(new Error(`Waiting for ${what}, the socket was ${ended}.`));
      };
      look();
    });
    return inTime(server, found, what);
  };
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const marked = (id: string): Promise<number> =>
    until((message) => message.type === 'tool_error' && message.tool_call_id === id, `the mark "${id}"`);

  const answered = async (text: string): Promise<void> => {
    const isHeard = (message: SubscribeEvent) =>
      message.type === 'user_message' && message.message.content === text;
    const heard = await until(isHeard, 'the visitor’s last words');
    await until(({ type }) => type === 'assistant_end', 'the last answer', heard);
  };

  return {
    socket,
    received,
    closed,
    answered,
    marked,
    /** Rejects when the chat begins with another message than it must. */
    async begun(): Promise<ChatMetadata> {
      await until(() => true, 'the first message');
      const [first] = received;
      if (first?.type !== 'chat_metadata') throw new Error(`The first message is ${JSON.stringify(first)}.`);
      return first;
    },
    /** Sends what is answered once, always, after all that was sent before. Resolves with the place after the answer. */
    mark(id: string): Promise<number> {
      send({ type: 'tool_response', tool_call_id: id, content: '' });
      return marked(id);
    },
    /** Resolves when the assistant, which may have been paused, has answered to the end. */
    say(text: string): Promise<void> {
      send({ type: 'resume_assistant_message' });
      send({ type: 'user_input', text });
      return answered(text);
    },
    leave(): Promise<void> {
      socket.close();
      return inTime(server, closed, 'the close');
    },
  };
}
