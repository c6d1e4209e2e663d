/** Any server with OpenAI's chat completions interface: OpenAI itself, ollama, llama.cpp, vLLM, LM Studio and others. */
import type { AnswerRequest, LanguageModel } from '../types.ts';
import { failure, LanguageModelError, publicAddress } from './openai-compatible/failure.ts';
import { writePrompt } from './openai-compatible/prompt.ts';

export interface OpenAiCompatibleOptions {
  /** Up to and including the version, for example `http://localhost:11434/v1`. */
  url: string;
  apiKey?: string;
  model: string;
  /** Milliseconds without any text before the request is given up; 30 000 unless told. */
  patience?: number;
}

const PATIENCE = 30_000;

/** Throws when `url` is not an http(s) address. */
export function createOpenAiCompatible(options: OpenAiCompatibleOptions): LanguageModel {
  const { url, apiKey, model, patience = PATIENCE } = options;
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new LanguageModelError('The address of the language model is not an http or https URL.');
  }
  const where = publicAddress(url);
  const closing = new AbortController();

  async function* answer(request: AnswerRequest): AsyncIterable<string> {
    // Late, because loading the SDK takes longer than the rest of the server's start.
    const [{ streamText }, { createOpenAICompatible }] = await Promise.all([
      import('ai'),
      import('@ai-sdk/openai-compatible'),
    ]);
    const stalled = new AbortController();
    const stopped = AbortSignal.any([request.signal, closing.signal]);
    const timer = setTimeout(() => stalled.abort(), patience);
    try {
      const provider = createOpenAICompatible({
        name: 'language-model',
        baseURL: url,
        ...(apiKey && { apiKey }),
      });
      const { fullStream } = streamText({
        model: provider(model),
        ...writePrompt(request),
        abortSignal: AbortSignal.any([stopped, stalled.signal]),
        // A retry waits for seconds: in a conversation an apology now is better than an answer then.
        maxRetries: 0,
        // Without this the SDK prints the whole error, with whatever the server quoted.
        onError: () => {},
      });
      for await (const part of fullStream) {
        if (stopped.aborted) return;
        if (part.type === 'error') throw part.error;
        if (part.type !== 'text-delta') continue;
        timer.refresh();
        yield part.text;
      }
      if (stalled.signal.aborted) throw stalled.signal.reason;
    } catch (error) {
      if (stopped.aborted) return;
      if (stalled.signal.aborted) {
        throw new LanguageModelError(
          `The language model at ${where} gave no answer: nothing came for ${patience / 1000} s.`,
        );
      }
      throw failure(error, where);
    } finally {
      clearTimeout(timer);
      stalled.abort();
    }
  }

  return {
    name: `${model} at ${where}`,
    answer,
    async close() {
      closing.abort();
    },
  };
}
