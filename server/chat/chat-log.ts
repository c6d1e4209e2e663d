import { randomUUID } from 'node:crypto';
import type { Inference, SessionSettings, SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Chat, ChatEvent, ChatStore, EndStatus } from '../store/types.ts';
import { Outbox } from './outbox.ts';

type NewEvent = Pick<ChatEvent, 'role' | 'type'> & Partial<ChatEvent>;

/** Characters of a SESSION_SETTINGS event, above which its variables are only counted. */
const LONGEST_SETTINGS = 20_000;
/** Characters of all settings and system prompts that are kept of a chat: a client could send some for ever. */
const MOST_SETTINGS = 1_000_000;

/** One chat's way to the client and to the store: what is sent and worth keeping is kept first. */
export class ChatLog {
  readonly #store: ChatStore;
  readonly #chat: Chat;
  readonly #outbox: Outbox<SubscribeEvent>;
  /** Ids of the FUNCTION_CALL events of calls without a result. */
  readonly #calls = new Map<string, string>();
  /** Ids of the sentences that are kept; one that was interrupted before it was sent is not. */
  readonly #sentences = new Set<string>();
  #settingsLength = 0;
  #systemPrompt: string | null = null;

  /** @param onFailure Told of each write that failed. */
  constructor(
    store: ChatStore,
    chat: Chat,
    send: (message: SubscribeEvent) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#chat = chat;
    this.#outbox = new Outbox(send, onFailure);
  }

  get chatId(): string {
    return this.#chat.id;
  }

  get chatGroupId(): string {
    return this.#chat.chatGroupId;
  }

  get waiting(): number {
    return this.#outbox.waiting;
  }

  flushed(): Promise<void> {
    return this.#outbox.flushed();
  }

  /** @param wanted As the outbox's: a turn that was interrupted meanwhile is not sent any more. */
  send(message: SubscribeEvent, wanted?: () => boolean): void {
    const event = this.#eventOf(message);
    const keep = event && (() => this.#append(event));
    // The client must fall silent now; that it was told so may be kept afterwards.
    if (keep && message.type === 'user_interruption') {
      this.#outbox.send(message);
      this.#outbox.keep(keep);
    } else this.#outbox.send(message, keep, wanted);
  }

  begin(): void {
    this.#keep({ role: 'SYSTEM', type: 'CHAT_START_MESSAGE' });
  }

  end(status: EndStatus): void {
    this.#keep({ role: 'SYSTEM', type: 'CHAT_END_MESSAGE', text: status });
    this.#outbox.keep(() => this.#store.end(this.#chat.id, status));
  }

  paused(): void {
    this.#keep({ role: 'SYSTEM', type: 'PAUSE_ONSET' });
  }

  resumed(): void {
    this.#keep({ role: 'SYSTEM', type: 'RESUME_ONSET' });
  }

  /**
   * The page's text is not kept, only that there was one: it is long, changes often, and is not the visitor's. Of tools,
   * their names. The system prompt has an event of its own, and metadata are the chat's.
   */
  settings(settings: Omit<SessionSettings, 'language_model_api_key'>): void {
    const { metadata, system_prompt } = settings;
    this.#keepSettings('SESSION_SETTINGS', digestOf(settings));
    if (system_prompt && system_prompt !== this.#systemPrompt)
      this.#keepSettings('SYSTEM_PROMPT', system_prompt);
    if (system_prompt !== undefined) this.#systemPrompt = system_prompt;
    if (metadata) this.#outbox.keep(() => this.#store.setMetadata(this.#chat.id, JSON.stringify(metadata)));
  }

  #keepSettings(type: 'SESSION_SETTINGS' | 'SYSTEM_PROMPT', text: string): void {
    this.#settingsLength += text.length;
    if (this.#settingsLength <= MOST_SETTINGS) this.#keep({ role: 'SYSTEM', type, text });
  }

  customSessionId(id: string): void {
    this.#outbox.keep(() => this.#store.setCustomSessionId(this.#chat.id, id));
  }

  /** What the assistant was given for a tool call. */
  toolResult(toolCallId: string, text: string): void {
    const relatedEventId = this.#calls.get(toolCallId);
    if (!relatedEventId) return;
    this.#calls.delete(toolCallId);
    this.#keep({ role: 'TOOL', type: 'FUNCTION_CALL_RESPONSE', text, relatedEventId });
  }

  /** As much as can have been heard of the sentence with this id. */
  heard(id: string, text: string): void {
    this.#outbox.keep(async () => {
      if (this.#sentences.has(id)) await this.#store.setHeardText(id, text);
    });
  }

  #keep(event: NewEvent): void {
    const whole = this.#event(event);
    this.#outbox.keep(() => this.#append(whole));
  }

  async #append(event: ChatEvent): Promise<void> {
    await this.#store.append(event);
    if (event.type === 'AGENT_MESSAGE') this.#sentences.add(event.id);
  }

  #event(event: NewEvent): ChatEvent {
    return {
      id: randomUUID(),
      chatId: this.#chat.id,
      timestamp: Date.now(),
      text: null,
      heardText: null,
      emotionFeatures: null,
      metadata: null,
      relatedEventId: null,
      ...event,
    };
  }

  #eventOf(message: SubscribeEvent): ChatEvent | undefined {
    switch (message.type) {
      case 'user_message':
        if (message.interim) return undefined;
        return this.#event({
          role: 'USER',
          type: 'USER_MESSAGE',
          text: message.message.content,
          emotionFeatures: scoresOf(message.models),
          metadata: JSON.stringify({ from_text: message.from_text, time: message.time }),
        });
      case 'assistant_message':
        return this.#event({
          id: message.id,
          role: 'AGENT',
          type: 'AGENT_MESSAGE',
          text: message.message.content,
        });
      case 'assistant_prosody':
        return this.#event({
          role: 'AGENT',
          type: 'ASSISTANT_PROSODY',
          emotionFeatures: scoresOf(message.models),
          relatedEventId: message.id,
        });
      case 'user_interruption':
        return this.#event({ role: 'USER', type: 'USER_INTERRUPTION', timestamp: message.time });
      case 'tool_call': {
        const event = this.#event({ role: 'AGENT', type: 'FUNCTION_CALL', text: JSON.stringify(message) });
        this.#calls.set(message.tool_call_id, event.id);
        return event;
      }
      default:
        return undefined;
    }
  }
}

const scoresOf = ({ prosody }: Inference): string | null => (prosody ? JSON.stringify(prosody.scores) : null);

/** What is taken back with null stays null. */
function digestOf({
  context,
  tools,
  builtin_tools,
  system_prompt,
  metadata: _keptWithTheChat,
  ...rest
}: Omit<SessionSettings, 'language_model_api_key'>): string {
  const digest = {
    ...rest,
    context: context && { type: context.type, length: context.text.length },
    tools: tools?.map(({ name }) => name) ?? tools,
    builtin_tools: builtin_tools?.map(({ name }) => name) ?? builtin_tools,
    ...(system_prompt === null ? { system_prompt } : {}),
  };
  const text = JSON.stringify(digest);
  if (text.length <= LONGEST_SETTINGS) return text;
  return JSON.stringify({ ...digest, variables: { count: Object.keys(rest.variables ?? {}).length } });
}
