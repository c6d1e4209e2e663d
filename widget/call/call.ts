import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { FunctionTool } from '../../shared/evi/messages.ts';
import { CAPTURE_SAMPLE_RATE, type Microphone } from '../audio/microphone.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { Activity, CallModel, CallState, Failure, StartResult, TranscriptModel } from '../models.ts';
import { type ConversationOptions, createConversation } from './conversation.ts';
import { endsChat, failureOf, forgetsGroup } from './failures.ts';
import { createHandover } from './handover.ts';
import { createLine, type Line, type LineListener } from './line.ts';
import { createListening } from './listening.ts';
import { type CallEvent, next } from './machine.ts';
import { leaveMemory, type Memory, takeMemory } from './memory.ts';
import { createNotice } from './notice.ts';
import { createStarts } from './starts.ts';
import type { Tabs } from './tabs.ts';
import type { Tools } from './tools.ts';
import { createUplink } from './uplink.ts';

export interface CallOptions extends ConversationOptions {
  microphone: Microphone;
  speaker: Speaker;
  tools: Tools;
  tabs: Tabs;
  /** The widget's, of several on a page. */
  name: string;
  /** The page's text as the server shall know it; empty shares nothing. */
  context: ReadonlySignal<string>;
  variables: ReadonlySignal<Record<string, string | number | boolean>>;
  /** What the server shall know of the tools; empty leaves the config's own. */
  declarations: ReadonlySignal<FunctionTool[]>;
  configId: ReadonlySignal<string>;
  voiceInput: ReadonlySignal<boolean>;
}

/** A call that can go on where another frame has left it. */
export interface Call extends CallModel, TranscriptModel {
  /** Shows what was said there. Answers whether the microphone was on; undefined where nothing was left. */
  recall(): Promise<boolean | undefined>;
  /** Goes on with what was recalled, without a press. Never rejects. */
  resume(): Promise<StartResult>;
}

const NO_TOOLS = '[]';

export function createCall(options: CallOptions): Call {
  const { microphone, speaker, tools, tabs } = options;
  let line: Line | undefined;
  const uplink = createUplink(microphone, (samples) => line?.sendAudio(samples) ?? false);
  const conversation = createConversation(speaker, () => uplink.speaking, options);
  const handover = createHandover({ microphone, speaker, conversation, configId: options.configId });
  const listening = createListening(microphone);
  const starts = createStarts();
  const phase = signal<CallState>('idle');
  /** The browser may ask for the microphone while a typed call goes on. */
  const state = computed(() => (listening.asking.value ? 'permission' : phase.value));
  const failure = signal<Failure | null>(null);
  const offline = signal(!navigator.onLine);
  const newChat = signal(false);
  const switched = signal(false);
  const pressNeeded = signal(false);
  const activity = computed<Activity>(() =>
    speaker.playing.value ? 'speaking' : conversation.thinking.value ? 'thinking' : 'listening',
  );

  /** Lives from start to end of a call; aborting it frees all that the call holds. */
  let lifetime: AbortController | undefined;
  let group = '';
  /** What the assistant shall say when the line is up. */
  let speech: string[] = [];
  let recalled: Memory | undefined;
  /** The chat has variables of ours: none left is worth a message. */
  let variablesSent = false;
  /** As the chat has them. */
  let toolsSent = NO_TOOLS;

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
    pressNeeded.value = false;
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

  /** Ends the call, and answers with what another frame needs to go on with it; empty where none was on. */
  const leave = (): string => {
    const on = /^(connecting|live|reconnecting)$/.test(phase.value);
    const pack = handover.pack(group, listening.on.value || pressNeeded.value);
    finish('hungUp', null);
    return on ? pack() : '';
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
    const told = JSON.stringify(tools);
    // The page is read again and again; the server hears of what is new.
    if (told === toolsSent) return;
    toolsSent = told;
    line?.send({ type: 'session_settings', tools: tools.length ? tools : null });
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
    toolsSent = NO_TOOLS;
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

  /** @param steal Ends the conversation of another tab. */
  const begin = (steal = false): AbortSignal => {
    if (phase.value === 'closing') {
      letGo();
      silence();
    }
    if (!lifetime) {
      lifetime = new AbortController();
      tabs.hold(lifetime.signal, steal, leave);
    }
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
    // With an open microphone browsers let sound run that they have kept from running for want of a press.
    speaker.resume();
    dispatch('granted');
    if (line) sendAudio();
    else connect(signal);
    started();
  };

  const hears = (): boolean => listening.asking.value || listening.on.value;

  const listenOnce = (signal: AbortSignal): void => {
    if (!hears()) void listen(signal);
  };

  /** What has been opened for a start that is not to be. */
  const elsewhere = (): boolean => {
    if (tabs.elsewhere.value) speaker.close();
    return tabs.elsewhere.value;
  };

  const unpack = async (left: string | null): Promise<Memory | undefined> => {
    if (!left) return undefined;
    const memory = await handover.unpack(left).catch(() => undefined);
    if (memory) ({ group } = memory);
    return memory;
  };

  /** Without a memory the conversation is a new one. */
  const carryOn = async (
    signal: AbortSignal,
    memory: Memory | undefined,
    pressed: boolean,
  ): Promise<StartResult> => {
    const outcome = starts.wait('send');
    newChat.value = !memory;
    connect(signal);
    const listens = memory?.spoken && options.voiceInput.value;
    const may = pressed || (await (await import('./read-memory.ts')).mayListen());
    // The visitor may have hung up meanwhile, or pressed to talk.
    if (!listens || signal.aborted) return outcome;
    if (may) listenOnce(signal);
    else pressNeeded.value = !hears();
    return outcome;
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
  addEventListener('pagehide', () => {
    const memory = leave();
    if (memory) leaveMemory(options.name, memory);
  });

  return {
    state,
    activity,
    failure,
    notice: createNotice({
      state,
      spoken: listening.on,
      offline,
      newChat,
      switched,
      pressNeeded,
      elsewhere: tabs.elsewhere,
      microphone,
      speaker,
    }),
    spoken: listening.on,
    entries: conversation.entries,
    async talk() {
      if (!options.voiceInput.value) return { reason: 'voice-unavailable', code: '' };
      if (elsewhere()) return 'other-tab';
      pressNeeded.value = false;
      const signal = begin();
      dispatch('talk');
      const outcome = starts.wait('talk');
      listenOnce(signal);
      started();
      return outcome;
    },
    async send(text) {
      const trimmed = text.trim();
      if (!trimmed) return 'cancelled';
      if (elsewhere()) return 'other-tab';
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
      if (elsewhere()) return 'other-tab';
      const signal = begin();
      dispatch('type');
      const outcome = starts.wait('send');
      if (line?.up) line.send({ type: 'assistant_input', text });
      else speech.push(text);
      if (!line) connect(signal);
      started();
      return outcome;
    },
    async goOn() {
      const signal = begin(true);
      dispatch('type');
      const left = await tabs.taken();
      const memory = signal.aborted ? undefined : await unpack(left);
      return signal.aborted ? 'cancelled' : carryOn(signal, memory, true);
    },
    async recall() {
      recalled = lifetime ? undefined : await unpack(takeMemory(options.name));
      return recalled?.spoken;
    },
    async resume() {
      if (!recalled || lifetime) return 'cancelled';
      const signal = begin(true);
      dispatch('type');
      return carryOn(signal, recalled, false);
    },
    end: () => finish('hungUp', null),
  };
}
