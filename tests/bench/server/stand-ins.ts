/** Providers that cost nothing, so that what is left is the server's own cost. */
import { createNoMeasure } from '../../../server/providers/expression-measures/none.ts';
import {
  HEARING_SAMPLE_RATE,
  type LanguageModel,
  type Recogniser,
  type Voice,
} from '../../../server/providers/types.ts';

const nothingToClose = { name: 'instant', close: async () => undefined };

const recogniser: Recogniser = {
  ...nothingToClose,
  hear: () => ({
    write: () => undefined,
    finish: async () => 'what are your opening hours',
    abort: () => undefined,
  }),
};

const languageModel: LanguageModel = {
  ...nothingToClose,
  async *answer() {
    yield 'We are open from Tuesday to Friday.';
  },
};

/** One second, for every sentence. */
const SAMPLES = Int16Array.from({ length: HEARING_SAMPLE_RATE }, (_, index) =>
  Math.round(8000 * Math.sin(index / 10)),
);

const voice: Voice = {
  ...nothingToClose,
  sampleRate: HEARING_SAMPLE_RATE,
  voices: ['instant'],
  speak: async () => SAMPLES,
};

/**
 * Takes the place of server/providers/choose.ts in the server that is built to be measured without providers.
 * @public
 */
export const chooseProviders: typeof import('../../../server/providers/choose.ts').chooseProviders = () => ({
  recogniser,
  languageModel,
  voice,
  expression: createNoMeasure(),
  webSearch: null,
  choices: [],
  close: async () => undefined,
});
