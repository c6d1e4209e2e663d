import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { Source, ToolState, TranscriptEntry } from '../models.ts';
import type { Memory } from './memory.ts';
import { createRecent } from './recent.ts';
import { EMPTY, type LogEvent, step } from './transcript.ts';

/**
 * Milliseconds after an interruption by voice in which a sentence that nobody has begun yet is taken for one of the old
 * turn: nothing in the protocol tells it from a new one, but a new one follows a final `user_message`.
 */
const STRAGGLERS = 2000;

/** Ids of sentences that were cut off: more than a server has on its way at any time. */
const MOST_ENDED = 200;

/** What is said and heard, whatever connection carries it. */
export interface Conversation {
  entries: ReadonlySignal<readonly TranscriptEntry[]>;
  /** The visitor has spoken or typed, and nothing of the answer has come yet. */
  thinking: ReadonlySignal<boolean>;
  /** Typed messages that the server has not confirmed, oldest first: to be sent again on a new socket. */
  unconfirmed: readonly string[];
  /** What the server has taken, and the visitor has got nothing of the answer to; or empty. */
  readonly unanswered: string;
  typed(text: string): void;
  receive(message: SubscribeEvent): void;
  /** The visitor cuts the assistant off, before the server knows. */
  bargeIn(): void;
  /** Nothing will come of what was asked. */
  giveUp(): void;
  /** The socket is gone, and with it what was on its way. */
  lost(): void;
  /** There is a new one. `rehearing`: what was being said is heard again. */
  resumed(rehearing: boolean): void;
  /** The server has said its last; it may still sound. */
  goodbye(): void;
  end(): void;
  /** What was said elsewhere is gone on with; what was said here gives way to it. */
  restore(memory: Memory): void;
}

export interface ConversationOptions {
  /** Where a sentence of the assistant's is from. */
  sourceOf(words: string): Source | null;
  /** What a tool's result means for what was to be done. */
  stateOf(result: string): ToolState;
}

/** @param speaking Whether the visitor is speaking now. */
export function createConversation(
  speaker: Speaker,
  speaking: () => boolean,
  { sourceOf, stateOf }: ConversationOptions,
): Conversation {
  const transcript = signal(EMPTY);
  const thinking = signal(false);
  let unconfirmed: string[] = [];
  let unanswered = '';
  /** Sentences of the turn that goes on, or was the last, and whether all of it has come. */
  let turnIds = new Set<string>();
  let complete = false;
  /** Sentences of a turn whose rest was lost with its socket, while they still sound. */
  let broken: ReadonlySet<string> = new Set();
  /** Sentences of turns that were cut off: what comes late of them is dropped. */
  const ended = createRecent(MOST_ENDED);
  /** Until then also sentences not heard of before are of a turn that was cut off. */
  let cutUntil = 0;
  const running = new Set<string>();

  const record = (event: LogEvent): void => {
    if (event.type === 'voiced' || event.type === 'missed') unanswered = '';
    transcript.value = step(transcript.peek(), event);
  };

  const failTools = (): void => {
    for (const id of running) record({ type: 'result', id, text: '', state: 'failed' });
    running.clear();
  };

  const breakOff = (): void => {
    if (broken.size > 0) record({ type: 'interrupted', ids: [...broken] });
    broken = new Set();
  };

  /** The epoch of the turn ends here, whatever of it is still on its way. */
  const endTurn = (): void => {
    const ids = [...broken, ...turnIds];
    for (const id of ids) ended.add(id);
    const playing = speaker.playing.peek();
    if (playing || !complete) record({ type: 'interrupted', ids });
    broken = new Set();
    turnIds = new Set();
    complete = false;
    unanswered = '';
    thinking.value = false;
    failTools();
    // Also what waits for a loudspeaker that does not run: nobody wants to hear it later.
    if (playing || ids.length > 0) speaker.flush();
  };

  /** Belongs to a turn that is over: cut off already, or about to be by what the visitor has just typed. */
  const isLate = (id: string): boolean => {
    if (unconfirmed.length || Date.now() < cutUntil) ended.add(id);
    return ended.has(id);
  };

  const play = (id: string, index: number, data: string): void => {
    try {
      speaker.play(
        id,
        index,
        Uint8Array.from(atob(data), (character) => character.charCodeAt(0)),
      );
      thinking.value = false;
    } catch {
      record({ type: 'missed', id });
    }
  };

  const heard = (message: Extract<SubscribeEvent, { type: 'user_message' }>): void => {
    if (message.from_text) {
      // In the transcript since it was typed. What comes from here on answers it.
      unconfirmed.shift();
      cutUntil = 0;
      unanswered = message.message.content;
      return;
    }
    const { interim, models } = message;
    const text = message.message.content;
    if (!interim) {
      endTurn();
      cutUntil = 0;
      thinking.value = true;
      unanswered = text;
    }
    record({ type: 'heard', text, interim, scores: models.prosody?.scores });
  };

  const allSent = (): void => {
    // While something typed is not confirmed, and after a cut, it is the old turn that ends.
    const old = unconfirmed.length > 0 || Date.now() < cutUntil;
    cutUntil = 0;
    if (old) return;
    complete = true;
    unanswered = '';
    thinking.value = false;
    speaker.complete();
    if (speaker.playing.peek()) return;
    for (const id of turnIds) record({ type: 'voiced', id });
    record({ type: 'silent' });
  };

  speaker.sounding.subscribe((id) => {
    if (id && !broken.has(id)) breakOff();
    record(id ? { type: 'voiced', id } : { type: 'silent' });
  });
  speaker.playing.subscribe((playing) => {
    if (!playing) breakOff();
  });
  speaker.onMissed((id) => record({ type: 'missed', id }));

  return {
    entries: computed(() => transcript.value.entries),
    thinking,
    get unconfirmed() {
      return unconfirmed;
    },
    get unanswered() {
      return unanswered;
    },
    typed(text) {
      endTurn();
      unconfirmed.push(text);
      record({ type: 'typed', text });
      thinking.value = true;
    },
    receive(message) {
      switch (message.type) {
        case 'user_message':
          heard(message);
          break;
        case 'assistant_message':
          if (isLate(message.id)) break;
          turnIds.add(message.id);
          complete = false;
          record({
            type: 'written',
            id: message.id,
            text: message.message.content,
            source: sourceOf(message.message.content),
          });
          // Where nothing can be heard, the words do not wait for a voice.
          if (!speaker.audible) record({ type: 'voiced', id: message.id });
          break;
        case 'audio_output':
          if (!isLate(message.id)) play(message.id, message.index, message.data);
          break;
        case 'assistant_prosody':
          if (message.models.prosody)
            record({ type: 'measured', id: message.id, scores: message.models.prosody.scores });
          break;
        case 'assistant_end':
          allSent();
          break;
        case 'user_interruption':
          endTurn();
          cutUntil = speaking() ? Date.now() + STRAGGLERS : 0;
          thinking.value = unconfirmed.length > 0;
          break;
        case 'tool_call':
          running.add(message.tool_call_id);
          record({ type: 'called', id: message.tool_call_id, name: message.name });
          thinking.value = true;
          break;
        case 'tool_response':
        case 'tool_error': {
          const failed = message.type === 'tool_error';
          running.delete(message.tool_call_id);
          const text = (failed ? message.error : message.content) ?? '';
          record({
            type: 'result',
            id: message.tool_call_id,
            text,
            state: failed ? 'failed' : stateOf(text),
          });
          break;
        }
      }
    },
    bargeIn() {
      if (!speaker.playing.peek() && (complete || turnIds.size === 0)) return;
      // The server goes on with the turn until it hears the visitor.
      if (!complete) cutUntil = Number.POSITIVE_INFINITY;
      endTurn();
    },
    giveUp() {
      thinking.value = false;
      unanswered = '';
    },
    lost() {
      thinking.value = false;
      cutUntil = 0;
      failTools();
      speaker.complete();
      if (complete) return;
      for (const id of turnIds) ended.add(id);
      broken = turnIds;
      turnIds = new Set();
      if (!speaker.playing.peek()) breakOff();
    },
    resumed(rehearing) {
      thinking.value = unconfirmed.length > 0 || unanswered !== '';
      if (!rehearing) record({ type: 'unheard' });
    },
    goodbye() {
      thinking.value = false;
      failTools();
      speaker.complete();
    },
    end() {
      endTurn();
      cutUntil = 0;
      unconfirmed = [];
      record({ type: 'unheard' });
    },
    restore(memory) {
      record({ type: 'kept', entries: memory.entries });
      unconfirmed = [...memory.unconfirmed];
      ({ unanswered } = memory);
    },
  };
}
