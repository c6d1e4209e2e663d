import { effect } from '@preact/signals';
import type { FrameEvents } from '../../shared/bridge/contract.ts';
import type { Models, TranscriptEntry } from '../models.ts';
import { measure } from './metrics.ts';

export type Emit = <Name extends keyof FrameEvents>(name: Name, detail: FrameEvents[Name]) => void;

type Sources = Pick<Models, 'call' | 'transcript' | 'microphone' | 'settings'>;

const isSaid = ({ speaker, interim }: TranscriptEntry): boolean => speaker !== 'tool' && !interim;

/** Tells the host page's scripts what happens, each thing once. */
export function announce({ call, transcript, microphone, settings }: Sources, emit: Emit): void {
  measure({ call, transcript }, emit);

  let lastState = '';
  effect(() => {
    const detail = {
      state: call.state.value,
      activity: call.state.value === 'live' ? call.activity.value : '',
      spoken: call.spoken.value,
      muted: microphone.muted.value,
    };
    const state = JSON.stringify(detail);
    if (lastState && state !== lastState) emit('state', detail);
    lastState = state;
  });

  effect(() => {
    if (call.failure.value) emit('error', { ...call.failure.value });
  });

  /** By key, what was told of each entry. */
  const told = new Map<string, string>();
  const tell = (key: string, what: string, emitIt: () => void): void => {
    if (told.get(key) === what) return;
    told.set(key, what);
    emitIt();
  };
  effect(() => {
    for (const entry of transcript.entries.value) {
      const { key: id, speaker, text, typed, interrupted, tool } = entry;
      if (tool) tell(id, tool.state, () => emit('tool', { id, ...tool }));
      else if (settings.options.value.shareTranscript && isSaid(entry))
        tell(id, `${interrupted} ${text}`, () =>
          emit('transcript', { id, speaker, text, typed, interrupted }),
        );
    }
  });
}
