import type { Expression, ExpressionScores } from '../../shared/evi/expressions.ts';
import type { Source, ToolState, TranscriptEntry } from '../models.ts';

/** What happened, in order. The transcript that is shown follows from it and from nothing else. */
export type LogEvent =
  /** What was said before, in place of all that is here. */
  | { type: 'kept'; entries: readonly TranscriptEntry[] }
  | { type: 'heard'; text: string; interim: boolean; scores?: ExpressionScores | undefined }
  | { type: 'typed'; text: string }
  /** Nothing comes of the words that were being heard. */
  | { type: 'unheard' }
  | { type: 'written'; id: string; text: string; source: Source | null }
  /** The voice begins to say this sentence, or it can never be heard and is shown as it is. */
  | { type: 'voiced'; id: string }
  /** A part of its audio never came or could not be read. */
  | { type: 'missed'; id: string }
  | { type: 'measured'; id: string; scores: ExpressionScores }
  | { type: 'silent' }
  /** The turn of these sentences ended before its time. */
  | { type: 'interrupted'; ids: readonly string[] }
  | { type: 'called'; id: string; name: string }
  | { type: 'result'; id: string; text: string; state: ToolState };

interface Draft extends TranscriptEntry {
  /** Of sentences the segment's, of tools the call's. */
  id: string;
  /** A sentence of the assistant's appears with the voice that says it; one that was never begun never appears. */
  voiced: boolean;
}

export interface Transcript {
  /** What is shown. An entry that did not change is the same object. */
  readonly entries: readonly TranscriptEntry[];
  /** With what is not shown, or not yet. An index is an entry's for good. */
  readonly drafts: readonly Draft[];
  /** Index of the words still being heard, or -1. */
  readonly interim: number;
  /** Index of the sentence that sounds, or -1. */
  readonly speaking: number;
}

export const EMPTY: Transcript = { entries: [], drafts: [], interim: -1, speaking: -1 };

const MOST_SHOWN = 3;

const strongest = (scores: ExpressionScores | undefined): TranscriptEntry['expressions'] =>
  (Object.entries(scores ?? {}) as [Expression, number][])
    .map(([name, score]) => ({ name, score }))
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_SHOWN);

const isShown = ({ voiced, text, tool }: Draft): boolean => voiced && (text !== '' || tool !== null);

function add(state: Transcript, entry: Partial<Draft> & Pick<Draft, 'speaker' | 'text'>): Transcript {
  const draft: Draft = {
    id: '',
    interim: false,
    typed: false,
    interrupted: false,
    speaking: false,
    incomplete: false,
    tool: null,
    source: null,
    voiced: true,
    expressions: [],
    ...entry,
    key: `${entry.speaker}-${state.drafts.length}`,
  };
  return { ...state, drafts: [...state.drafts, draft] };
}

function change(state: Transcript, index: number, to: Partial<Draft>): Transcript {
  const draft = state.drafts[index];
  if (!draft) return state;
  const changed = { ...draft, ...to };
  // What is told twice changes nothing the second time.
  if (JSON.stringify(changed) === JSON.stringify(draft)) return state;
  const drafts = state.drafts.slice();
  drafts[index] = changed;
  return { ...state, drafts };
}

/** From the end, where what still changes is. */
function find({ drafts }: Transcript, fits: (draft: Draft) => boolean): number {
  for (let index = drafts.length - 1; index >= 0; index -= 1) {
    const draft = drafts[index];
    if (draft && fits(draft)) return index;
  }
  return -1;
}

const sentence = (state: Transcript, id: string): number =>
  find(state, (draft) => draft.speaker === 'assistant' && draft.id === id);

const unheard = (state: Transcript): Transcript =>
  state.interim < 0 ? state : { ...change(state, state.interim, { text: '', interim: false }), interim: -1 };

/** The sentence at that index sounds now, and no other. */
const sounds = (state: Transcript, index: number): Transcript => {
  if (index === state.speaking) return state;
  const before = change(state, state.speaking, { speaking: false });
  return { ...change(before, index, { speaking: true, voiced: true }), speaking: index };
};

function interrupted(state: Transcript, ids: readonly string[]): Transcript {
  const left = new Set(ids);
  let after = sounds(state, -1);
  let marked = false;
  for (let index = state.drafts.length - 1; index >= 0 && left.size > 0; index -= 1) {
    const draft = state.drafts[index];
    if (draft?.speaker !== 'assistant' || !left.delete(draft.id)) continue;
    if (!draft.voiced) after = change(after, index, { text: '' });
    else if (!marked) {
      after = change(after, index, { interrupted: true });
      marked = true;
    }
  }
  return after;
}

function apply(state: Transcript, event: LogEvent): Transcript {
  switch (event.type) {
    case 'kept':
      return event.entries.reduce<Transcript>(add, EMPTY);
    case 'heard': {
      const begun = state.interim < 0 ? add(state, { speaker: 'visitor', text: '' }) : state;
      const index = state.interim < 0 ? begun.drafts.length - 1 : state.interim;
      const { text, interim, scores } = event;
      const after = change(begun, index, { text, interim, expressions: strongest(scores) });
      return { ...after, interim: interim ? index : -1 };
    }
    case 'typed':
      return add(state, { speaker: 'visitor', text: event.text, typed: true });
    case 'unheard':
      return unheard(state);
    case 'written':
      // An answer is not waited for by words still being heard.
      return add(unheard(state), {
        speaker: 'assistant',
        id: event.id,
        text: event.text,
        source: event.source,
        voiced: false,
      });
    case 'voiced':
      return sounds(state, sentence(state, event.id));
    case 'missed':
      return change(state, sentence(state, event.id), { voiced: true, incomplete: true });
    case 'measured':
      return change(state, sentence(state, event.id), { expressions: strongest(event.scores) });
    case 'silent':
      return sounds(state, -1);
    case 'interrupted':
      return interrupted(state, event.ids);
    case 'called':
      return add(state, {
        speaker: 'tool',
        id: event.id,
        text: '',
        tool: { name: event.name, state: 'running' },
      });
    case 'result': {
      const index = find(state, ({ tool, id }) => tool?.state === 'running' && id === event.id);
      const name = state.drafts[index]?.tool?.name ?? '';
      return change(state, index, {
        text: event.text,
        tool: { name, state: event.state },
      });
    }
  }
}

/** One event further. Costs no more in a long transcript than copying its list. */
export function step(state: Transcript, event: LogEvent): Transcript {
  const after = apply(state, event);
  return after.drafts === state.drafts ? after : { ...after, entries: after.drafts.filter(isShown) };
}

export const transcriptOf = (log: readonly LogEvent[]): readonly TranscriptEntry[] =>
  log.reduce(step, EMPTY).entries;
