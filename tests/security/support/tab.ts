/** A browser as these tests use it: the same for Chromium and Firefox. */
import { eventually } from '../../faults/support/engines/processes.ts';

/** JSON carries it both ways. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [name: string]: Plain | undefined };

/** The document of a tab, of a frame or of a window that a page opened. */
export interface Realm {
  /** Runs in the page; it may use nothing from around it. */
  run<Argument extends Plain, Value>(
    work: (argument: Argument) => Value | Promise<Value>,
    argument?: Argument,
  ): Promise<Value>;
  /** Resolves as soon as it is true there. */
  until<Argument extends Plain>(work: (argument: Argument) => unknown, argument?: Argument): Promise<void>;
  /** Runs an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  goto(url: string): Promise<void>;
  /** A real press at a point, in the document's own CSS pixels. */
  press(x: number, y: number): Promise<void>;
  /** Real keys, where the focus is. */
  type(text: string): Promise<void>;
}

export interface Tab extends Realm {
  /** Resolves with the frame of the tab whose address begins so, as soon as there is one. */
  frame(start: string): Promise<Realm>;
  /** Addresses of all frames of the page, as they are now. */
  frames(): Promise<string[]>;
  /** Windows that were opened from here. */
  popups(): Realm[];
  /** Warnings and errors of all consoles, and uncaught exceptions. */
  readonly complaints: readonly string[];
  /** Address of every request, in order. */
  readonly requests: readonly string[];
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export interface Visitors {
  /** An empty tab of somebody without a past. The scripts run in all its documents, before their own. */
  newTab(scripts?: readonly (() => void)[]): Promise<Tab>;
  close(): Promise<void>;
}

/** As WebDriver has them. */
export const ESCAPE = '\uE00C';
export const TAB = '\uE004';

export const VIEWPORT = { width: 1280, height: 900 };

export async function until(ask: () => Promise<unknown>, what: (...args: never) => unknown): Promise<void> {
  await eventually(
    async () => ((await ask()) ? true : undefined),
    () => `It did not become true: ${what}`,
    15_000,
  );
}
