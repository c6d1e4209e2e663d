import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import { CAPTURE_SAMPLE_RATE, type Microphone } from '../audio/microphone.ts';
import type { Speaker } from '../audio/speaker.ts';
import { readWav } from '../audio/wav.ts';
import type { Activity, CallModel, CallState, Failure, TranscriptModel } from '../models.ts';
import { connectionFailure, failureOf } from './failures.ts';
import { type CallEvent, next } from './machine.ts';
import { type ChatSocket, openChatSocket } from './socket.ts';
import { fetchToken } from './token.ts';
import { type LogEvent, transcriptOf } from './transcript.ts';

/** Frames of 20 ms kept while there is no socket: two seconds, so that the first words are not lost. */
const MOST_KEPT_FRAMES = 100;

/** Milliseconds before each try to reconnect; up to half is added at random, so that not all visitors return at once. */
const RETRIES = [300, 1000, 2000, 4000, 8000];

export interface CallOptions {
  microphone: Microphone;
  speaker: Speaker;
  /** The page's text as the server shall know it; empty shares nothing. */
  context: ReadonlySignal<string>;
  configId: ReadonlySignal<string>;
  /** Hertz. Rate of the assistant's voice. */
  outputSampleRate: ReadonlySignal<number>;
  voiceInput: ReadonlySignal<boolean>;
}

export function createCall(options: CallOptions): CallModel & TranscriptModel {
  const { microphone, speaker } = options;
  const state = signal<CallState>('idle');
  const failure = signal<Failure | null>(null);
  const spoken = signal(false);
  const thinking = signal(false);
  const log = signal<readonly LogEvent[]>([]);
  const entries = computed(() => transcriptOf(log.value));
  const activity = computed<Activity>(() =>
    speaker.playing.value ? 'speaking' : thinking.value ? 'thinking' : 'listening',
  );

  /** Lives from start to end of a call; aborting it frees all that the call holds. */
  let lifetime: AbortController | undefined;
  let listening: AbortController | undefined;
  let socket: ChatSocket | undefined;
  let greeted = false;
  let group = '';
  let kept: ArrayBuffer[] = [];
  let unsent: string[] = [];
  let serverError = '';
  /** Segments of the turn that goes on, and of turns that were cut off: late audio of those is dropped. */
  let turnIds = new Set<string>();
  const endedIds = new Set<string>();

  const record = (event: LogEvent): void => {
    log.value = [...log.value, event];
  };

  const dispatch = (event: CallEvent): boolean => {
    const before = state.value;
    state.value = next(before, event);
    return state.value !== before;
  };

  /** The epoch of the turn ends here, whatever of it is still on its way. */
  const endTurn = (): void => {
    for (const id of turnIds) endedIds.add(id);
    turnIds = new Set();
    if (speaker.playing.value) {
      record({ type: 'interrupted' });
      speaker.flush();
    }
    thinking.value = false;
  };

  const stopListening = (): void => {
    listening?.abort();
    listening = undefined;
    spoken.value = false;
    kept = [];
  };

  const finish = (event: 'over' | 'hungUp' | 'denied', why: Failure | null): void => {
    if (!dispatch(event)) return;
    failure.value = why;
    lifetime?.abort();
    lifetime = undefined;
    stopListening();
    socket?.close();
    socket = undefined;
    greeted = false;
    unsent = [];
    endTurn();
    speaker.close();
  };

  const sendContext = (): void => {
    const text = options.context.value;
    socket?.send({ type: 'session_settings', context: text ? { text, type: 'persistent' } : null });
  };

  const announceAudio = (): void =>
    socket?.send({
      type: 'session_settings',
      audio: { encoding: 'linear16', channels: 1, sample_rate: CAPTURE_SAMPLE_RATE },
    });

  const sendText = (text: string): void => {
    thinking.value = true;
    socket?.send({ type: 'user_input', text });
  };

  const greet = (chatGroup: string): void => {
    group = chatGroup;
    greeted = true;
    sendContext();
    if (spoken.value) announceAudio();
    for (const frame of kept) socket?.sendAudio(frame);
    kept = [];
    for (const text of unsent) sendText(text);
    unsent = [];
    dispatch('connected');
  };

  const receive = (message: SubscribeEvent): void => {
    switch (message.type) {
      case 'chat_metadata':
        greet(message.chat_group_id);
        break;
      case 'user_message':
        // What was typed is in the transcript since it was sent.
        if (message.from_text) break;
        if (!message.interim) {
          endTurn();
          thinking.value = true;
          failure.value = null;
        }
        record({
          type: 'heard',
          text: message.message.content,
          interim: message.interim,
          scores: message.models.prosody?.scores,
        });
        break;
      case 'assistant_message':
        if (endedIds.has(message.id)) break;
        turnIds.add(message.id);
        record({ type: 'written', id: message.id, text: message.message.content });
        break;
      case 'audio_output':
        play(message.id, message.data);
        break;
      case 'assistant_end':
        thinking.value = false;
        // What cannot be heard, because no audio came or none can be played, is still to be read.
        if (!speaker.playing.value) for (const id of turnIds) record({ type: 'voiced', id });
        if (!speaker.playing.value) record({ type: 'silent' });
        break;
      case 'user_interruption':
        endTurn();
        break;
      case 'error':
        serverError = message.code;
        thinking.value = false;
        // A chat group that the server has forgotten is replaced by a new one: nothing for the visitor to do.
        if (message.code !== 'E0708') failure.value = failureOf(message.code);
        break;
    }
  };

  const play = (id: string, data: string): void => {
    if (endedIds.has(id)) return;
    turnIds.add(id);
    try {
      speaker.play(id, readWav(Uint8Array.from(atob(data), (character) => character.charCodeAt(0))));
      thinking.value = false;
    } catch {
      // A chunk that cannot be read costs only itself, and its sentence is shown all the same.
      record({ type: 'voiced', id });
    }
  };

  /** Resolves when the server greeted, or with why not. */
  const connect = async (signal: AbortSignal): Promise<Failure | undefined> => {
    const result = await fetchToken(signal);
    if (signal.aborted || 'reason' in result) return 'reason' in result ? result : undefined;
    serverError = '';
    return new Promise((resolve) => {
      socket = openChatSocket(
        { token: result.token, configId: options.configId.value, resumedChatGroupId: group },
        {
          message(message) {
            if (signal.aborted) return;
            receive(message);
            if (message.type === 'chat_metadata') resolve(undefined);
          },
          closed(code) {
            if (signal.aborted) return;
            const wasGreeted = greeted;
            greeted = false;
            socket = undefined;
            if (!wasGreeted) resolve(connectionFailure(code));
            else if (code === 1000) finish('over', serverError ? failureOf(serverError) : null);
            else void reconnect(signal);
          },
        },
      );
    });
  };

  const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
      addEventListener('online', () => resolve(), { signal, once: true });
    });

  /** The microphone goes on meanwhile, and so does what still plays. */
  const reconnect = async (signal: AbortSignal): Promise<void> => {
    dispatch('lost');
    thinking.value = false;
    let why: Failure | undefined;
    for (const delay of RETRIES) {
      await wait(delay * (1 + Math.random() / 2), signal);
      if (signal.aborted) return;
      why = await connect(signal);
      if (signal.aborted || !why) return;
    }
    finish('over', why ?? null);
  };

  const begin = (): AbortSignal => {
    lifetime ??= new AbortController();
    failure.value = null;
    speaker.open(options.outputSampleRate.value);
    return lifetime.signal;
  };

  const connectFirst = async (signal: AbortSignal): Promise<void> => {
    const why = await connect(signal);
    if (why && !signal.aborted) finish('over', why);
  };

  const onFrame = (samples: ArrayBuffer): void => {
    if (greeted) socket?.sendAudio(samples);
    else kept = [...kept, samples].slice(-MOST_KEPT_FRAMES);
  };

  const listen = async (signal: AbortSignal): Promise<void> => {
    const microphoneLife = new AbortController();
    listening = microphoneLife;
    const problem = await microphone.open(microphoneLife.signal, {
      frame: onFrame,
      lost() {
        stopListening();
        failure.value = { reason: 'microphone-lost', code: '' };
      },
    });
    if (signal.aborted) return;
    if (problem) {
      stopListening();
      if (state.value === 'permission' && !socket) return finish('denied', { reason: problem, code: '' });
      failure.value = { reason: problem, code: '' };
      dispatch('deniedTyping');
      return;
    }
    spoken.value = true;
    dispatch('granted');
    if (!socket) return connectFirst(signal);
    // A typed call becomes a spoken one on the socket that it has, or will have.
    if (!greeted) return;
    announceAudio();
    dispatch('connected');
  };

  speaker.sounding.subscribe((id) => record(id ? { type: 'voiced', id } : { type: 'silent' }));
  effect(() => {
    options.context.value;
    if (greeted) sendContext();
  });
  addEventListener('pagehide', () => finish('hungUp', null));

  return {
    state,
    activity,
    failure,
    spoken,
    entries,
    talk() {
      if (spoken.value || !options.voiceInput.value || !dispatch('talk')) return;
      void listen(begin());
    },
    send(text) {
      const trimmed = text.trim();
      if (!trimmed) return;
      const signal = begin();
      endTurn();
      record({ type: 'typed', text: trimmed });
      if (greeted) return sendText(trimmed);
      unsent.push(trimmed);
      if (dispatch('type')) void connectFirst(signal);
    },
    end: () => finish('hungUp', null),
  };
}
