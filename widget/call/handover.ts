import type { ReadonlySignal } from '@preact/signals';
import type { Microphone } from '../audio/microphone.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { Conversation } from './conversation.ts';
import { type Memory, writeMemory } from './memory.ts';

export interface HandoverParts {
  microphone: Pick<Microphone, 'muted' | 'toggleMute' | 'pushToTalk' | 'setPushToTalk'>;
  speaker: Pick<Speaker, 'volume' | 'setVolume' | 'muted' | 'toggleMute'>;
  conversation: Conversation;
  configId: ReadonlySignal<string>;
}

/** A call as another frame takes it over. */
export interface Handover {
  /** Remembers how things are, and answers with the whole, to be made when the call has ended. */
  pack(group: string, spoken: boolean): () => string;
  /** Makes things as they were there, but for the connection and the microphone. Rejects where its code cannot be had. */
  unpack(memory: string | null): Promise<Memory | undefined>;
}

export function createHandover(parts: HandoverParts): Handover {
  const { microphone, speaker, conversation, configId } = parts;
  return {
    pack(group, spoken) {
      const call = {
        group,
        spoken,
        configId: configId.value,
        muted: microphone.muted.value,
        pushToTalk: microphone.pushToTalk.value,
        volume: speaker.volume.value,
        silent: speaker.muted.value,
        unconfirmed: conversation.unconfirmed,
        unanswered: conversation.unanswered,
      };
      return () => writeMemory(call, conversation.entries.value);
    },
    async unpack(text) {
      const { takeUp } = await import('./read-memory.ts');
      return takeUp(text, parts);
    },
  };
}
