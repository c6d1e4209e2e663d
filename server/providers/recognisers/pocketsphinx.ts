import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Recogniser } from '../types.ts';
import { createModelBuilder } from './model-builder.ts';
import { createModelCache, type PageModel } from './page-model-cache.ts';
import type { PocketsphinxInstall } from './pocketsphinx-install.mjs';
import { type RecogniserProcess, startProcess } from './process-handle.ts';
import { createTurn, refusedTurn, type Turn } from './recogniser-turn.ts';

export { findPocketsphinx } from './pocketsphinx-install.mjs';

export interface PocketsphinxOptions {
  /** As `findPocketsphinx` finds it. */
  install: PocketsphinxInstall;
  /** Bundled JavaScript of ./pocketsphinx-process.ts. */
  processFile?: string;
  /**
   * Visitors heard at the same moment; one more is refused. Each takes 110 MB, 65 of them its own, and a tenth of
   * a core while it hears; one spare child is kept besides. Default 8.
   */
  maximumTurns?: number;
}

/** A child that has loaded, or is loading, the page model of `key`, and waits for a visitor to speak. */
interface Spare {
  key: string;
  child: RecogniserProcess;
}

/** Where vite puts the entry `recogniser-process`: beside the bundle that this module ends up in. */
const bundledProcessFile = () => join(dirname(fileURLToPath(import.meta.url)), 'recogniser-process.js');

/**
 * The recogniser that needs no internet: CMU pocketsphinx with its US English model, one process a turn, and a
 * language model mixed from the page's words and the general one. English only, and weak in noise.
 */
export function createPocketsphinx(options: PocketsphinxOptions): Recogniser {
  const { install } = options;
  const processFile = options.processFile ?? bundledProcessFile();
  const maximumTurns = options.maximumTurns ?? 8;
  const models = createModelCache(createModelBuilder(install, processFile), keepSpare);
  const children = new Set<RecogniserProcess>();
  const turns = new Set<Turn>();
  let spare: Spare | null = null;
  let closed = false;

  function start(model: PageModel | Promise<PageModel>): RecogniserProcess {
    const child = startProcess(processFile);
    children.add(child);
    void child.gone.then(() => children.delete(child));
    Promise.resolve(model).then(
      ({ files }) => child.send({ type: 'load', install, files }),
      (reason: Error) => child.kill(reason),
    );
    return child;
  }

  function keepSpare(model: PageModel) {
    if (closed || spare?.key === model.key) return;
    void spare?.child.kill();
    const next = { key: model.key, child: start(model) };
    spare = next;
    void next.child.gone.then(() => {
      if (spare === next) spare = null;
    });
  }

  function takeOrStart(chat: AbortSignal, vocabulary: string): RecogniserProcess {
    const ready = models.readyFor(chat, vocabulary);
    const model = ready ?? models.use(chat, vocabulary);
    if (!ready || spare?.key !== ready.key) return start(model);
    const { child } = spare;
    spare = null;
    return child;
  }

  return {
    name: 'pocketsphinx (offline, US English)',
    prepare(vocabulary, chat = new AbortController().signal) {
      models.want(chat, vocabulary);
      const ready = models.readyFor(chat, vocabulary);
      if (ready) keepSpare(ready);
    },
    hear({ vocabulary, onInterim, chat = new AbortController().signal }) {
      if (closed) return refusedTurn(new Error('The recogniser is closed'));
      if (turns.size >= maximumTurns)
        return refusedTurn(
          new Error(
            `The recogniser is hearing ${maximumTurns} visitors already, its limit (EVI_MAX_HEARD_AT_ONCE)`,
          ),
        );
      const turn: Turn = createTurn({
        start: () => takeOrStart(chat, vocabulary),
        onInterim,
        onEnd: () => turns.delete(turn),
      });
      turns.add(turn);
      // For the turn that comes next.
      models.want(chat, vocabulary);
      const ready = models.readyFor(chat, vocabulary);
      if (ready) keepSpare(ready);
      return turn;
    },
    async close() {
      closed = true;
      for (const turn of turns) turn.fail(new Error('The recogniser was closed'));
      await Promise.all([...children].map((child) => child.kill()));
      await models.close();
    },
  };
}
