import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { CAPTURE_SAMPLE_RATE, type Microphone } from '../audio/microphone.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { Activity, CallModel, CallState, Failure, TranscriptModel } from '../models.ts';
import { createConversation } from './conversation.ts';
import { failureOf } from './failures.ts';
import { createLine, type Line } from './line.ts';
import { type CallEvent, next } from './machine.ts';

/** Frames of 20 ms kept while they cannot be sent: two seconds, so that the first words are not lost. */
const MOST_KEPT_FRAMES = 100;

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
  const conversation = createConversation(speaker);
  const phase = signal<CallState>('idle');
  /** The browser is asking the visitor for the microphone; a typed call may be going on meanwhile. */
  const asking = signal(false);
  const failure = signal<Failure | null>(null);
  const spoken = signal(false);
  const activity = computed<Activity>(() =>
    speaker.playing.value ? 'speaking' : conversation.thinking.value ? 'thinking' : 'listening',
  );

  /** Lives from start to end of a call; aborting it frees all that the call holds. */
  let lifetime: AbortController | undefined;
  let listening: AbortController | undefined;
  let line: Line | undefined;
  let group = '';
  /** The server knows the format of the audio on this socket. */
  let announced = false;
  let kept: ArrayBuffer[] = [];
  let serverError = '';

  const dispatch = (event: CallEvent): boolean => {
    const before = phase.value;
    phase.value = next(before, event);
    return phase.value !== before;
  };

  const stopListening = (): void => {
    listening?.abort();
    listening = undefined;
    asking.value = false;
    spoken.value = false;
    announced = false;
    kept = [];
  };

  const finish = (event: 'over' | 'hungUp' | 'denied', why: Failure | null): void => {
    if (!dispatch(event)) return;
    failure.value = why;
    lifetime?.abort();
    lifetime = undefined;
    line = undefined;
    stopListening();
    conversation.end();
    speaker.close();
  };

  const sendContext = (): void => {
    const text = options.context.value;
    line?.send({ type: 'session_settings', context: text ? { text, type: 'persistent' } : null });
  };

  const sendText = (text: string): void => line?.send({ type: 'user_input', text });

  const announceAudio = (): void => {
    if (!line?.up || !spoken.value) return;
    line.send({
      type: 'session_settings',
      audio: { encoding: 'linear16', channels: 1, sample_rate: CAPTURE_SAMPLE_RATE },
    });
    announced = true;
    for (const frame of kept) line.sendAudio(frame);
    kept = [];
  };

  const connect = (signal: AbortSignal): void => {
    line = createLine(
      { configId: options.configId.value, group: () => group, signal },
      {
        up() {
          sendContext();
          announceAudio();
          for (const text of conversation.unconfirmed) sendText(text);
          dispatch('connected');
        },
        message(message) {
          if (message.type === 'chat_metadata') {
            group = message.chat_group_id;
            serverError = '';
          } else if (message.type === 'error') {
            serverError = message.code;
            conversation.giveUp();
            // A chat group that the server has forgotten is replaced by a new one: nothing for the visitor to do.
            if (message.code !== 'E0708') failure.value = failureOf(message.code);
          } else {
            if (message.type === 'user_message' && !message.interim) failure.value = null;
            conversation.receive(message);
          }
        },
        lost() {
          announced = false;
          conversation.giveUp();
          dispatch('lost');
        },
        // No line is free: the server said so before it closed, which to a browser looks like any other close.
        failed: (why) => finish('over', serverError === 'E0900' ? failureOf(serverError) : why),
        goodbye: () => finish('over', serverError ? failureOf(serverError) : null),
      },
    );
  };

  const begin = (): AbortSignal => {
    lifetime ??= new AbortController();
    failure.value = null;
    speaker.open(options.outputSampleRate.value);
    return lifetime.signal;
  };

  const hear = (samples: ArrayBuffer): void => {
    if (announced) line?.sendAudio(samples);
    else kept = [...kept, samples].slice(-MOST_KEPT_FRAMES);
  };

  const listen = async (signal: AbortSignal): Promise<void> => {
    const life = new AbortController();
    listening = life;
    asking.value = true;
    const problem = await microphone.open(life.signal, {
      frame: hear,
      lost() {
        stopListening();
        failure.value = { reason: 'microphone-lost', code: '' };
      },
    });
    if (signal.aborted) return;
    if (problem) {
      stopListening();
      const why: Failure = { reason: problem, code: '' };
      // What was typed meanwhile goes on without the microphone.
      if (phase.value === 'permission') finish('denied', why);
      else failure.value = why;
      return;
    }
    asking.value = false;
    // The device may have gone away while it was being opened; typing goes on.
    spoken.value = !life.signal.aborted;
    dispatch('granted');
    if (line) announceAudio();
    else connect(signal);
  };

  effect(() => {
    options.context.value;
    if (line?.up) sendContext();
  });
  addEventListener('pagehide', () => finish('hungUp', null));

  return {
    state: computed(() => (asking.value ? 'permission' : phase.value)),
    activity,
    failure,
    notice: signal(null),
    spoken,
    entries: conversation.entries,
    async talk() {
      if (!options.voiceInput.value || asking.value) return 'cancelled';
      const signal = begin();
      if (spoken.value) return 'started';
      dispatch('talk');
      void listen(signal);
      return 'started';
    },
    async send(text) {
      const trimmed = text.trim();
      if (!trimmed) return 'cancelled';
      const signal = begin();
      conversation.typed(trimmed);
      dispatch('type');
      if (line?.up) sendText(trimmed);
      else if (!line) connect(signal);
      return 'started';
    },
    end: () => finish('hungUp', null),
  };
}
