import type { PocketsphinxInstall } from './pocketsphinx-install.mjs';
import type { WeightedModel } from './pocketsphinx-native.ts';

/** What a decoder is opened with. Files stay in place until the child has reported `ready`. */
export interface DecoderFiles {
  dictionary: string;
  models: WeightedModel[];
}

/** To the child. Once `load` or `build` is done, the other kind is not sent. */
export type ToProcess =
  | { type: 'load'; install: PocketsphinxInstall; files: DecoderFiles }
  | { type: 'audio'; samples: Int16Array }
  | { type: 'finish' }
  | { type: 'build'; install: PocketsphinxInstall; vocabulary: string; directory: string };

/** From the child. `failed` is its last message. */
export type FromProcess =
  | { type: 'ready' }
  | { type: 'interim'; transcript: string }
  | { type: 'final'; transcript: string }
  | { type: 'built'; files: DecoderFiles }
  | { type: 'failed'; reason: string };
