import type { PublishEvent, SubscribeEvent } from '../../shared/evi/messages.ts';

/** Milliseconds until the server must have greeted. */
const PATIENCE = 10_000;

/** Bytes waiting in the browser above which it is given no more audio: two seconds of 16 kHz linear16. */
const MOST_WAITING = 64_000;

/** In place of a close code. */
export const NEVER_GREETED = 0;

/** Milliseconds after which a socket that carries nothing at all is dead, whatever the browser believes. */
const STUCK = 5000;

export interface ChatSocket {
  send(message: PublishEvent): void;
  /** False where it was not taken. */
  sendAudio(samples: ArrayBuffer): boolean;
  close(): void;
}

export interface ChatSocketListener {
  message(message: SubscribeEvent): void;
  /** Called once, for every way in which the socket can end; not after `close()`. */
  closed(code: number): void;
}

const isMessage = (data: unknown): data is SubscribeEvent =>
  typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';

/** A chat socket of EVI's protocol. */
export function openChatSocket(
  address: { token: string; configId: string; resumedChatGroupId: string },
  listener: ChatSocketListener,
): ChatSocket {
  const url = new URL('/v0/evi/chat', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  url.searchParams.set('access_token', address.token);
  url.searchParams.set('verbose_transcription', 'true');
  if (address.configId) url.searchParams.set('config_id', address.configId);
  if (address.resumedChatGroupId) url.searchParams.set('resumed_chat_group_id', address.resumedChatGroupId);

  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  let open = true;
  /** Bytes that were waiting when last looked at, and when they last became fewer. */
  let waiting = 0;
  let movedAt = Date.now();

  const end = (code: number): void => {
    if (!open) return;
    open = false;
    clearTimeout(greeting);
    socket.close();
    listener.closed(code);
  };
  const greeting = setTimeout(() => end(NEVER_GREETED), PATIENCE);

  socket.onclose = (event) => end(event.code);
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!open || typeof data !== 'string') return;
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (!isMessage(message)) return;
    if (message.type === 'chat_metadata') clearTimeout(greeting);
    listener.message(message);
  };

  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    sendAudio(samples) {
      const { bufferedAmount } = socket;
      // A network that is gone without a word, as after sleep, keeps a socket open for minutes.
      if (bufferedAmount < MOST_WAITING || bufferedAmount < waiting) movedAt = Date.now();
      else if (Date.now() - movedAt > STUCK) end(1006);
      waiting = bufferedAmount;
      const takes = open && socket.readyState === WebSocket.OPEN && bufferedAmount < MOST_WAITING;
      if (takes) socket.send(samples);
      return takes;
    },
    close() {
      open = false;
      clearTimeout(greeting);
      socket.close(1000);
    },
  };
}
