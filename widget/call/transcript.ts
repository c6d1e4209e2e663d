import type { Expression, ExpressionScores } from '../../shared/evi/expressions.ts';
import type { TranscriptEntry } from '../models.ts';

/** What happened, in order. The transcript that is shown follows from it and from nothing else. */
export type LogEvent =
  | { type: 'heard'; text: string; interim: boolean; scores?: ExpressionScores | undefined }
  | { type: 'typed'; text: string }
  | { type: 'written'; id: string; text: string }
  /** The voice begins to say this sentence, or it can never be heard and is shown as it is. */
  | { type: 'voiced'; id: string }
  | { type: 'silent' }
  | { type: 'interrupted' }
  | { type: 'ended' };

/** The log with one more event. What an event makes worthless is left out, so that it grows with what was said. */
export function extendLog(log: readonly LogEvent[], event: LogEvent): readonly LogEvent[] {
  const last = log.at(-1);
  if (event.type === 'silent' && (!last || last.type === 'silent')) return log;
  const replaces = event.type === 'heard' && last?.type === 'heard' && last.interim;
  return [...(replaces ? log.slice(0, -1) : log), event];
}

const MOST_SHOWN = 3;

function strongest(scores: ExpressionScores | undefined): TranscriptEntry['expressions'] {
  return (Object.entries(scores ?? {}) as [Expression, number][])
    .map(([name, score]) => ({ name, score }))
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_SHOWN);
}

type Draft = TranscriptEntry & { id: string; voiced: boolean };

/** A sentence of the assistant's appears with the voice that says it; one that was never begun never appears. */
export function transcriptOf(log: readonly LogEvent[]): TranscriptEntry[] {
  const drafts: Draft[] = [];
  let interim: Draft | undefined;

  const add = (entry: Partial<Draft> & Pick<Draft, 'speaker' | 'text'>): Draft => {
    const draft: Draft = {
      key: `${entry.speaker}-${drafts.length}`,
      id: '',
      interim: false,
      typed: false,
      interrupted: false,
      speaking: false,
      incomplete: false,
      tool: null,
      voiced: true,
      expressions: [],
      ...entry,
    };
    drafts.push(draft);
    return draft;
  };

  /** Nothing came of it: an answer, or the end, is not waited for by words still being heard. */
  const forgetInterim = (): void => {
    if (interim) interim.text = '';
    interim = undefined;
  };

  for (const event of log) {
    switch (event.type) {
      case 'heard':
        interim ??= add({ speaker: 'visitor', text: '' });
        interim.text = event.text;
        interim.interim = event.interim;
        interim.expressions = strongest(event.scores);
        if (!event.interim) interim = undefined;
        break;
      case 'typed':
        add({ speaker: 'visitor', text: event.text, typed: true });
        break;
      case 'written':
        forgetInterim();
        add({ speaker: 'assistant', id: event.id, text: event.text, voiced: false });
        break;
      case 'voiced':
        for (const draft of drafts) {
          draft.speaking = draft.id === event.id;
          draft.voiced ||= draft.speaking;
        }
        break;
      case 'ended':
        forgetInterim();
        break;
      case 'silent':
        for (const draft of drafts) draft.speaking = false;
        break;
      case 'interrupted': {
        const unsaid = drafts.filter((draft) => !draft.voiced);
        for (const draft of drafts) {
          draft.interrupted ||= draft.speaking;
          draft.speaking = false;
        }
        for (const draft of unsaid) draft.text = '';
        break;
      }
    }
  }
  return drafts.filter((draft) => draft.voiced && draft.text).map(({ id, voiced, ...entry }) => entry);
}
