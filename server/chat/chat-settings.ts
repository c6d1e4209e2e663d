import type { BuiltinTool, FunctionTool, SessionSettings } from '../../shared/evi/messages.ts';
import type { Config } from '../configs/types.ts';
import { DEFAULT_SYSTEM_PROMPT, fillVariables } from './default-prompt.ts';
import { LIMITS } from './parse-message.ts';
import { toolWords } from './tool-words.ts';

type Variables = NonNullable<SessionSettings['variables']>;

/** What holds for one chat now: its config, and over it what the client has set since. */
export class ChatSettings {
  readonly #config: Config;
  readonly #voices: readonly string[];
  #set: Pick<SessionSettings, 'system_prompt' | 'voice_id' | 'language_model_api_key'> = {};
  #tools: readonly FunctionTool[] | undefined;
  #builtinTools: readonly BuiltinTool[] | undefined;
  #variables: Variables = {};
  #persistentContext = '';
  #temporaryContext = '';
  #customSessionId: string | undefined;

  constructor(config: Config, voices: readonly string[]) {
    this.#config = config;
    this.#voices = voices;
  }

  /** Takes over all that can be; answers with a sentence for each setting that cannot. */
  apply(settings: SessionSettings): string[] {
    const problems: string[] = [];
    this.customSessionId = settings.custom_session_id;
    const { system_prompt, voice_id, language_model_api_key, tools, builtin_tools, variables } = settings;
    if (system_prompt !== undefined) this.#set.system_prompt = system_prompt;
    if (language_model_api_key !== undefined) this.#set.language_model_api_key = language_model_api_key;
    if (!voice_id || this.#voices.includes(voice_id)) {
      if (voice_id !== undefined) this.#set.voice_id = voice_id;
    } else
      problems.push(
        `voice_id: this server has the voices ${this.#voices.join(', ')}. The voice stays as it was.`,
      );
    if (tools !== undefined) this.#tools = tools ?? undefined;
    if (builtin_tools !== undefined) this.#builtinTools = builtin_tools ?? undefined;
    if (variables === null) this.#variables = {};
    else if (variables) problems.push(...this.#addVariables(variables));
    if (settings.context === null) {
      this.#persistentContext = '';
      this.#temporaryContext = '';
    } else if (settings.context?.type === 'persistent') this.#persistentContext = settings.context.text;
    else if (settings.context) this.#temporaryContext = settings.context.text;
    return problems;
  }

  /** The limit of one message is the limit of the chat, too, or they add up. */
  #addVariables(variables: Variables): string[] {
    const merged = { ...this.#variables, ...variables };
    if (Object.keys(merged).length > LIMITS.variables)
      return [`A chat has at most ${LIMITS.variables} variables. These were not added.`];
    this.#variables = merged;
    return [];
  }

  get customSessionId(): string | undefined {
    return this.#customSessionId;
  }

  /** Once given, it stays: nothing takes it back. */
  set customSessionId(id: string | null | undefined) {
    if (id) this.#customSessionId = id;
  }

  get systemPrompt(): string {
    return this.fill(this.#set.system_prompt || this.#config.prompt || DEFAULT_SYSTEM_PROMPT);
  }

  /** A text of the config's or the client's with the variables put in. */
  fill(text: string): string {
    return fillVariables(text, this.#variables);
  }

  /** Of all that may be talked about. */
  get context(): string {
    return [this.#persistentContext, this.#temporaryContext].filter(Boolean).join('\n\n');
  }

  /** What the visitor probably speaks of: the page, and what can be done on it. */
  get vocabulary(): string {
    return [this.context, toolWords(this.tools)].filter(Boolean).join('\n');
  }

  /** For one answer: what is temporary counts for that one only. */
  takeContext(): string {
    const context = this.context;
    this.#temporaryContext = '';
    return context;
  }

  /** Undefined: the server's first. */
  get voice(): string | undefined {
    return this.#set.voice_id || this.#config.voice;
  }

  get tools(): readonly FunctionTool[] {
    return this.#tools ?? this.#config.tools;
  }

  get builtinTools(): readonly BuiltinTool[] {
    return this.#builtinTools ?? this.#config.builtinTools;
  }

  get model(): { name?: string; temperature?: number; apiKey?: string } {
    const apiKey = this.#set.language_model_api_key;
    return { ...this.#config.languageModel, ...(apiKey ? { apiKey } : {}) };
  }
}
