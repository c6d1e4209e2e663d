import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** Actions that are remembered. */
const MOST = 20;

interface Done {
  id: string;
  /** What was done, in the interface's words. */
  label: string;
  /** The visitor's last words then. */
  words: string;
}

/** What was done on the page and can be taken back, the last first. */
export interface Undo {
  /** What the last one was, as long as the visitor has said nothing since; empty where there is none. */
  undoable: ReadonlySignal<string>;
  add(id: string, label: string): void;
  /** Answers with what came of it; rejects where there is nothing, or it is not possible any more. */
  last(): Promise<string>;
  /** Of a page that is left. */
  forget(): void;
}

/** @param lastWords Names the visitor's last words. Reads a signal. */
export function createUndo(undo: (id: string) => Promise<string>, lastWords: () => string): Undo {
  const done = signal<readonly Done[]>([]);
  return {
    undoable: computed(() => {
      const last = done.value.at(-1);
      return last && last.words === lastWords() ? last.label : '';
    }),
    add(id, label) {
      done.value = [...done.peek(), { id, label, words: lastWords() }].slice(-MOST);
    },
    async last() {
      const last = done.peek().at(-1);
      if (!last) throw new Error('there is nothing to take back.');
      done.value = done.peek().slice(0, -1);
      return String(await undo(last.id));
    },
    forget() {
      done.value = [];
    },
  };
}
