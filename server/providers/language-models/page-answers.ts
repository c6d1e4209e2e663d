/** Answers without a language model: the page's own sentences, found by search. Nothing on the page can instruct it. */
import type { AnswerRequest, LanguageModel } from '../types.ts';
import { newCallId } from './call-id.ts';
import { controlsOf, labelsOfControls } from './page-answers/actions/controls.ts';
import { indexPage, type PageIndex } from './page-answers/page-index.ts';
import { readContext } from './page-answers/read-context.ts';
import { type Reply, reply } from './page-answers/reply.ts';
import { speakUp } from './page-answers/small-talk.ts';

/** How many pages stay indexed: as many as people may be talking about at once on two cores, twice over. */
const KEPT = 16;

export function createPageAnswers(): LanguageModel {
  const indexes = new Map<string, PageIndex | null>();

  function indexOf(context: string, tools: AnswerRequest['tools']): PageIndex | null {
    const labels = labelsOfControls(tools);
    const key = [context, ...labels].join('\n');
    const kept = indexes.get(key);
    const page = kept === undefined ? readContext(context, false, controlsOf(labels)) : undefined;
    const index = kept ?? (page && page.passages.length > 0 ? indexPage(page) : null);
    // Re-inserted, so that the page unused for longest is the first to go.
    indexes.delete(key);
    indexes.set(key, index);
    const [oldest] = indexes.keys();
    if (indexes.size > KEPT && oldest !== undefined) indexes.delete(oldest);
    return index;
  }

  return {
    name: 'page answers (sentences of the page itself, offline)',
    async *answer({ context, history, tools, signal, nudge }: AnswerRequest) {
      const { sentences, tool }: Reply = nudge
        ? { sentences: [speakUp(history)] }
        : reply(indexOf(context, tools), history, tools);
      for (const [at, sentence] of sentences.entries()) {
        if (signal.aborted) return;
        yield at === 0 ? sentence : ` ${sentence}`;
      }
      if (tool && !signal.aborted) yield { id: newCallId(), ...tool };
    },
    async close() {
      indexes.clear();
    },
  };
}
