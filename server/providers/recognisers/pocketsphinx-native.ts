import koffi from 'koffi';
import { modelFiles, type PocketsphinxInstall } from './pocketsphinx-install.mjs';

/** An address inside the native library. Only ever handed back to it. */
type Pointer = bigint | null;

/** `ngram_file_type_t` of sphinxbase: how a language model file is read or written. */
const NGRAM_AUTO = 0;
const NGRAM_BIN = 2;

export interface WeightedModel {
  /** ARPA or sphinxbase binary. */
  file: string;
  /** Share in the linear interpolation; all shares sum to 1. */
  weight: number;
}

/** libpocketsphinx 5prealpha, as much of it as we need. */
export interface Pocketsphinx {
  /** Loads acoustic model, dictionary and language models (70-200 ms). Throws when a file is not to its liking. */
  openDecoder(dictionary: string, models: readonly WeightedModel[]): Decoder;
  /** Words of the generic language model with log10 of their probability, the likeliest first. */
  commonWords(limit: number): [word: string, log10: number][];
  /** Turns an ARPA file into sphinxbase's binary form, which loads faster. */
  compileModel(arpa: string, binary: string): void;
}

/** One utterance at a time. */
export interface Decoder {
  start(): void;
  /** 16 kHz mono. Takes about a tenth of the audio's duration. */
  write(samples: Int16Array): void;
  /** Best guess so far, lower case, empty before the first word. */
  hypothesis(): string;
  /** Ends the utterance and gives its transcript, lower case. */
  finish(): string;
}

/**
 * Binds the native library. Throws when a library or a symbol is missing. A mistake in a call ends the whole
 * process, and so may a defect in the library: only to be used in a process of its own.
 */
export function bindPocketsphinx({ libraries, modelDirectory }: PocketsphinxInstall): Pocketsphinx {
  // Global, because libpocketsphinx resolves its sphinxbase symbols from what is already loaded.
  const base = koffi.load(libraries.sphinxbase, { global: true });
  const library = koffi.load(libraries.pocketsphinx);
  const parse: (inout: null, definitions: Pointer, count: number, argv: string[], strict: 1) => Pointer =
    base.func(
      'void *cmd_ln_parse_r(void *inout, void *definitions, int32_t argc, const char **argv, int32_t strict)',
    );
  const definitions: () => Pointer = library.func('void *ps_args()');
  const init: (config: Pointer) => Pointer = library.func('void *ps_init(void *config)');
  const logmathOf: (decoder: Pointer) => Pointer = library.func('void *ps_get_logmath(void *decoder)');
  const newLogmath: (base: number, shift: number, table: number) => Pointer = base.func(
    'void *logmath_init(double base, int shift, int use_table)',
  );
  const toLog10: (logmath: Pointer, value: number) => number = base.func(
    'double logmath_log_to_log10(void *logmath, int value)',
  );
  const readModel: (config: Pointer, file: string, type: number, logmath: Pointer) => Pointer = base.func(
    'void *ngram_model_read(void *config, const char *file, int type, void *logmath)',
  );
  const writeModel: (model: Pointer, file: string, type: number) => number = base.func(
    'int32_t ngram_model_write(void *model, const char *file, int type)',
  );
  const mixModels: (
    config: Pointer,
    models: Pointer[],
    names: string[],
    weights: Float32Array,
    count: number,
  ) => Pointer = base.func(
    'void *ngram_model_set_init(void *config, void **models, const char **names, const float *weights, int32_t count)',
  );
  const modelCounts: (model: Pointer) => unknown = base.func(
    'const uint32_t *ngram_model_get_counts(void *model)',
  );
  const wordAt: (model: Pointer, id: number) => string | null = base.func(
    'const char *ngram_word(void *model, int32_t id)',
  );
  const unigram: (model: Pointer, id: number, history: null, length: 0, used: [number]) => number = base.func(
    'int32_t ngram_ng_prob(void *model, int32_t id, const int32_t *history, int32_t length, _Out_ int32_t *used)',
  );
  const setModel: (decoder: Pointer, name: string, model: Pointer) => number = library.func(
    'int ps_set_lm(void *decoder, const char *name, void *model)',
  );
  const setSearch: (decoder: Pointer, name: string) => number = library.func(
    'int ps_set_search(void *decoder, const char *name)',
  );
  const startUtterance: (decoder: Pointer) => number = library.func('int ps_start_utt(void *decoder)');
  const process: (decoder: Pointer, data: Int16Array, count: number, noSearch: 0, whole: 0) => number =
    library.func(
      'int ps_process_raw(void *decoder, const int16_t *data, size_t count, int no_search, int whole)',
    );
  const endUtterance: (decoder: Pointer) => number = library.func('int ps_end_utt(void *decoder)');
  const hypothesisOf: (decoder: Pointer, score: null) => string | null = library.func(
    'const char *ps_get_hyp(void *decoder, int32_t *score)',
  );

  // What it reports goes to stderr, a line for every file read.
  const setLog: (file: null) => void = base.func('void err_set_logfp(void *file)');
  setLog(null);

  const files = modelFiles(modelDirectory);

  const configure = (options: Record<string, string>): Pointer => {
    const argv = ['pocketsphinx', ...Object.entries(options).flatMap(([name, value]) => [`-${name}`, value])];
    const config = parse(null, definitions(), argv.length, argv, 1);
    if (config === null) throw new Error(`pocketsphinx refused its options: ${argv.join(' ')}`);
    return config;
  };

  const load = (config: Pointer, file: string, logmath: Pointer): Pointer => {
    const model = readModel(config, file, NGRAM_AUTO, logmath);
    if (model === null) throw new Error(`pocketsphinx cannot read the language model ${file}`);
    return model;
  };

  /** 1.0001 is sphinxbase's own default base; the table makes its logarithms equal to the decoder's. */
  const plainLogmath = () => newLogmath(1.0001, 0, 1);

  return {
    openDecoder(dictionary, models) {
      const config = configure({ hmm: files.acoustic, dict: dictionary, ...DECODER_OPTIONS });
      const decoder = init(config);
      if (decoder === null)
        throw new Error(`pocketsphinx cannot start with ${files.acoustic} and ${dictionary}`);
      const loaded = models.map(({ file }) => load(config, file, logmathOf(decoder)));
      const weights = Float32Array.from(models, ({ weight }) => weight);
      const names = models.map((_, index) => `part${index}`);
      const mixed =
        loaded.length === 1 ? (loaded[0] ?? null) : mixModels(config, loaded, names, weights, loaded.length);
      if (mixed === null || setModel(decoder, 'page', mixed) < 0 || setSearch(decoder, 'page') < 0)
        throw new Error('pocketsphinx refused the language model');
      return {
        start: () => {
          startUtterance(decoder);
        },
        write: (samples) => {
          process(decoder, samples, samples.length, 0, 0);
        },
        hypothesis: () => hypothesisOf(decoder, null) ?? '',
        finish: () => {
          endUtterance(decoder);
          return hypothesisOf(decoder, null) ?? '';
        },
      };
    },

    commonWords(limit) {
      const logmath = plainLogmath();
      const model = load(null, files.language, logmath);
      const counts: unknown = koffi.decode(modelCounts(model), 'uint32_t', 1);
      const size = counts instanceof Uint32Array ? (counts[0] ?? 0) : 0;
      const words: [string, number][] = [];
      for (let id = 0; id < size; id++) {
        const word = wordAt(model, id);
        if (word) words.push([word, toLog10(logmath, unigram(model, id, null, 0, [0]))]);
      }
      return words.sort((one, other) => other[1] - one[1]).slice(0, limit);
    },

    compileModel(arpa, binary) {
      const model = load(null, arpa, plainLogmath());
      if (writeModel(model, binary, NGRAM_BIN) < 0) throw new Error(`pocketsphinx cannot write ${binary}`);
    },
  };
}

/**
 * The second, flat pass would take 60 to 100 ms after the end of a turn, and does not lower the word error rate. The two
 * bounds keep the search from spreading in noise: with pink noise 20 dB below the voice the end of a turn took up to
 * 233 ms without them and 35 ms with them, at the same word error rate.
 */
const DECODER_OPTIONS = { fwdflat: 'no', maxhmmpf: '4000', maxwpf: '20' };
