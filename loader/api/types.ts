/** What a page's own scripts can do with the widget, and hear of it. */
import type { FrameEvents, StartOutcome } from '../../shared/bridge/contract.ts';
import type { WidgetOptions } from '../../shared/options/table.ts';

/** Name and detail of each event. */
export interface EviEvents extends FrameEvents {
  /** The launcher stands. A listener that is added later is called at once. */
  ready: object;
  open: object;
  close: object;
  /**
   * A call is about to start. A listener that returns false, or a promise of false, prevents it; so does
   * `preventDefault()` on the DOM event. A listener that throws prevents it, too.
   */
  'before-start': { spoken: boolean };
}

export type EviListener<Name extends keyof EviEvents> = (detail: EviEvents[Name]) => unknown;

/** A function of the page that the assistant may call. */
export interface EviTool {
  /** 1 to 64 letters, digits, `_` or `-`. */
  name: string;
  /** When to call it and what it does, in words for the assistant. At most 2000 characters. */
  description: string;
  /** JSON Schema of an object; without it the tool takes no arguments. */
  parameters?: object;
  /** Milliseconds that the widget waits, 30,000 unless told; at most 600,000. The server may wait less. */
  timeout?: number;
  /**
   * The visitor is asked before each call, with this question or one made of the name. `false`, for what only looks
   * something up: never asked.
   */
  confirm?: boolean | string;
  /**
   * @param args What the assistant gave: check it, for a model can give anything.
   * @returns What the assistant shall know of it. What is no text is turned into JSON.
   */
  run(args: unknown): unknown;
}

/** Those of the script tag by name, without `data-`; `undefined` for the default. */
export type EviOptions = { [Name in keyof WidgetOptions]?: WidgetOptions[Name] | undefined };

export interface EviWidgetApi {
  /** As in data-name. */
  readonly name: string;
  open(): Promise<void>;
  /** Closes the panel and ends the call: a closed panel never listens. */
  close(): Promise<void>;
  toggle(): Promise<void>;
  /**
   * Opens the panel and starts a spoken call. Call it inside a visitor's press: otherwise the answer is `press-needed`,
   * and the panel offers Talk.
   */
  start(): Promise<StartOutcome>;
  end(): Promise<void>;
  mute(muted?: boolean): Promise<void>;
  /** As if the visitor had typed it. At most 4000 characters. */
  sendText(text: string): Promise<StartOutcome>;
  /** Has the assistant say it, word for word. At most 4000 characters. */
  speak(text: string): Promise<StartOutcome>;
  /** What the assistant shall know beside the page's text, at most 8000 characters; empty for nothing. */
  setContext(text: string): Promise<void>;
  /** They fill `{{name}}` in the config's prompt, and take the place of those before. */
  setVariables(variables: Record<string, string | number | boolean>): Promise<void>;
  /** Answers with the way to take it back. One of the same name replaces the one before. */
  registerTool(tool: EviTool): () => void;
  /** Sets data attributes; `undefined` takes one back to its default. */
  update(options: EviOptions): void;
  /** Answers with the way to take it back. Listening to `transcript` sets data-share-transcript. */
  on<Name extends keyof EviEvents>(name: Name, listener: EviListener<Name>): () => void;
  off<Name extends keyof EviEvents>(name: Name, listener: EviListener<Name>): void;
  /**
   * Goes on with the settings of another tag, where its own is gone from the page. A page that swaps its content puts the
   * same tag anew; its script does this by itself. False while its own tag is there.
   */
  adopt(element: HTMLElement): boolean;
  /** Removes the widget and everything it listens to, and ends the call. A script tag added afterwards starts a new one. */
  destroy(): void;
}

/** `EviWidget.q` takes calls before the script has come: `['open']`, `['sendText', 'Hello']`, or a function. */
export type EviQueued = [method: string, ...args: unknown[]] | ((widget: EviWidgetApi) => void);

/** `window.EviWidget`: the widget of the page, or the first of several. */
export interface EviWidgetGlobal extends EviWidgetApi {
  q: { push(...calls: EviQueued[]): void } | EviQueued[];
  /** All widgets of the page by their names. */
  instances: Record<string, EviWidgetApi>;
}
