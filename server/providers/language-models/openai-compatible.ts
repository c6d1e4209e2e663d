/** Any server with OpenAI's chat completions interface: OpenAI itself, ollama, llama.cpp, vLLM, LM Studio and others. */
import type { streamText } from 'ai';
import { publicAddress } from '../public-address.ts';
import type { AnswerRequest, LanguageModel, ToolRequest } from '../types.ts';
import { failure, LanguageModelError, refusesParallelSetting } from './openai-compatible/failure.ts';
import { writePrompt } from './openai-compatible/prompt.ts';
import { callId, isObject, schemasOf } from './openai-compatible/tools.ts';

export interface OpenAiCompatibleOptions {
  /** Up to and including the version, for example `http://localhost:11434/v1`. */
  url: string;
  apiKey?: string;
  model: string;
  /** Milliseconds of waiting for any more of the answer before the request is given up; 30 000 unless told. */
  patience?: number;
}

const PATIENCE = 30_000;
const PROVIDER = 'language-model';

type StreamSettings = Parameters<typeof streamText>[0];

const loadSdk = async () => {
  const [ai, compatible] = await Promise.all([import('ai'), import('@ai-sdk/openai-compatible')]);
  return { ...ai, ...compatible };
};

/** Throws when `url` is not an http(s) address. */
export function createOpenAiCompatible(options: OpenAiCompatibleOptions): LanguageModel {
  const { url, apiKey, model, patience = PATIENCE } = options;
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new LanguageModelError('The address of the language model is not an http or https URL.');
  }
  const where = publicAddress(url);
  const closing = new AbortController();
  // Loading takes longer than the rest of the server's start, so nothing waits for it but the first answer.
  const loading = loadSdk();
  loading.catch(() => {});
  /** Only one call is taken whatever the server does, so a server that will not be told is not told again. */
  let asksForOneCall = true;

  async function* stream(settings: StreamSettings) {
    const { streamText } = await loading;
    const told = asksForOneCall && settings.tools !== undefined;
    const providerOptions = { [PROVIDER]: { parallel_tool_calls: false } };
    for await (const part of streamText(told ? { ...settings, providerOptions } : settings).fullStream) {
      if (part.type === 'error' && told && refusesParallelSetting(part.error)) {
        asksForOneCall = false;
        yield* streamText(settings).fullStream;
        return;
      }
      yield part;
    }
  }

  async function* answer(request: AnswerRequest): AsyncGenerator<string | ToolRequest> {
    const stalled = new AbortController();
    const stopped = AbortSignal.any([request.signal, closing.signal]);
    const beginWait = () => setTimeout(() => stalled.abort(), patience);
    let timer = beginWait();
    try {
      const { createOpenAICompatible, jsonSchema } = await loading;
      const { temperature, ...own } = request.model ?? {};
      const key = own.apiKey || apiKey;
      // Here, because the error that HTTP would make of it quotes the key.
      if (key && !/^[\x21-\x7e]+$/.test(key))
        throw new LanguageModelError('The API key of the language model holds characters that no key has.');
      const provider = createOpenAICompatible({ name: PROVIDER, baseURL: url, ...(key && { apiKey: key }) });
      const offered = [...schemasOf(request.tools)].map(
        ([{ name, description }, schema]) =>
          [name, { description, inputSchema: jsonSchema(schema) }] as const,
      );
      const parts = stream({
        model: provider(own.name || model),
        ...writePrompt(request),
        ...(temperature !== undefined && { temperature }),
        ...(offered.length > 0 && { tools: Object.fromEntries(offered) }),
        abortSignal: AbortSignal.any([stopped, stalled.signal]),
        // A retry waits for seconds: in a conversation an apology now is better than an answer then.
        maxRetries: 0,
        // Without this the SDK prints the whole error, with whatever the server quoted.
        onError: () => {},
      });
      for await (const part of parts) {
        if (stopped.aborted) return;
        if (part.type === 'error') throw part.error;
        if (part.type === 'tool-input-delta') timer.refresh();
        if (part.type === 'text-delta') {
          // A reader may take its time, for the voice speaks more slowly than the model writes.
          clearTimeout(timer);
          yield part.text;
          timer = beginWait();
        }
        if (part.type !== 'tool-call') continue;
        yield {
          id: callId(part.toolCallId, request.history),
          name: part.toolName,
          parameters: JSON.stringify(isObject(part.input) ? part.input : {}),
        };
        return;
      }
      if (stalled.signal.aborted) throw stalled.signal.reason;
    } catch (error) {
      if (stopped.aborted) return;
      if (stalled.signal.aborted) {
        throw new LanguageModelError(
          `The language model at ${where} gave no answer: nothing came for ${patience / 1000} s.`,
        );
      }
      throw error instanceof LanguageModelError ? error : failure(error, where);
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
