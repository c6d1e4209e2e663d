/** A visitor, a language model, and between them all that the frame has: context, tools, approvals. */
import { type Signal, signal } from '@preact/signals';
import type { ChatTurn, LanguageModel } from '../../../../server/providers/types.ts';
import type { HostApi, PageSnapshot } from '../../../../shared/bridge/contract.ts';
import { createActions } from '../../../../widget/actions/actions.ts';
import type { Approval, CallState, PageTool, TranscriptEntry } from '../../../../widget/models.ts';
import { readContent } from '../../../../widget/page/content.ts';

const MOST_CALLS = 24;

export interface Conversation {
  context: string;
  /** Names of tools that the model has called, whatever came of it. */
  called: string[];
  /** All that the model said, and all that it was told by tools. */
  said: string[];
  approvals: Approval[];
  say(words: string): Promise<void>;
}

const entryOf = (key: string, text: string): TranscriptEntry => ({
  key,
  speaker: 'visitor',
  text,
  interim: false,
  typed: true,
  interrupted: false,
  speaking: false,
  incomplete: false,
  tool: null,
  source: null,
  expressions: [],
});

export function converse(
  snapshot: PageSnapshot,
  model: Pick<LanguageModel, 'answer'>,
  host: Pick<HostApi, 'act' | 'undo'>,
  pageTools: readonly PageTool[],
): Conversation {
  const content = readContent(snapshot, {
    language: 'en',
    budget: 8000,
    knowledge: '',
    exclude: '',
    mask: false,
  });
  const entries: Signal<readonly TranscriptEntry[]> = signal([]);
  const actions = createActions({
    options: signal({ actions: 'scroll_to highlight go_to fill click', language: 'en' }),
    page: { shared: signal(snapshot) },
    pageTools: signal(pageTools),
    call: { entries, state: signal<CallState>('live'), send: async () => 'started' },
    host,
  });
  const history: ChatTurn[] = [];
  const conversation: Conversation = { context: content.text, called: [], said: [], approvals: [], say };
  const { signal: going } = new AbortController();

  async function say(words: string): Promise<void> {
    entries.value = [...entries.value, entryOf(`visitor-${history.length}`, words)];
    history.push({ role: 'user', content: words });
    for (let count = 0; count < MOST_CALLS; count += 1) {
      const tools = [...actions.tools.value, ...content.tools];
      let called = false;
      const request = { systemPrompt: '', context: content.text, history, tools, signal: going };
      for await (const piece of model.answer(request)) {
        if (typeof piece === 'string') {
          conversation.said.push(piece);
          continue;
        }
        called = true;
        conversation.called.push(piece.name);
        const tool = tools.find(({ name }) => name === piece.name);
        let result = 'There is no such tool.';
        try {
          result = (await tool?.run(JSON.parse(piece.parameters))) ?? result;
        } catch (error) {
          result = String(error);
        }
        conversation.said.push(result);
        history.push({ role: 'tool_call', ...piece });
        history.push({ role: 'tool_result', id: piece.id, name: piece.name, content: result });
        const { value: approval } = actions.approval;
        if (approval && !conversation.approvals.some(({ id }) => id === approval.id))
          conversation.approvals.push(approval);
      }
      if (!called) return;
    }
  }
  return conversation;
}
