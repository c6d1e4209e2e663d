import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { FunctionTool } from '../../shared/evi/messages.ts';
import { CAPTURE_SAMPLE_RATE, type Microphone } from '../audio/microphone.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { Activity, CallModel, CallState, Failure, TranscriptModel } from '../models.ts';
import { createConversation } from './conversation.ts';
import { endsChat, failureOf, forgetsGroup } from './failures.ts';
import { createLine, type Line, type LineListener } from './line.ts';
import { createListening } from './listening.ts';
import { type CallEvent, next } from './machine.ts';
import { createNotice } from './notice.ts';
import { createStarts } from './starts.ts';
import type { Tools } from './tools.ts';
import { createUplink } from './uplink.ts';

export interface CallOptions {
  microphone: Microphone;
  speaker: Speaker;
  tools: Tools;
  /** The page's text as the server shall know it; empty shares nothing. */
  context: ReadonlySignal<string>;
  variables: ReadonlySignal<Record<string, string | number | boolean>>;
  /** What the server shall know of the tools; empty leaves the config's own. */
  declarations: ReadonlySignal<FunctionTool[]>;
  configId: ReadonlySignal<string>;
  voiceInput: ReadonlySignal<boolean>;
}

export function createCall(options: CallOptions): CallModel & TranscriptModel {
  const { microphone, speaker, tools } = options;
  let line: Line | undefined;
  const uplink = createUplink(microphone, (samples) => line?.sendAudio(samples) ?? false);
  const conversation = createConversation(speaker, () => uplink.speaking);
  const listening = createListening(microphone);
  const starts = createStarts();
  const phase = signal<CallState>('idle');
  /** The browser may ask for the microphone while a typed call goes on. */
  const state = computed(() => (listening.asking.value ? 'permission' : phase.value));
  const failure = signal<Failure | null>(null);
  const offline = signal(!navigator.onLine);
  const newChat = signal(false);
  const switched = signal(false);
  const activity = computed<Activity>(() =>
    speaker.playing.value ? 'speaking' : conversation.thinking.value ? 'thinking' : 'listening',
  );

  /** Lives from start to end of a call; aborting it frees all that the call holds. */
  let lifetime: AbortController | undefined;
  let group = '';
  /** What the assistant shall say when the line is up. */
  let speech: string[] = [];
  /** The chat has tools of ours, so none left is worth a message. */
  let variablesSent = false;
  let toolsSent = false;

  const dispatch = (event: CallEvent): boolean => {
    const before = phase.value;
    phase.value = next(before, event);
    return phase.value !== before;
  };

  /** What the visitor was told once has been seen. */
  const visitorGoesOn = (): void => {
    newChat.value = false;
    switched.value = false;
  };

  const stopListening = (): void => {
    switched.value = false;
    listening.stop();
    uplink.close();
    uplink.clear();
  };

  const letGo = (): void => {
    speech = [];
    lifetime?.abort();
    lifetime = undefined;
    line = undefined;
    tools.cancel();
    newChat.value = false;
    stopListening();
  };

  const silence = (): void => {
    conversation.end();
    speaker.close();
  };

  const settle = (outcome: Failure | 'cancelled'): void => {
    starts.settle('talk', outcome);
    starts.settle('send', outcome);
  };

  const finish = (event: 'over' | 'hungUp' | 'denied', why: Failure | null): void => {
    if (!dispatch(event)) return;
    failure.value = why;
    letGo();
    silence();
    settle(why ?? 'cancelled');
  };

  const started = (): void => {
    if (phase.value !== 'live') return;
    starts.settle('send', 'started');
    if (listening.on.value) starts.settle('talk', 'started');
  };

  const sendContext = (): void => {
    const text = options.context.value;
    line?.send({ type: 'session_settings', context: text ? { text, type: 'persistent' } : null });
  };

  const sendVariables = (): void => {
    const variables = options.variables.value;
    // The server adds to those that it has.
    if (variablesSent) line?.send({ type: 'session_settings', variables: null });
    variablesSent = Object.keys(variables).length > 0;
    if (variablesSent) line?.send({ type: 'session_settings', variables });
  };

  const sendTools = (): void => {
    const tools = options.declarations.value;
    if (tools.length || toolsSent)
      line?.send({ type: 'session_settings', tools: tools.length ? tools : null });
    toolsSent = tools.length > 0;
  };

  const sendText = (text: string): void => line?.send({ type: 'user_input', text });

  const sendAudio = (): void => {
    if (!line?.up || !listening.on.value) return;
    if (microphone.container) microphone.renew();
    else
      line.send({
        type: 'session_settings',
        audio: { encoding: 'linear16', channels: 1, sample_rate: CAPTURE_SAMPLE_RATE },
      });
    uplink.open();
  };

  const up = (): void => {
    sendContext();
    variablesSent = false;
    sendVariables();
    toolsSent = false;
    sendTools();
    conversation.resumed(uplink.unconfirmed);
    for (const text of conversation.unconfirmed) sendText(text);
    if (conversation.unanswered && conversation.unconfirmed.length === 0) {
      // A server that resumes answers the last question that it has no answer to.
      line?.send({ type: 'pause_assistant_message' });
      line?.send({ type: 'resume_assistant_message' });
    }
    for (const text of speech.splice(0)) line?.send({ type: 'assistant_input', text });
    sendAudio();
    dispatch('connected');
    started();
  };

  const goodbye = async (why: Failure | null): Promise<void> => {
    dispatch('goodbye');
    const mine = lifetime;
    line = undefined;
    tools.cancel();
    stopListening();
    conversation.goodbye();
    settle(why ?? failureOf('1000'));
    await speaker.drained();
    if (lifetime === mine) finish('over', why);
  };

  const forgotten = (): void => {
    newChat.value = true;
    // Refused for it, the next socket asks for no group.
    if (!line?.up) group = '';
    // The new chat does not know the question either.
    else if (conversation.unanswered) sendText(conversation.unanswered);
  };

  const message: LineListener['message'] = (received) => {
    switch (received.type) {
      case 'chat_metadata':
        group = received.chat_group_id;
        return;
      case 'error':
        if (forgetsGroup(received.code)) forgotten();
        else conversation.giveUp();
        if (!endsChat(received.code) && !forgetsGroup(received.code))
          failure.value = failureOf(received.code);
        return;
      case 'user_message':
        if (received.interim) break;
        failure.value = null;
        tools.cancel();
        if (received.from_text) break;
        visitorGoesOn();
        uplink.confirm(received.time.end);
        break;
      case 'user_interruption':
        tools.cancel();
        break;
    }
    conversation.receive(received);
    if (received.type !== 'tool_call') return;
    tools.call(received, (reply) => {
      conversation.receive(reply);
      line?.send(reply);
    });
  };

  const connect = (signal: AbortSignal): void => {
    line = createLine(
      { configId: options.configId.value, group: () => group, signal },
      {
        up,
        message,
        lost() {
          tools.cancel();
          uplink.close();
          conversation.lost();
          dispatch('lost');
        },
        failed: (why) => finish('over', why),
        goodbye: (why) => void goodbye(why),
      },
    );
  };

  const begin = (): AbortSignal => {
    if (phase.value === 'closing') {
      letGo();
      silence();
    }
    lifetime ??= new AbortController();
    failure.value = null;
    speaker.open();
    return lifetime.signal;
  };

  /** What was typed meanwhile goes on without the microphone. */
  const cannotHear = (why: Failure): void => {
    stopListening();
    if (phase.value === 'permission') finish('denied', why);
    else failure.value = why;
    starts.settle('talk', why);
  };

  const listen = async (signal: AbortSignal): Promise<void> => {
    const problem = await listening.start({
      frame: uplink.frame,
      switched() {
        switched.value = true;
      },
      lost: () => cannotHear({ reason: 'microphone-lost', code: '' }),
    });
    if (signal.aborted) return;
    if (problem) return cannotHear({ reason: problem, code: '' });
    if (!listening.on.value) return;
    dispatch('granted');
    if (line) sendAudio();
    else connect(signal);
    started();
  };

  for (const [setting, send] of [
    [options.context, sendContext],
    [options.variables, sendVariables],
    [options.declarations, sendTools],
  ] as const)
    effect(() => {
      setting.value;
      if (line?.up) untracked(send);
    });
  effect(() => {
    if (microphone.held.value && listening.on.peek()) untracked(conversation.bargeIn);
  });
  const look = (): void => {
    offline.value = !navigator.onLine;
  };
  addEventListener('online', look);
  addEventListener('offline', look);
  addEventListener('pagehide', () => finish('hungUp', null));

  return {
    state,
    activity,
    failure,
    notice: createNotice({ state, spoken: listening.on, offline, newChat, switched, microphone, speaker }),
    spoken: listening.on,
    entries: conversation.entries,
    async talk() {
      if (!options.voiceInput.value) return { reason: 'voice-unavailable', code: '' };
      const signal = begin();
      dispatch('talk');
      const outcome = starts.wait('talk');
      if (!listening.asking.value && !listening.on.value) void listen(signal);
      started();
      return outcome;
    },
    async send(text) {
      const trimmed = text.trim();
      if (!trimmed) return 'cancelled';
      const signal = begin();
      tools.cancel();
      visitorGoesOn();
      conversation.typed(trimmed);
      dispatch('type');
      const outcome = starts.wait('send');
      if (line?.up) sendText(trimmed);
      else if (!line) connect(signal);
      started();
      return outcome;
    },
    async speak(text) {
      const signal = begin();
      dispatch('type');
      const outcome = starts.wait('send');
      if (line?.up) line.send({ type: 'assistant_input', text });
      else speech.push(text);
      if (!line) connect(signal);
      started();
      return outcome;
    },
    end: () => finish('hungUp', null),
  };
}
