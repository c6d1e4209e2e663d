import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { ASKED, DECLINED } from '../../shared/tools/names.ts';
import type { Approval, TranscriptEntry } from '../models.ts';

/** Milliseconds that a question stands, and that what came of it is kept for a repeat. */
const PATIENCE = 120_000;
/** Milliseconds in which nobody has heard a question: words that begin so soon are the rest of what was said before. */
const TOO_SOON = 500;

/** Something that is done only after a yes. */
export interface Wish extends Omit<Approval, 'id'> {
  /** Tells this call with these arguments from any other. */
  call: string;
  /** The question as the assistant asks it. */
  spoken: string;
  act(): Promise<string>;
}

export interface Approvals {
  approval: ReadonlySignal<Approval | null>;
  /** Answers with the question; of a call that had its yes or no, with what came of it. Acts never. */
  request(wish: Wish): Promise<string>;
  /** By press. False where this question does not stand any more. `say` is called in between, to tell of it. */
  answer(approval: Approval, yes: boolean, say: () => void): boolean;
  /** Drops the question that stands. */
  drop(): void;
  /** Drops what came of others, too. */
  end(): void;
  /** Names the visitor's last words. Reads a signal. */
  lastWords(): string;
}

interface Asked {
  wish: Wish;
  approval: Approval;
}

interface Answered {
  outcome: Promise<string>;
  /** The assistant has got it: with the visitor's next words a repeat is a new wish. */
  told: boolean;
  /** The visitor's last, when it was told. */
  words: string;
  until: number;
}

/**
 * One question at a time, and a yes of the visitor's counts for exactly what was asked: said in the next words after it, or
 * pressed.
 *
 * @param judge Whether words are a yes (true), a no (false), or neither.
 */
export function createApprovals(
  entries: ReadonlySignal<readonly TranscriptEntry[]>,
  judge: (words: string) => boolean | undefined,
): Approvals {
  const asked = signal<Asked | null>(null);
  /** The words after the question were neither yes nor no; later ones may be to something else. */
  let heard = false;
  /** Keys of what had been said, or begun, before the question that stands; until `soon`, of what begins to be heard, too. */
  let before = new Set<string>();
  let soon = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** As many as the visitor has given answers in this call. */
  const answered = new Map<string, Answered>();
  let count = 0;

  const isSaid = ({ speaker, interim }: TranscriptEntry): boolean => speaker === 'visitor' && !interim;
  const lastWords = (): string => entries.value.filter(isSaid).at(-1)?.key ?? '';

  const drop = (): void => {
    clearTimeout(timer);
    asked.value = null;
  };

  const settle = ({ wish }: Asked, yes: boolean): void => {
    const record: Answered = {
      outcome: yes
        ? Promise.resolve().then(wish.act)
        : Promise.resolve(`${DECLINED} Do not ask again unless the visitor wants it.`),
      told: !yes,
      words: lastWords(),
      until: yes ? Number.POSITIVE_INFINITY : Date.now() + PATIENCE,
    };
    const over = (): void => {
      record.until = Date.now() + PATIENCE;
    };
    record.outcome.then(over, over);
    answered.set(wish.call, record);
  };

  const ask = (wish: Wish): string => {
    clearTimeout(timer);
    count += 1;
    const { question, details } = wish;
    heard = false;
    before = new Set(entries.peek().map(({ key }) => key));
    soon = Date.now() + TOO_SOON;
    asked.value = {
      wish,
      approval: { id: `approval-${count}`, question, details },
    };
    timer = setTimeout(drop, PATIENCE);
    return `${ASKED} ${wish.spoken}`;
  };

  effect(() => {
    const question = asked.value;
    const said = entries.value;
    if (!question || heard) return;
    if (Date.now() < soon) for (const { key, typed } of said) if (!typed) before.add(key);
    const words = said.find((entry) => isSaid(entry) && !before.has(entry.key));
    if (!words) return;
    heard = true;
    const yes = judge(words.text);
    if (yes === undefined) return;
    untracked(() => {
      drop();
      settle(question, yes);
    });
  });

  return {
    approval: computed(() => asked.value?.approval ?? null),
    lastWords,
    async request(wish) {
      const record = answered.get(wish.call);
      if (record && Date.now() < record.until && (!record.told || record.words === lastWords())) {
        try {
          return await record.outcome;
        } finally {
          record.told = true;
          record.words = lastWords();
        }
      }
      const other = asked.peek()?.wish;
      if (other?.call === wish.call) return `${ASKED} ${other.spoken}`;
      if (other && !heard)
        throw new Error(
          `one thing at a time. First the visitor must answer this: ${other.spoken} Then call again.`,
        );
      return ask(wish);
    },
    answer(approval, yes, say) {
      const question = asked.peek();
      if (question?.approval.id !== approval.id) return false;
      drop();
      say();
      settle(question, yes);
      return true;
    },
    drop,
    end() {
      drop();
      answered.clear();
    },
  };
}
