import { createHash } from 'node:crypto';
import type { BuiltModel, ModelBuilder } from './model-builder.ts';
import type { DecoderFiles } from './pocketsphinx-messages.ts';

/** Models kept on disk, least recently used ones go first. One is 2-6 MB. */
const KEPT_MODELS = 32;
/** Milliseconds that a chat's first turn waits for the page's own model, before it is heard with the general one. */
const PATIENCE = 1000;
/** After a build the same chat's next one waits this many times as long: a page that never rests takes a quarter of a core. */
const REST = 3;

export interface PageModel {
  key: string;
  files: DecoderFiles;
}

/** Aborted when the chat is over. Also tells one chat from another. */
type Chat = AbortSignal;

/** A turn that waits for a model. */
interface Waiting {
  chat: Chat;
  key: string;
  patient: boolean;
  /** No model of its own will come. */
  failed: boolean;
  settle(model: PageModel | Error): void;
}

const keyOf = (vocabulary: string) => createHash('sha256').update(vocabulary).digest('base64url');
const GENERAL = keyOf('');

/**
 * The models of the chats' pages. One is built at a time, and of each chat only the newest wanted: a page that
 * changes faster than models are built neither queues them nor keeps a turn waiting. `onBuilt` is told the models that
 * a chat asked for.
 */
export function createModelCache(builder: ModelBuilder, onBuilt: (model: PageModel) => void) {
  const ready = new Map<string, BuiltModel>();
  /** What each chat wants and no one builds yet; the chat that waits longest is first. */
  const wanted = new Map<Chat, { key: string; vocabulary: string }>();
  /** The newest model that was ready for a chat. */
  const latest = new WeakMap<Chat, string>();
  /** When, on `performance.now()`, a chat's next build may begin. */
  const restsUntil = new WeakMap<Chat, number>();
  const waiting = new Set<Waiting>();
  let generalWanted = false;
  let building: { key: string; chats: Set<Chat> } | undefined;
  let alarm: NodeJS.Timeout | undefined;
  let closed = false;

  function find(key: string | undefined): PageModel | undefined {
    const model = key === undefined ? undefined : ready.get(key);
    if (key === undefined || !model) return undefined;
    // Re-inserted, so that the model unused for longest is the first to go.
    ready.delete(key);
    ready.set(key, model);
    return { key, files: model.files };
  }

  /** A page of before is nearer to what is said than no page at all. */
  const findFor = (chat: Chat, key: string) => find(key) ?? find(latest.get(chat));

  function want(chat: Chat, vocabulary: string): string {
    const key = keyOf(vocabulary);
    if (closed || chat.aborted) return key;
    if (ready.has(key)) latest.set(chat, key);
    else if (building?.key === key) building.chats.add(chat);
    else {
      wanted.set(chat, { key, vocabulary });
      queueMicrotask(buildNext);
      return key;
    }
    wanted.delete(chat);
    return key;
  }

  function next(): { key: string; vocabulary: string; chats: Set<Chat> } | undefined {
    const general = { key: GENERAL, vocabulary: '', chats: new Set<Chat>() };
    // Not last when someone waits for it, or busy pages would keep it from ever being built.
    if (generalWanted && [...waiting].some(({ patient }) => !patient)) return general;
    const now = performance.now();
    let soonest = Number.POSITIVE_INFINITY;
    for (const chat of wanted.keys()) if (chat.aborted) wanted.delete(chat);
    for (const [chat, { key, vocabulary }] of wanted) {
      const from = restsUntil.get(chat) ?? 0;
      if (from <= now) {
        const same = [...wanted].filter(([, other]) => other.key === key).map(([other]) => other);
        return { key, vocabulary, chats: new Set(same) };
      }
      soonest = Math.min(soonest, from);
    }
    if (generalWanted) return general;
    clearTimeout(alarm);
    if (soonest < Number.POSITIVE_INFINITY) alarm = setTimeout(buildNext, Math.ceil(soonest - now)).unref();
    return undefined;
  }

  function buildNext(): void {
    if (closed || building) return;
    const job = next();
    if (!job) return;
    const { key, vocabulary, chats } = job;
    building = job;
    if (key === GENERAL) generalWanted = false;
    for (const chat of chats) wanted.delete(chat);
    const began = performance.now();
    builder.build(vocabulary).then(
      (model) => end(() => keep(key, model, chats)),
      (reason: Error) => end(() => fail(key, reason)),
    );
    function end(settle: () => void): void {
      building = undefined;
      const now = performance.now();
      for (const chat of chats) restsUntil.set(chat, now + REST * (now - began));
      if (closed) return;
      settle();
      for (const turn of waiting) serve(turn);
      buildNext();
    }
  }

  function keep(key: string, model: BuiltModel, chats: ReadonlySet<Chat>): void {
    ready.set(key, model);
    for (const chat of chats) latest.set(chat, key);
    const oldest = ready.size > KEPT_MODELS && [...ready].find(([other]) => other !== GENERAL);
    if (oldest) {
      ready.delete(oldest[0]);
      oldest[1].remove();
    }
    if (chats.size > 0) onBuilt({ key, files: model.files });
  }

  function fail(key: string, reason: Error): void {
    for (const turn of waiting) {
      if (key === GENERAL && (turn.failed || turn.key === GENERAL)) turn.settle(reason);
      else if (turn.key === key) {
        turn.failed = true;
        losePatience(turn);
      }
    }
  }

  function losePatience(turn: Waiting): void {
    turn.patient = false;
    if (!ready.has(GENERAL) && building?.key !== GENERAL) generalWanted = true;
    serve(turn);
    buildNext();
  }

  function serve(turn: Waiting): void {
    const model = findFor(turn.chat, turn.key) ?? (turn.patient ? undefined : find(GENERAL));
    if (model) turn.settle(model);
  }

  // For the first turn of a chat whose page has no model yet. After what is wanted in the same breath.
  generalWanted = true;
  queueMicrotask(buildNext);

  return {
    /** Has the model built, unless the chat wants another one before it is begun. */
    want,
    /** What a turn of the chat would be heard with, if it began now and must not wait. */
    readyFor: (chat: Chat, vocabulary: string) => findFor(chat, keyOf(vocabulary)),
    /**
     * What a turn that begins now is heard with: the vocabulary's model, else the chat's newest, else, after a
     * second, the general one. Rejects when there is none to be had; the next call tries again.
     */
    use(chat: Chat, vocabulary: string): Promise<PageModel> {
      const key = want(chat, vocabulary);
      return new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The recogniser was closed'));
        const timer = setTimeout(() => losePatience(turn), PATIENCE);
        const turn: Waiting = {
          chat,
          key,
          patient: true,
          failed: false,
          settle(model) {
            clearTimeout(timer);
            waiting.delete(turn);
            if (model instanceof Error) reject(model);
            else resolve(model);
          },
        };
        waiting.add(turn);
        serve(turn);
      });
    },
    async close() {
      closed = true;
      clearTimeout(alarm);
      for (const turn of waiting) turn.settle(new Error('The recogniser was closed'));
      await builder.close();
    },
  };
}
