/** A chat without network: providers that a test tells what to do, and everything the session sends. */

import { ChatHistory } from '../../../server/chat/chat-history.ts';
import { ChatSession } from '../../../server/chat/chat-session.ts';
import { readConnectionParameters } from '../../../server/chat/connection-parameters.ts';
import type { Config } from '../../../server/configs/types.ts';
import type {
  AnswerRequest,
  ExpressionMeasure,
  LanguageModel,
  Providers,
  Recogniser,
  ToolRequest,
  Voice,
  WebSearch,
} from '../../../server/providers/types.ts';
import { EXPRESSIONS, type ExpressionScores } from '../../../shared/evi/expressions.ts';
import type { SessionSettings, SubscribeEvent } from '../../../shared/evi/messages.ts';
import { createWatch } from '../../support/watch.ts';
import { type FakeStore, fakeStore } from './fake-store.ts';

export type Written = string | AsyncIterable<string | ToolRequest> | ToolRequest;

export type Message<Type extends SubscribeEvent['type']> = Extract<SubscribeEvent, { type: Type }>;

const open = { name: 'fake', close: async () => undefined };

export const SCORES: ExpressionScores = (() => {
  const scores: Partial<ExpressionScores> = {};
  for (const [index, name] of EXPRESSIONS.entries()) scores[name] = index / 100;
  const isWhole = (some: Partial<ExpressionScores>): some is ExpressionScores =>
    EXPRESSIONS.every((name) => name in some);
  if (!isWhole(scores)) throw new Error('unreachable');
  return scores;
})();

export interface FakeHearing {
  vocabulary: string;
  interim(transcript: string): void;
  samples: number;
  /** The turn is over and its transcript awaited. */
  finished: boolean;
  aborted: boolean;
  understand(transcript: string): void;
  fail(reason: Error): void;
}

export interface FakeRecogniser extends Recogniser {
  heard: FakeHearing[];
  prepared: string[];
}

/** @param answers Transcripts of the turns in their order; without one the test calls `understand`. */
export function fakeRecogniser(answers: readonly string[] = []): FakeRecogniser {
  const heard: FakeHearing[] = [];
  const prepared: string[] = [];
  return {
    ...open,
    heard,
    prepared,
    prepare: (vocabulary) => prepared.push(vocabulary),
    hear({ vocabulary, onInterim }) {
      const answer = answers[heard.length];
      let settle: { resolve(text: string): void; reject(reason: Error): void } | undefined;
      const hearing: FakeHearing = {
        vocabulary,
        interim: onInterim,
        samples: 0,
        finished: false,
        aborted: false,
        understand: (transcript) => settle?.resolve(transcript),
        fail: (reason) => settle?.reject(reason),
      };
      heard.push(hearing);
      return {
        write: (samples) => {
          hearing.samples += samples.length;
        },
        finish: () =>
          new Promise((resolve, reject) => {
            settle = { resolve, reject };
            hearing.finished = true;
            if (answer !== undefined) resolve(answer);
          }),
        abort: () => {
          hearing.aborted = true;
          settle?.reject(new Error('The turn was dropped'));
        },
      };
    },
  };
}

export interface FakeLanguageModel extends LanguageModel {
  requests: AnswerRequest[];
}

export function fakeLanguageModel(
  write: (request: AnswerRequest) => Written = () => 'Yes.',
): FakeLanguageModel {
  const requests: AnswerRequest[] = [];
  return {
    ...open,
    requests,
    async *answer(request) {
      requests.push(request);
      const text = write(request);
      if (typeof text === 'string' || 'parameters' in text) yield text;
      else yield* text;
    },
  };
}

export interface FakeVoice extends Voice {
  spoken: string[];
  /** Names of the voices that spoke each sentence. */
  spokenBy: (string | undefined)[];
  signals: AbortSignal[];
}

export function fakeVoice(
  milliseconds: (sentence: string) => number = () => 100,
  sampleRate = 16_000,
): FakeVoice {
  const spoken: string[] = [];
  const spokenBy: (string | undefined)[] = [];
  const signals: AbortSignal[] = [];
  return {
    ...open,
    sampleRate,
    voices: ['alto', 'bass'],
    spoken,
    spokenBy,
    signals,
    async speak(sentence, signal, voice) {
      spoken.push(sentence);
      spokenBy.push(voice);
      signals.push(signal);
      return new Int16Array(Math.round((milliseconds(sentence) * sampleRate) / 1000)).fill(1000);
    },
  };
}

export const fakeMeasure = (scores: ExpressionScores | null = SCORES): ExpressionMeasure => ({
  ...open,
  measure: () => scores,
});

const silent = { enabled: false, text: '' };

export const CONFIG: Config = {
  id: 'default',
  version: 0,
  name: 'Default',
  prompt: undefined,
  voice: undefined,
  languageModel: {},
  tools: [],
  builtinTools: [],
  turns: {
    end_of_turn_silence_ms: 550,
    speech_detection_threshold: 0.5,
    prefix_padding_ms: 300,
    min_interruption_ms: 160,
    adaptive: false,
  },
  eventMessages: { onNewChat: silent, onInactivityTimeout: silent, onMaxDurationTimeout: silent },
  nudges: { enabled: false, intervalSeconds: 30 },
  inactivitySeconds: 0,
  maxDurationSeconds: 1800,
};

export interface ChatOptions {
  /** The address's part after the question mark. */
  query?: string;
  recogniser?: Recogniser | null;
  languageModel?: LanguageModel;
  voice?: Voice;
  expression?: ExpressionMeasure;
  webSearch?: WebSearch | null;
  store?: FakeStore;
  config?: Partial<Config>;
  configUnknown?: boolean;
  toolPatience?: number;
  ready?(signal: AbortSignal): Promise<void>;
}

export async function startChat(options: ChatOptions = {}) {
  const sent: SubscribeEvent[] = [];
  const settings: SessionSettings[] = [];
  const closed: { code: number; reason: string }[] = [];
  const logged: string[] = [];
  const broken: unknown[] = [];
  const { tell, until: when } = createWatch();
  const store = options.store ?? fakeStore();
  const providers: Providers = {
    recogniser: options.recogniser ?? null,
    languageModel: options.languageModel ?? fakeLanguageModel(),
    voice: options.voice ?? fakeVoice(),
    expression: options.expression ?? fakeMeasure(),
    webSearch: options.webSearch ?? null,
  };
  const session = await ChatSession.open({
    providers,
    store,
    config: { ...CONFIG, ...options.config },
    configUnknown: options.configUnknown ?? false,
    parameters: readConnectionParameters(new URLSearchParams(options.query)),
    owner: 'widget',
    toolPatience: options.toolPatience ?? 20_000,
    send(message) {
      // As the wire would have it: what is changed later must not change what was sent.
      sent.push(structuredClone(message));
      tell();
    },
    settingsChanged: (changed) => settings.push(changed),
    ready: options.ready ?? (async () => undefined),
    hangUp(code, reason) {
      closed.push({ code, reason });
      tell();
    },
    broke: (error) => {
      broken.push(error);
      tell();
    },
    log: (line) => logged.push(line),
  });
  await session.flushed();

  const all = <Type extends SubscribeEvent['type']>(type: Type): Message<Type>[] =>
    sent.filter((message): message is Message<Type> => message.type === type);

  return {
    session,
    store,
    sent,
    settings,
    closed,
    logged,
    broken,
    all,
    /** What the group is remembered by. */
    history: async () =>
      new ChatHistory(await store.groupEvents(all('chat_metadata')[0]?.chat_group_id ?? '', 1000)).turns,
    say: (message: object) => session.receiveText(JSON.stringify(message)),
    /** Resolves when all that was sent so far is on its way. */
    settled: () => session.flushed(),
    /** Resolves when the session has ended the chat. */
    hungUp: () => when(() => closed.length > 0),
    /** Resolves when something threw that nobody waits for. */
    broke: () => when(() => broken.length > 0),
    /** Resolves when `count` messages of the type were sent since the chat began. */
    until: (type: SubscribeEvent['type'], count = 1) => when(() => all(type).length >= count),
  };
}
