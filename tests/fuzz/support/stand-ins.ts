/** What the server hears, answers and speaks with while it is fuzzed: instant, and without memory of its own. */
import { createAcousticMeasure } from '../../../server/providers/expression-measures/acoustic.ts';
import type { LanguageModel, Recogniser, ToolRequest, Voice } from '../../../server/providers/types.ts';

export const VOICES = ['alto', 'bass'];
/** The id of every tool call. */
export const CALL_ID = 'call_1';
/** A visitor's text that holds this makes the language model ask for the first tool it has. */
export const CALL_WORD = 'tool';
/** The built-in tool that would end the chat. */
const LEAVING = 'hang_up';
/** Characters of an answer, which repeats what the visitor said. */
const LONGEST_ANSWER = 500;
const SAMPLE_RATE = 16_000;

const nothingToClose = { close: async () => undefined };

const recogniser: Recogniser = {
  ...nothingToClose,
  name: 'stand-in',
  hear: ({ onInterim }) => ({
    write: () => onInterim('Hea'),
    finish: async () => 'Heard.',
    abort: () => undefined,
  }),
};

const languageModel: LanguageModel = {
  ...nothingToClose,
  name: 'stand-in',
  async *answer({ history, tools }): AsyncGenerator<string | ToolRequest> {
    const last = history.at(-1);
    const text = last?.role === 'user' ? last.content : 'Done.';
    const tool = tools.find(({ name }) => name !== LEAVING);
    if (tool && text.includes(CALL_WORD)) yield { id: CALL_ID, name: tool.name, parameters: '{}' };
    // Cut where it falls, through surrogate pairs too, as a stream of tokens is.
    else for (let at = 0; at < Math.min(text.length, LONGEST_ANSWER); at += 7) yield text.slice(at, at + 7);
  },
};

const voice: Voice = {
  ...nothingToClose,
  name: 'stand-in',
  sampleRate: SAMPLE_RATE,
  voices: VOICES,
  speak: async () => new Int16Array(SAMPLE_RATE / 100).fill(1000),
};

/**
 * Takes the place of server/providers/choose.ts in the server that is built for fuzzing.
 * @public
 */
export const chooseProviders: typeof import('../../../server/providers/choose.ts').chooseProviders = () => ({
  recogniser,
  languageModel,
  voice,
  expression: createAcousticMeasure(),
  webSearch: null,
  choices: [],
  ...nothingToClose,
});
