import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVI_ERRORS, type EviErrorCode } from '../../shared/evi/errors.ts';
import type {
  PublishEvent,
  SessionSettings,
  SubscribeEvent,
  UserMessage,
} from '../../shared/evi/messages.ts';
import type { Config } from '../configs/types.ts';
import { HEARING_SAMPLE_RATE, type Providers, type ToolRequest } from '../providers/types.ts';
import { reasonOf } from '../reason-of.ts';
import type { Chat, ChatStore, EndStatus } from '../store/types.ts';
import { type WithResolvers, withResolvers } from '../with-resolvers.ts';
import { writeAnswer } from './answer.ts';
import { Assistant, TOO_MANY_WAIT } from './assistant.ts';
import { ChatHistory } from './chat-history.ts';
import { ChatLifetime } from './chat-lifetime.ts';
import { ChatLog } from './chat-log.ts';
import { ChatSettings } from './chat-settings.ts';
import type { ConnectionParameters } from './connection-parameters.ts';
import { errorMessage } from './error-message.ts';
import { parseMessage } from './parse-message.ts';
import { createTimer, type Timer } from './timer.ts';
import { ToolCalls } from './tool-calls.ts';
import { createToolRunner, toolDefinitions } from './tool-runner.ts';
import { VisitorAudio } from './visitor-audio.ts';

export interface ChatSessionOptions {
  providers: Providers;
  store: ChatStore;
  config: Config;
  /** A config was asked for that the server does not have. */
  configUnknown: boolean;
  parameters: ConnectionParameters;
  /** Whose the chat's group is: nobody else can resume it. */
  owner: string;
  /** Milliseconds that a client has to answer a tool call. */
  toolPatience: number;
  send(message: SubscribeEvent): void;
  /** Told of settings that the client changed, without its secrets. */
  settingsChanged(settings: SessionSettings): void;
  /** Resolves when the client has read enough of what was sent to be sent more. */
  ready(signal: AbortSignal): Promise<void>;
  /** The chat is over and everything sent. */
  hangUp(code: number, reason: string): void;
  /** Something threw where nobody waits for it: the chat cannot go on. */
  broke(error: unknown): void;
  /** For the operator's log; never holds what was said. */
  log(line: string): void;
}

/** Nudges without an answer, after which the assistant waits in silence. */
const MOST_NUDGES = 3;
/** Milliseconds that an answer waits for a visitor who began to speak before it. */
const LONGEST_HELD = 10_000;
/** Lines in the operator's log for the errors of one chat. */
const MOST_LOGGED = 50;

/** One chat socket: what the visitor says and types, and what the assistant answers, in EVI's messages. */
export class ChatSession {
  readonly #options: ChatSessionOptions;
  readonly #audio: VisitorAudio | undefined;
  readonly #settings: ChatSettings;
  readonly #history: ChatHistory;
  readonly #log: ChatLog;
  readonly #assistant: Assistant;
  readonly #toolCalls: ToolCalls;
  readonly #runTool: ReturnType<typeof createToolRunner>;
  readonly #lifetime: ChatLifetime;
  readonly #nudging: Timer;
  #nudges = 0;
  #paused = false;
  #unanswered = false;
  /** The newest question is being answered, and nothing of the answer has been heard yet. */
  #answering = false;
  /** Settled when the visitor's turn is recognised. */
  #visitorSpeaking: WithResolvers<void> | undefined;
  readonly #over = withResolvers();
  #logged = 0;
  #deaf = false;
  #unkept = false;
  #closed = false;

  private constructor(options: ChatSessionOptions, chat: Chat, history: ChatHistory) {
    const { providers, config } = options;
    this.#options = options;
    this.#log = new ChatLog(options.store, chat, options.send, (error) => this.#storeFailed(error));
    this.#history = history;
    this.#settings = new ChatSettings(config, providers.voice.voices);
    this.#assistant = new Assistant({
      voice: providers.voice,
      voiceName: () => this.#settings.voice,
      expression: providers.expression,
      history,
      ready: options.ready,
      send: (message, wanted) => this.#send(message, wanted),
      heard: (id, text) => this.#log.heard(id, text),
      begins: () => {
        this.#nudging.stop();
        this.#unanswered = false;
      },
      ended: () => this.#assistantEnded(),
      failed: (error) => {
        this.#fail('I0100', 'The answer broke off. Please ask again.', error);
        this.#send({ type: 'assistant_end' });
      },
      broke: options.broke,
    });
    this.#toolCalls = new ToolCalls(options.toolPatience);
    this.#runTool = createToolRunner({
      toolCalls: this.#toolCalls,
      webSearch: providers.webSearch,
      tools: () => ({ functions: this.#settings.tools, builtins: this.#settings.builtinTools }),
      send: (message) => this.#send(message),
      called: (request) => {
        const call = this.#history.called(request);
        return (text) => {
          call.result(text);
          this.#log.toolResult(request.id, text);
        };
      },
      hangUp: () => this.#lifetime.hangUp(),
      log: options.log,
    });
    this.#lifetime = new ChatLifetime({
      config,
      assistant: this.#assistant,
      fill: (text) => this.#settings.fill(text),
      isPaused: () => this.#paused,
      silence: () => this.#interrupt(),
      over: (refusal) => {
        if (refusal) this.#fail(...refusal);
        const reason = refusal ? refusal[0] : 'The assistant hung up.';
        this.#log
          .flushed()
          .then(() => options.hangUp(1000, reason))
          .catch(options.broke);
      },
      broke: options.broke,
    });
    this.#nudging = createTimer(
      config.nudges.enabled ? config.nudges.intervalSeconds * 1000 : undefined,
      () => this.#nudge(),
      options.broke,
    );
    this.#audio = this.#listen();
  }

  /** Sends `chat_metadata`, the first message of every chat. Rejects when the store cannot begin a chat. */
  static async open(options: ChatSessionOptions): Promise<ChatSession> {
    const { store, parameters, config, owner } = options;
    const { resumedChatGroupId, settings } = parameters;
    const { chat, resumed } = await store.start({
      owner,
      configId: config.id,
      ...('refused' in settings || !settings.custom_session_id
        ? {}
        : { customSessionId: settings.custom_session_id }),
      ...(resumedChatGroupId ? { resumedChatGroupId } : {}),
    });
    const events = resumed ? await store.remembered(chat.chatGroupId, parameters.eventLimit) : [];
    const session = new ChatSession(options, chat, new ChatHistory(events));
    session.#begin(resumed);
    return session;
  }

  get chatId(): string {
    return this.#log.chatId;
  }

  /** Resolves when the chat is over. */
  get ended(): Promise<void> {
    return this.#over.promise;
  }

  get chatGroupId(): string {
    return this.#log.chatGroupId;
  }

  /** Messages that wait for the store. */
  get backlog(): number {
    return this.#log.waiting;
  }

  /** Undefined, or what to wait for before more audio is received: it came far ahead of the clock. */
  get audioReady(): Promise<void> | undefined {
    return this.#audio?.ready;
  }

  flushed(): Promise<void> {
    return this.#log.flushed();
  }

  #begin(resumed: boolean): void {
    const { parameters, config, configUnknown } = this.#options;
    const { settings } = parameters;
    if (!('refused' in settings)) this.#settings.customSessionId = settings.custom_session_id;
    this.#log.begin();
    this.#send({
      type: 'chat_metadata',
      chat_id: this.#log.chatId,
      chat_group_id: this.#log.chatGroupId,
      request_id: randomUUID(),
    });
    if (parameters.resumedChatGroupId && !resumed)
      this.#fail('E0708', 'Could not retrieve previous chat history. A new chat has been started.');
    if (configUnknown)
      this.#fail('E0901', `There is no config with this id. The chat goes on with "${config.name}".`);
    if ('refused' in settings) this.#fail(settings.refused, settings.why);
    else this.#apply(settings);
    // The answer was lost with the socket: pausing and resuming asks for it. Before it there may be a tool's result, as
    // where the tool has led the visitor to another page.
    this.#unanswered = /^(user|tool_result)$/.test(this.#history.turns.at(-1)?.role ?? '');
    this.#lifetime.begin();
    const { onNewChat } = config.eventMessages;
    if (onNewChat.enabled && !resumed) this.#assistant.say(this.#settings.fill(onNewChat.text));
    else this.#nudging.restart();
  }

  receiveText(frame: string): void {
    if (this.#lifetime.closing) return;
    const message = parseMessage(frame);
    if (!('refused' in message)) this.receive(message);
    else if (message.toolCallId === undefined || !this.#toolCalls.refuse(message.toolCallId, message.why))
      this.#fail(message.refused, message.why);
  }

  receiveAudio(bytes: Uint8Array): void {
    if (this.#lifetime.closing) return;
    if (this.#audio) this.#audio.write(bytes);
    else if (!this.#deaf) {
      this.#deaf = true;
      this.#fail('I0116', 'This server has no speech recogniser. Send user_input instead.');
    }
  }

  /** The socket is gone, or goes. Resolves when all is kept. */
  async close(status: EndStatus): Promise<void> {
    if (this.#closed) return this.#log.flushed();
    this.#assistant.stop();
    this.#closed = true;
    this.#nudging.stop();
    this.#audio?.close();
    this.#log.end(this.#lifetime.close(status));
    this.#over.resolve();
    await this.#log.flushed();
  }

  #listen(): VisitorAudio | undefined {
    const { providers, parameters, config } = this.#options;
    if (!providers.recogniser) return undefined;
    return new VisitorAudio(providers.recogniser, config.turns, {
      interrupting: () => this.#visitorBegins(),
      interim: (transcript, begin, end) => {
        if (parameters.verboseTranscription)
          this.#send(userMessage(transcript, { interim: true, from_text: false, time: { begin, end } }));
      },
      turn: ({ transcript, samples, begin, end }) => {
        this.#visitorEnds();
        if (!transcript) return;
        const scores = providers.expression.measure(samples, HEARING_SAMPLE_RATE, transcript);
        const models = scores ? { prosody: { scores } } : {};
        const time = { begin, end };
        this.#visitorSaid(userMessage(transcript, { interim: false, from_text: false, time, models }));
      },
      refused: (reason) => this.#fail('I0116', reason),
      broke: (error) => this.#options.broke(error),
      failed: (error) => {
        this.#visitorEnds();
        this.#fail('I0116', 'The speech recogniser failed.', error);
      },
    });
  }

  /**
   * The visitor has spoken long enough to interrupt. Speech while the assistant waits for a tool in silence is no barge-in
   * until it has been understood; what the assistant would say meanwhile waits.
   */
  #visitorBegins(): void {
    this.#nudging.stop();
    this.#visitorSpeaking ??= withResolvers();
    if (!this.#toolCalls.waiting || this.#assistant.playing > 0) this.#interrupt();
  }

  #visitorEnds(): void {
    this.#nudging.restart();
    this.#visitorSpeaking?.resolve();
    this.#visitorSpeaking = undefined;
  }

  receive(message: PublishEvent): void {
    if (this.#lifetime.closing) return;
    if (message.custom_session_id) this.#setCustomSessionId(message.custom_session_id);
    switch (message.type) {
      case 'session_settings':
        this.#apply(message);
        break;
      case 'audio_input':
        this.receiveAudio(Buffer.from(message.data, 'base64'));
        break;
      case 'user_input':
        this.#visitorSaid(userMessage(message.text, { interim: false, from_text: true }));
        break;
      case 'assistant_input':
        this.#lifetime.clientActed();
        if (!this.#assistant.keep(message.text)) this.#fail('E0101', TOO_MANY_WAIT);
        else if (!this.#paused && !this.#assistant.busy) this.#assistant.sayNext();
        break;
      case 'tool_response':
      case 'tool_error':
        if (!this.#toolCalls.answer(message))
          this.#send({
            type: 'tool_error',
            tool_call_id: message.tool_call_id,
            error: 'No tool call of this id waits for an answer: it came too late, or the visitor went on.',
            level: 'warn',
          });
        break;
      case 'pause_assistant_message':
        if (this.#paused) break;
        this.#paused = true;
        this.#lifetime.clientActed();
        this.#log.paused();
        if (!this.#assistant.stop() && this.#answering) this.#unanswered = true;
        this.#answering = false;
        break;
      case 'resume_assistant_message':
        if (!this.#paused) break;
        this.#paused = false;
        this.#log.resumed();
        if (this.#unanswered) this.#answer();
        else {
          this.#nudging.restart();
          this.#assistant.sayNext();
        }
        break;
    }
  }

  #setCustomSessionId(id: string): void {
    if (id === this.#settings.customSessionId) return;
    this.#settings.customSessionId = id;
    this.#log.customSessionId(id);
  }

  #apply(settings: SessionSettings): void {
    const { language_model_api_key: _secret, ...shown } = settings;
    const before = this.#settings.customSessionId;
    for (const problem of this.#settings.apply(settings)) this.#fail('E0101', problem);
    if (settings.audio) this.#audio?.announce(settings.audio);
    if ((settings.context !== undefined || settings.tools !== undefined) && this.#audio)
      this.#audio.vocabulary = this.#settings.vocabulary;
    if (this.#settings.customSessionId && this.#settings.customSessionId !== before)
      this.#log.customSessionId(this.#settings.customSessionId);
    if (Object.keys(shown).length === 1) return;
    this.#log.settings(shown);
    // After all that was sent before: an observer, too, is told first which chat it is.
    this.#log
      .flushed()
      .then(() => this.#options.settingsChanged(shown))
      .catch(this.#options.broke);
  }

  #visitorSaid(message: UserMessage): void {
    if (this.#lifetime.closing) return;
    this.#lifetime.visitorActed();
    this.#nudges = 0;
    this.#interrupt();
    this.#assistant.stop();
    this.#send(message);
    this.#history.add({ role: 'user', content: message.message.content });
    this.#unanswered = true;
    if (!this.#paused) this.#answer();
  }

  #answer(): void {
    this.#answering = true;
    this.#generate(this.#settings.takeContext(), false);
  }

  #generate(context: string, nudge: boolean): void {
    const { languageModel } = this.#options.providers;
    const request = () => ({
      systemPrompt: this.#settings.systemPrompt,
      context,
      history: this.#history.turns,
      tools: toolDefinitions(this.#settings.tools, this.#settings.builtinTools),
      model: this.#settings.model,
      nudge,
    });
    const runTool = async (asked: ToolRequest, signal: AbortSignal): Promise<boolean> => {
      const goesOn = await this.#runTool(asked, signal);
      if (this.#visitorSpeaking) {
        // A client that stops sending audio in mid-word never ends its turn.
        const longest = sleep(LONGEST_HELD, undefined, { signal, ref: false });
        longest.catch(() => undefined);
        await Promise.race([this.#visitorSpeaking.promise, longest]);
      }
      signal.throwIfAborted();
      return goesOn;
    };
    const answer = { languageModel, request, runTool };
    this.#assistant.speak((signal) => writeAnswer(answer, signal));
  }

  /** The visitor has said nothing for a while. */
  #nudge(): void {
    if (this.#paused || this.#lifetime.leaving || this.#nudges >= MOST_NUDGES) return;
    const { busy, playing } = this.#assistant;
    if (busy || playing > 0) this.#nudging.restart(playing);
    else {
      this.#nudges += 1;
      this.#generate(this.#settings.context, true);
    }
  }

  #assistantEnded(): void {
    if (this.#closed) return;
    const { playing } = this.#assistant;
    this.#nudging.restart(playing);
    this.#answering = false;
    if (!this.#lifetime.assistantEnded()) this.#assistant.sayNext();
  }

  /** What is said or still to be said is over, and the client must fall silent. */
  #interrupt(): void {
    const { busy, playing } = this.#assistant;
    if (this.#lifetime.closing || (!busy && playing === 0)) return;
    this.#answering = false;
    this.#assistant.stop();
    this.#lifetime.visitorActed();
    this.#send({ type: 'user_interruption', time: Date.now() });
  }

  /** `cause` is for the log alone: what a provider says may hold its address or a key (security case S32). */
  #fail(code: EviErrorCode, message: string, cause?: unknown): void {
    const reason = cause === undefined ? '' : ` ${reasonOf(cause)}`;
    this.#logged += 1;
    const more = this.#logged === MOST_LOGGED ? ' Further errors of this chat are not logged.' : '';
    if (this.#logged <= MOST_LOGGED)
      this.#options.log(`${code} ${EVI_ERRORS[code]}: ${message}${reason}${more}`);
    this.#send(errorMessage({ refused: code, why: message }));
  }

  #storeFailed(error: unknown): void {
    this.#options.log(`The store failed: ${reasonOf(error)}`);
    if (this.#unkept) return;
    this.#unkept = true;
    this.#fail('I0100', 'This chat cannot be saved now. It goes on, but cannot be resumed as it is.');
  }

  #send(message: SubscribeEvent, wanted?: () => boolean): void {
    if (this.#closed) return;
    const id = this.#settings.customSessionId;
    this.#log.send(id ? { ...message, custom_session_id: id } : message, wanted);
  }
}

function userMessage(
  content: string,
  rest: Pick<UserMessage, 'interim' | 'from_text'> & Partial<Pick<UserMessage, 'time' | 'models'>>,
): UserMessage {
  const message = { role: 'user' as const, content };
  return { type: 'user_message', message, models: {}, time: { begin: 0, end: 0 }, ...rest };
}
