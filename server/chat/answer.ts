import type { AnswerRequest, LanguageModel, ToolRequest } from '../providers/types.ts';

/** Calls in one answer. A language model that calls on and on would never say anything. */
const MOST_TOOL_CALLS = 8;

/** Ends the sentence before: it is said while the tool runs. */
const END_OF_SENTENCE = '\n';

export interface AnswerOptions {
  languageModel: LanguageModel;
  /** Made anew for each step: the history grows by each tool call and its result. */
  request(): Omit<AnswerRequest, 'signal'>;
  /** Runs the tool and adds call and result to the history. False: the answer ends here. */
  runTool(request: ToolRequest, signal: AbortSignal): Promise<boolean>;
}

/** The text of one answer, tools between: asked for, run, and the language model asked to go on. */
export async function* writeAnswer(
  { languageModel, request, runTool }: AnswerOptions,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (let calls = 0; ; calls += 1) {
    const step = request();
    const tools = calls < MOST_TOOL_CALLS ? step.tools : [];
    let asked: ToolRequest | undefined;
    for await (const part of languageModel.answer({ ...step, tools, signal })) {
      if (typeof part === 'string') yield part;
      else {
        asked = part;
        break;
      }
    }
    if (!asked || calls === MOST_TOOL_CALLS) return;
    yield END_OF_SENTENCE;
    signal.throwIfAborted();
    if (!(await runTool(asked, signal))) return;
  }
}
