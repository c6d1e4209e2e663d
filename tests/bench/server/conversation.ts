import { WebSocket } from 'ws';
import { readWav } from '../../../server/audio/wav.ts';
import { HEARING_SAMPLE_RATE } from '../../../server/providers/types.ts';
import type { PublishEvent, SubscribeEvent } from '../../../shared/evi/messages.ts';
import { FRAME_MS, type Speech } from './speech.ts';

/** Milliseconds after the end of speech in which an answer must have begun. */
const PATIENCE = 10_000;
/** Milliseconds that a visitor thinks before the next question. */
const PAUSE = { min: 1000, max: 3000 };

/** What became of one question. */
export interface Turn {
  /** When the last sample was spoken; the clock is `performance.now()`. */
  spoken: number;
  /** Milliseconds from then to the first audio of the answer; infinite when there was none. */
  wait: number;
  /** A transcript came. */
  heard: boolean;
}

export interface Conversation {
  /** Sends the frame whose last sample is spoken at `now`, which is to be 20 ms after the one before. */
  tick(now: number): void;
  /** When the last sample of the question was spoken that has no answer yet; undefined when none waits. */
  readonly waitingSince: number | undefined;
  close(): void;
}

export interface ConversationOptions {
  url: string;
  /** The page's text. */
  context: string;
  speech: Speech;
  /** Which of the utterances comes first. */
  first: number;
  turn(turn: Turn): void;
  /** The server has closed the socket. */
  failed(reason: Error): void;
}

/** A visitor who asks, hears the answer to its end, thinks, and asks the next thing. */
export function createConversation({
  url,
  context,
  speech,
  first,
  turn,
  failed,
}: ConversationOptions): Conversation {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  let phase: 'thinking' | 'speaking' | 'waiting' | 'listening' = 'thinking';
  /** When the phase ends of itself; speaking ends with the last frame. */
  let until = 0;
  let next = first;
  let { frames, end } = { frames: speech.room, end: 0 };
  let frame = 0;
  let spoken = 0;
  let heard = false;
  /** When the last of what has come will have been played. */
  let playedUntil = 0;
  let closing = false;

  const send = (message: PublishEvent): void => socket.send(JSON.stringify(message));

  function think(from: number): void {
    phase = 'thinking';
    until = from + PAUSE.min + Math.random() * (PAUSE.max - PAUSE.min);
    frames = speech.room;
    frame = 0;
  }

  function finish(now: number, wait: number): void {
    turn({ spoken, wait, heard });
    phase = 'listening';
    playedUntil = now;
    if (wait === Number.POSITIVE_INFINITY) think(now);
  }

  function play(now: number, data: string): void {
    const { samples, sampleRate } = readWav(Buffer.from(data, 'base64'));
    playedUntil = Math.max(now, playedUntil) + (samples.length / sampleRate) * 1000;
    until = playedUntil + PATIENCE;
  }

  function receive(message: SubscribeEvent): void {
    const now = performance.now();
    switch (message.type) {
      case 'user_message':
        heard ||= phase === 'waiting' && !message.interim;
        break;
      case 'audio_output':
        if (phase === 'waiting' && heard) finish(now, now - spoken);
        if (phase === 'listening') play(now, message.data);
        break;
      case 'assistant_end':
        if (phase === 'listening') think(playedUntil);
        break;
      case 'error':
        if (phase === 'waiting') finish(now, Number.POSITIVE_INFINITY);
        break;
    }
  }

  socket.on('open', () => {
    send({
      type: 'session_settings',
      audio: { encoding: 'linear16', sample_rate: HEARING_SAMPLE_RATE, channels: 1 },
      context: { text: context, type: 'persistent' },
    });
    think(performance.now());
  });
  socket.on('message', (data) => receive(JSON.parse(String(data))));
  socket.on('error', failed);
  socket.on('close', (code, reason) => {
    if (!closing) failed(new Error(`The server closed a chat with ${code}: ${reason}`));
  });

  return {
    tick(now) {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (phase === 'waiting' && now >= until) finish(now, Number.POSITIVE_INFINITY);
      if (phase === 'listening' && now >= until) think(now);
      if (phase === 'thinking' && now >= until) {
        const utterance = speech.utterances[next % speech.utterances.length];
        if (!utterance) throw new Error('There is nothing to say.');
        ({ frames, end } = utterance);
        next += 1;
        frame = 0;
        spoken = now - FRAME_MS + end;
        heard = false;
        phase = 'speaking';
      }
      const samples = frames[frame % frames.length];
      if (samples) socket.send(samples);
      frame += 1;
      if (phase !== 'speaking' || frame < frames.length) return;
      phase = 'waiting';
      until = spoken + PATIENCE;
      frames = speech.room;
    },
    get waitingSince() {
      return phase === 'waiting' ? spoken : undefined;
    },
    close() {
      closing = true;
      socket.close(1000);
    },
  };
}
