import type { ReadonlySignal } from '@preact/signals';
import type { Microphone } from '../audio/microphone.ts';
import type { Speaker } from '../audio/speaker.ts';
import type { Conversation } from './conversation.ts';
import { type Memory, writeMemory } from './memory.ts';

interface Parts {
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

export function createHandover({ microphone, speaker, conversation, configId }: Parts): Handover {
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
      const { readMemory } = await import('./read-memory.ts');
      const memory = readMemory(text, configId.value);
      if (!memory) return undefined;
      conversation.restore(memory);
      speaker.setVolume(memory.volume);
      if (memory.silent !== speaker.muted.value) speaker.toggleMute();
      microphone.setPushToTalk(memory.pushToTalk);
      if (memory.muted !== microphone.muted.value) microphone.toggleMute();
      return memory;
    },
  };
}
