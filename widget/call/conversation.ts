import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { TranscriptEntry } from '../models.ts';
import { extendLog, type LogEvent, transcriptOf } from './transcript.ts';

/** What is said and heard, whatever connection carries it. */
export interface Conversation {
  entries: ReadonlySignal<readonly TranscriptEntry[]>;
  /** The visitor has spoken or typed, and nothing of the answer has come yet. */
  thinking: ReadonlySignal<boolean>;
  /** Typed messages that the server has not confirmed, oldest first: to be sent again on a new socket. */
  unconfirmed: readonly string[];
  typed(text: string): void;
  receive(message: SubscribeEvent): void;
  /** Nothing will come of what was asked. */
  giveUp(): void;
  end(): void;
}

export function createConversation(speaker: Speaker): Conversation {
  const log = signal<readonly LogEvent[]>([]);
  const entries = computed(() => transcriptOf(log.value));
  const thinking = signal(false);
  let unconfirmed: string[] = [];
  /** Segments of the turn that goes on, and of turns that were cut off: late audio of those is dropped. */
  let turnIds = new Set<string>();
  const endedIds = new Set<string>();

  const record = (event: LogEvent): void => {
    log.value = extendLog(log.value, event);
  };

  /** The epoch of the turn ends here, whatever of it is still on its way. */
  const endTurn = (): void => {
    for (const id of turnIds) endedIds.add(id);
    turnIds = new Set();
    thinking.value = false;
    if (!speaker.playing.value) return;
    record({ type: 'interrupted' });
    speaker.flush();
  };

  /** Belongs to a turn that is over: cut off already, or about to be by what the visitor has just typed. */
  const isLate = (id: string): boolean => {
    if (unconfirmed.length) endedIds.add(id);
    return endedIds.has(id);
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
      // A chunk that cannot be read costs only itself, and its sentence is shown all the same.
      record({ type: 'voiced', id });
    }
  };

  speaker.sounding.subscribe((id) => record(id ? { type: 'voiced', id } : { type: 'silent' }));

  return {
    entries,
    thinking,
    get unconfirmed() {
      return unconfirmed;
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
          if (message.from_text) {
            // In the transcript since it was typed.
            unconfirmed.shift();
            break;
          }
          if (!message.interim) {
            endTurn();
            thinking.value = true;
          }
          record({
            type: 'heard',
            text: message.message.content,
            interim: message.interim,
            scores: message.models.prosody?.scores,
          });
          break;
        case 'assistant_message':
          if (isLate(message.id)) break;
          turnIds.add(message.id);
          record({ type: 'written', id: message.id, text: message.message.content });
          // Where nothing can be heard, the words do not wait for a voice.
          if (!speaker.audible) record({ type: 'voiced', id: message.id });
          break;
        case 'audio_output':
          if (!isLate(message.id)) play(message.id, message.index, message.data);
          break;
        case 'assistant_end':
          if (unconfirmed.length) break;
          thinking.value = false;
          if (speaker.playing.value) break;
          for (const id of turnIds) record({ type: 'voiced', id });
          record({ type: 'silent' });
          break;
        case 'user_interruption':
          endTurn();
          thinking.value = unconfirmed.length > 0;
          break;
      }
    },
    giveUp() {
      thinking.value = false;
    },
    end() {
      endTurn();
      unconfirmed = [];
      record({ type: 'ended' });
    },
  };
}
