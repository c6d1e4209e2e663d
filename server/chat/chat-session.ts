import { randomUUID } from 'node:crypto';
import { EVI_ERRORS, type EviErrorCode } from '../../shared/evi/errors.ts';
import type {
  PublishEvent,
  SessionSettings,
  SubscribeEvent,
  UserMessage,
} from '../../shared/evi/messages.ts';
import type { TurnSettings } from '../audio/turn-types.ts';
import type { ExpressionMeasure, LanguageModel, Recogniser, Voice } from '../providers/types.ts';
import { HEARING_SAMPLE_RATE } from '../providers/types.ts';
import type { ChatGroup, ChatGroups } from '../store/chat-groups.ts';
import { AssistantTurn } from './assistant-turn.ts';
import type { ConnectionParameters } from './connection-parameters.ts';
import { DEFAULT_SYSTEM_PROMPT, fillVariables } from './default-prompt.ts';
import { LIMITS, parseMessage } from './parse-message.ts';
import { VisitorAudio } from './visitor-audio.ts';

export interface Providers {
  /** `null`: this server cannot hear; typing still works. */
  recogniser: Recogniser | null;
  languageModel: LanguageModel;
  voice: Voice;
  expression: ExpressionMeasure;
}

export interface ChatSessionOptions {
  providers: Providers;
  groups: ChatGroups;
  parameters: ConnectionParameters;
  turnSettings: TurnSettings;
  send(message: SubscribeEvent): void;
  /** For the operator's log; never holds what was said. */
  log(line: string): void;
}

/** Texts of `assistant_input` that wait to be said. */
const MOST_TO_SPEAK = 20;

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** One chat socket: what the visitor says and types, and what the assistant answers, in EVI's messages. */
export class ChatSession {
  readonly #options: ChatSessionOptions;
  readonly #audio: VisitorAudio | undefined;
  readonly #group: ChatGroup;
  #customSessionId: string | undefined;
  #prompt = DEFAULT_SYSTEM_PROMPT;
  #variables: Record<string, string | number | boolean> = {};
  #persistentContext = '';
  #temporaryContext = '';
  #turn: AssistantTurn | undefined;
  #toSpeak: string[] = [];
  #paused = false;
  #unanswered = false;
  #audioRefused = false;
  #closed = false;

  constructor(options: ChatSessionOptions) {
    this.#options = options;
    const { groups, parameters } = options;
    this.#group = groups.find(parameters.resumedChatGroupId) ?? groups.create();
    const { recogniser } = options.providers;
    if (!recogniser) return;
    this.#audio = new VisitorAudio(recogniser, options.turnSettings, {
      interrupting: () => this.#interrupt(),
      interim: (transcript, begin, end) => {
        if (options.parameters.verboseTranscription)
          this.#send(userMessage(transcript, { interim: true, from_text: false, time: { begin, end } }));
      },
      turn: ({ transcript, samples, begin, end }) => {
        if (!transcript) return;
        const scores = options.providers.expression.measure(samples, HEARING_SAMPLE_RATE, transcript);
        const models = scores ? { prosody: { scores } } : {};
        const time = { begin, end };
        this.#visitorSaid(userMessage(transcript, { interim: false, from_text: false, time, models }));
      },
      failed: (error) => this.#fail('I0116', 'The speech recogniser failed.', error),
    });
  }

  /** Sends `chat_metadata`, the first message of every chat. */
  open(): void {
    const { parameters } = this.#options;
    const resumed = parameters.resumedChatGroupId;
    if (!('code' in parameters.settings))
      this.#customSessionId = parameters.settings.custom_session_id ?? undefined;
    this.#send({
      type: 'chat_metadata',
      chat_id: randomUUID(),
      chat_group_id: this.#group.id,
      request_id: randomUUID(),
    });
    if (resumed && resumed !== this.#group.id)
      this.#fail('E0708', 'Could not retrieve previous chat history. A new chat has been started.');
    if ('code' in parameters.settings) this.#fail(parameters.settings.code, parameters.settings.message);
    else this.#apply(parameters.settings);
  }

  receiveText(frame: string): void {
    const message = parseMessage(frame);
    if ('code' in message) this.#fail(message.code, message.message);
    else this.#receive(message);
  }

  receiveAudio(bytes: Uint8Array): void {
    if (this.#audio?.write(bytes)) return;
    if (this.#audioRefused) return;
    this.#audioRefused = true;
    this.#fail(
      'I0116',
      this.#audio
        ? 'The audio format is not known. Send session_settings.audio (linear16) before the first audio.'
        : 'This server has no speech recogniser. Send user_input instead.',
    );
  }

  close(): void {
    this.#closed = true;
    this.#stopTurn();
    this.#audio?.close();
  }

  #receive(message: PublishEvent): void {
    if (message.custom_session_id) this.#customSessionId = message.custom_session_id;
    switch (message.type) {
      case 'session_settings':
        this.#apply(message);
        break;
      case 'audio_input':
        this.receiveAudio(Buffer.from(message.data, 'base64'));
        break;
      case 'user_input':
        this.#interrupt();
        this.#visitorSaid(userMessage(message.text, { interim: false, from_text: true }));
        break;
      case 'assistant_input':
        if (this.#toSpeak.length >= MOST_TO_SPEAK) {
          this.#fail(
            'E0101',
            `At most ${MOST_TO_SPEAK} texts of assistant_input can wait. This one was dropped.`,
          );
          break;
        }
        this.#toSpeak.push(message.text);
        if (!this.#paused && (!this.#turn || this.#turn.finished)) this.#speakNext();
        break;
      case 'pause_assistant_message':
        this.#paused = true;
        this.#stopTurn();
        break;
      case 'resume_assistant_message':
        if (!this.#paused) break;
        this.#paused = false;
        if (this.#unanswered) this.#answer();
        else this.#speakNext();
        break;
    }
  }

  #apply(settings: SessionSettings): void {
    if (settings.custom_session_id) this.#customSessionId = settings.custom_session_id;
    if (settings.audio) this.#audio?.announce(settings.audio);
    if (settings.system_prompt) this.#prompt = settings.system_prompt;
    if (settings.variables) this.#addVariables(settings.variables);
    if (settings.context === null) {
      this.#persistentContext = '';
      this.#temporaryContext = '';
    } else if (settings.context?.type === 'persistent') this.#persistentContext = settings.context.text;
    else if (settings.context) this.#temporaryContext = settings.context.text;
    if (settings.context !== undefined && this.#audio) this.#audio.vocabulary = this.#context;
  }

  /** The limit of one message is the limit of the chat, too, or they add up. */
  #addVariables(variables: NonNullable<SessionSettings['variables']>): void {
    const merged = { ...this.#variables, ...variables };
    if (Object.keys(merged).length <= LIMITS.variables) this.#variables = merged;
    else this.#fail('E0101', `A chat has at most ${LIMITS.variables} variables. These were not added.`);
  }

  get #context(): string {
    return [this.#persistentContext, this.#temporaryContext].filter(Boolean).join('\n\n');
  }

  #visitorSaid(message: UserMessage): void {
    this.#stopTurn();
    this.#send(message);
    this.#group.append({ role: 'user', content: message.message.content });
    this.#unanswered = true;
    if (!this.#paused) this.#answer();
  }

  #answer(): void {
    this.#unanswered = false;
    const { providers } = this.#options;
    const request = {
      systemPrompt: fillVariables(this.#prompt, this.#variables),
      context: this.#context,
      history: [...this.#group.history],
    };
    this.#temporaryContext = '';
    this.#speak((signal) => providers.languageModel.answer({ ...request, signal }), false);
  }

  #speakNext(): void {
    const text = this.#toSpeak.shift();
    if (text !== undefined) this.#speak(() => once(text), true);
  }

  #speak(write: (signal: AbortSignal) => AsyncIterable<string>, fromText: boolean): void {
    const { voice, expression } = this.#options.providers;
    const before = this.#turn;
    if (before) this.#remember(before.said());
    const turn = new AssistantTurn({
      write,
      fromText,
      voice,
      expression,
      send: (message) => this.#send(message),
      playsFrom: before?.audibleUntil ?? 0,
    });
    this.#turn = turn;
    turn
      .run()
      .catch((error: unknown) => {
        if (turn.interrupted) return;
        this.#fail('I0100', 'The answer broke off. Please ask again.', error);
        this.#send({ type: 'assistant_end' });
      })
      .finally(() => {
        if (this.#turn === turn) this.#speakNext();
      });
  }

  #remember(said: string): void {
    if (said) this.#group.append({ role: 'assistant', content: said });
  }

  /** The visitor barged in: what is said or still to be said is over, and the client must fall silent. */
  #interrupt(): void {
    if (!this.#turn || (this.#turn.finished && this.#turn.audibleUntil < Date.now())) return;
    this.#stopTurn();
    this.#send({ type: 'user_interruption', time: Date.now() });
  }

  /** The history keeps only what can have been heard, so that the assistant goes on from there. */
  #stopTurn(): void {
    this.#toSpeak = [];
    if (!this.#turn) return;
    this.#turn.interrupt();
    this.#remember(this.#turn.heard());
    this.#turn = undefined;
  }

  /** `cause` is for the log alone: what a provider says may hold its address or a key (security case S32). */
  #fail(code: EviErrorCode, message: string, cause?: unknown): void {
    const reason = cause === undefined ? '' : ` ${reasonOf(cause)}`;
    this.#options.log(`${code} ${EVI_ERRORS[code]}: ${message}${reason}`);
    this.#send({ type: 'error', code, slug: EVI_ERRORS[code], message, request_id: randomUUID() });
  }

  #send(message: SubscribeEvent): void {
    if (this.#closed) return;
    this.#options.send(
      this.#customSessionId ? { ...message, custom_session_id: this.#customSessionId } : message,
    );
  }
}

function userMessage(
  content: string,
  rest: Pick<UserMessage, 'interim' | 'from_text'> & Partial<Pick<UserMessage, 'time' | 'models'>>,
): UserMessage {
  const message = { role: 'user' as const, content };
  return { type: 'user_message', message, models: {}, time: { begin: 0, end: 0 }, ...rest };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
