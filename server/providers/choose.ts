import type { Environment } from '../environment.ts';
import { createAcousticMeasure } from './expression-measures/acoustic.ts';
import { createNoMeasure } from './expression-measures/none.ts';
import { createOpenAiCompatible } from './language-models/openai-compatible.ts';
import { createPageAnswers } from './language-models/page-answers.ts';
import { createPocketsphinx, findPocketsphinx } from './recognisers/pocketsphinx.ts';
import type { Providers } from './types.ts';
import { createFlite } from './voices/flite.ts';
import { createSearxng } from './web-search/searxng.ts';

/** One line of the start summary. */
export interface Choice {
  role: string;
  chosen: string;
  why: string;
  /** How the operator changes it. */
  change: string;
}

export interface ChosenProviders extends Providers {
  choices: Choice[];
  close(): Promise<void>;
}

export function chooseProviders(environment: Environment): ChosenProviders {
  const {
    EVI_RECOGNISER,
    EVI_MAX_HEARD_AT_ONCE,
    EVI_LLM_URL,
    EVI_LLM_MODEL,
    EVI_LLM_API_KEY,
    EVI_VOICE,
    EVI_EXPRESSION,
    EVI_WEB_SEARCH_URL,
  } = environment;
  const installed = EVI_RECOGNISER === 'none' ? null : findPocketsphinx();
  if (EVI_RECOGNISER === 'pocketsphinx' && !installed)
    throw new Error(
      'EVI_RECOGNISER=pocketsphinx: it is not installed. On Debian or Ubuntu: apt-get install pocketsphinx pocketsphinx-en-us',
    );

  const recogniser =
    installed && createPocketsphinx({ install: installed, maximumTurns: EVI_MAX_HEARD_AT_ONCE });
  const languageModel = EVI_LLM_URL
    ? createOpenAiCompatible({
        url: EVI_LLM_URL,
        model: EVI_LLM_MODEL,
        ...(EVI_LLM_API_KEY ? { apiKey: EVI_LLM_API_KEY } : {}),
      })
    : createPageAnswers();
  const voice = createFlite({ voice: EVI_VOICE });
  const expression = EVI_EXPRESSION === 'none' ? createNoMeasure() : createAcousticMeasure();
  const webSearch = EVI_WEB_SEARCH_URL ? createSearxng({ url: EVI_WEB_SEARCH_URL }) : null;

  return {
    recogniser,
    languageModel,
    voice,
    expression,
    webSearch,
    choices: [
      {
        role: 'Recogniser',
        chosen: recogniser?.name ?? 'none: visitors type',
        why: recogniser
          ? 'found on this machine; English, best in a quiet room'
          : EVI_RECOGNISER === 'none'
            ? 'EVI_RECOGNISER=none'
            : 'pocketsphinx and its English model are not installed',
        change: 'EVI_RECOGNISER=pocketsphinx|none',
      },
      {
        role: 'Language model',
        chosen: languageModel.name,
        why: EVI_LLM_URL
          ? 'EVI_LLM_URL is set'
          : 'needs no account: answers are found in the page’s own text',
        change: 'EVI_LLM_URL, EVI_LLM_MODEL, EVI_LLM_API_KEY',
      },
      {
        role: 'Voice',
        chosen: voice.name,
        why: 'comes with the npm packages',
        change: 'EVI_VOICE=slt|rms|awb|kal16',
      },
      {
        role: 'Expression measure',
        chosen: expression.name,
        why: EVI_EXPRESSION === 'none' ? 'EVI_EXPRESSION=none' : 'an estimate from pitch, energy and pace',
        change: 'EVI_EXPRESSION=acoustic|none',
      },
      {
        role: 'Web search',
        chosen: webSearch?.name ?? 'none: the assistant cannot search',
        why: webSearch ? 'EVI_WEB_SEARCH_URL is set' : 'needs the address of a SearXNG server',
        change: 'EVI_WEB_SEARCH_URL',
      },
    ],
    async close() {
      const all = [recogniser, languageModel, voice, expression, webSearch];
      await Promise.all(all.map((provider) => provider?.close()));
    },
  };
}
