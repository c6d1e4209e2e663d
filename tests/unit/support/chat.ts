/** A chat without network: providers that a test tells what to do, and everything the session sends. */

import { DEFAULT_TURN_SETTINGS } from '../../../server/audio/turn-detector.ts';
import { ChatSession } from '../../../server/chat/chat-session.ts';
import { readConnectionParameters } from '../../../server/chat/connection-parameters.ts';
import type {
  AnswerRequest,
  ExpressionMeasure,
  LanguageModel,
  Recogniser,
  Voice,
} from '../../../server/providers/types.ts';
import { type ChatGroups, createChatGroups } from '../../../server/store/chat-groups.ts';
import { EXPRESSIONS, type ExpressionScores } from '../../../shared/evi/expressions.ts';
import type { SubscribeEvent } from '../../../shared/evi/messages.ts';

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
  write: (request: AnswerRequest) => string | AsyncIterable<string> = () => 'Yes.',
): FakeLanguageModel {
  const requests: AnswerRequest[] = [];
  return {
    ...open,
    requests,
    async *answer(request) {
      requests.push(request);
      const text = write(request);
      if (typeof text === 'string') yield text;
      else yield* text;
    },
  };
}

export interface FakeVoice extends Voice {
  spoken: string[];
  signals: AbortSignal[];
}

export function fakeVoice(
  milliseconds: (sentence: string) => number = () => 100,
  sampleRate = 16_000,
): FakeVoice {
  const spoken: string[] = [];
  const signals: AbortSignal[] = [];
  return {
    ...open,
    sampleRate,
    spoken,
    signals,
    async speak(sentence, signal) {
      spoken.push(sentence);
      signals.push(signal);
      return new Int16Array(Math.round((milliseconds(sentence) * sampleRate) / 1000)).fill(1000);
    },
  };
}

export const fakeMeasure = (scores: ExpressionScores | null = SCORES): ExpressionMeasure => ({
  ...open,
  measure: () => scores,
});

export interface ChatOptions {
  /** The address's part after the question mark. */
  query?: string;
  recogniser?: Recogniser | null;
  languageModel?: LanguageModel;
  voice?: Voice;
  expression?: ExpressionMeasure;
  groups?: ChatGroups;
}

export function startChat(options: ChatOptions = {}) {
  const sent: SubscribeEvent[] = [];
  const logged: string[] = [];
  const waiting = new Set<() => void>();
  const groups = options.groups ?? createChatGroups();
  const session = new ChatSession({
    providers: {
      recogniser: options.recogniser ?? null,
      languageModel: options.languageModel ?? fakeLanguageModel(),
      voice: options.voice ?? fakeVoice(),
      expression: options.expression ?? fakeMeasure(),
    },
    groups,
    parameters: readConnectionParameters(new URLSearchParams(options.query)),
    turnSettings: DEFAULT_TURN_SETTINGS,
    send(message) {
      // As the wire would have it: what is changed later must not change what was sent.
      sent.push(structuredClone(message));
      for (const check of waiting) check();
    },
    log: (line) => logged.push(line),
  });
  session.open();

  const all = <Type extends SubscribeEvent['type']>(type: Type): Message<Type>[] =>
    sent.filter((message): message is Message<Type> => message.type === type);

  return {
    session,
    sent,
    logged,
    all,
    /** The only chat group of this chat. */
    history: () => groups.find(all('chat_metadata')[0]?.chat_group_id ?? '')?.history ?? [],
    say: (message: object) => session.receiveText(JSON.stringify(message)),
    /** Resolves when `count` messages of the type were sent since the chat began. */
    until: (type: SubscribeEvent['type'], count = 1) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (all(type).length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
