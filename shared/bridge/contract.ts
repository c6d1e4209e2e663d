/**
 * What the host page (loader) and the frame (widget) may ask of each other. Nothing else crosses the border.
 *
 * Loader and frame can be one version apart: a page may pin its loader, and a frame may lie in a cache. So a method
 * that is here stays as it is, a new one goes under a new version, and a side calls only what the other's version has.
 */
export const CONTRACT_VERSION = 3;

/** Part of the page under one heading, in reading order. `id` is the nearest anchor to scroll to, or empty. */
export interface PageSection {
  id: string;
  /** 1 to 6; 0 for text before the first heading. */
  level: number;
  heading: string;
  /** Plain text, one line a paragraph, list item or table row; a row's cells have ` | ` between them. */
  text: string;
  /** Since version 3. Names the section for `act`, as long as its heading stays on the page. */
  key?: string;
  /**
   * Since version 3. One letter for each line of `text`: `p` prose, `l` list item, `t` table row, `a` an image's
   * alternative text, `k` mostly links. In upper case where it stands beside the main content: in a header, a footer or an aside.
   */
  kinds?: string;
}

/** Something on the page that the assistant may be asked to use. */
export interface PageControl {
  /** Names it for `act`, as long as it stays on the page with this label, and the page at its address. */
  key: string;
  /** As a visitor knows it. */
  label: string;
}

export interface PageField extends PageControl {
  /** What it takes. A box is ticked by `true` or `false`. */
  kind: 'text' | 'choice' | 'box';
  /** The labels of a choice. */
  choices: string[];
}

export interface PageLink {
  label: string;
  /** On the same site, without query. */
  url: string;
}

export interface PageSnapshot {
  title: string;
  /** Without query and fragment. */
  url: string;
  /** BCP 47, or empty. */
  language: string;
  sections: PageSection[];
  /** Since version 3. What the visitor has selected, or empty. */
  selection?: string;
  /** Since version 3. The key of the section that the visitor looks at, or empty. */
  inView?: string;
  /** Since version 3. Name and content of the page's meta elements. */
  meta?: [name: string, content: string][];
  /** Since version 3. The page's JSON-LD, as text. */
  data?: string[];
  /** Since version 3. What `data-actions` lets be filled, pressed and gone to; empty where it does not. */
  fields?: PageField[];
  buttons?: PageControl[];
  links?: PageLink[];
}

/** What the assistant may do on the page, where `data-actions` allows it by name. */
export type PageActionName = 'scroll_to' | 'highlight' | 'go_to' | 'fill' | 'click';

/** How an action went. */
export interface PageActionResult {
  /** In words for the assistant. */
  told: string;
  /** For `undo`; empty where it cannot be undone. */
  undo: string;
}

/** The frame's place in the window. Lengths in CSS pixels. */
export interface FrameLayout {
  view: 'launcher' | 'panel';
  position: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';
  /** From the window's edges. */
  offset: number;
  zIndex: number;
  /** Of the launcher, within the loader's limits; the panel's size is the loader's alone. */
  width: number;
  height: number;
}

/** What the frame tells the page's scripts. Flat, so that the loader can check it: texts, numbers and flags. */
export interface FrameEvents {
  /** `activity` is empty outside a live call. */
  state: { state: string; activity: string; spoken: boolean; muted: boolean };
  /** Something was said to its end, typed, or cut off. `id` is the same when one entry is told again, changed. */
  transcript: { id: string; speaker: string; text: string; typed: boolean; interrupted: boolean };
  /** `state`: running, done or failed; asked where nothing was done yet, and declined where the visitor said no. */
  tool: { id: string; name: string; state: string };
  /** `reason` is one of a fixed list, `code` the server's own or empty. */
  error: { reason: string; code: string };
  /** `value` in milliseconds. */
  metrics: { name: string; value: number };
}

/** A function of the page that the assistant may call, without the function itself. */
export interface ToolDeclaration {
  name: string;
  description: string;
  /** JSON Schema of an object, as JSON text. */
  parameters: string;
  /** Milliseconds. */
  timeout: number;
  /** Since version 3. What the visitor is asked before each call: empty for nothing, left out for a question made of the tool's name. */
  confirm?: string;
}

/** Offered by the loader to the frame. */
export interface HostApi {
  layout(layout: FrameLayout): void;
  /**
   * Reads the page now, and from then on announces changes. `null` when the owner switched page reading off, or when what reads
   * it could not be fetched: the next call tries again.
   */
  readPage(): Promise<PageSnapshot | null>;
  /** Gives keyboard focus back to where it was on the host page before the host opened the panel. */
  returnFocus(): void;

  /** Since version 2. */
  emit<Name extends keyof FrameEvents>(name: Name, detail: FrameEvents[Name]): void;
  /** Since version 2. May the call start? The page's scripts may ask for consent or login first. */
  beforeStart(spoken: boolean): Promise<boolean>;
  /** Since version 2. Answers with what the assistant shall know; rejects with what went wrong. */
  runTool(name: string, args: unknown): Promise<string>;

  /**
   * Since version 3. `target` is a key of the last snapshot, or the address to go to; `value` is what a field is filled
   * with. Rejects with what went wrong, in words for the assistant: not allowed, not there any more, not possible.
   */
  act(name: PageActionName, target: string, value: string): Promise<PageActionResult>;
  /** Since version 3. Takes back what `act` did. Answers in words for the assistant. */
  undo(id: string): Promise<string>;
}

/** How a start went: `started`, `cancelled`, `prevented`, `other-tab`, `press-needed`, `frame-lost`, or the reason of the failure. */
export type StartOutcome = string;

/** Offered by the frame to the loader. */
export interface FrameApi {
  /**
   * The script tag's data-* attributes as they are; the frame parses them and warns of what it cannot use.
   * `pageLanguage` is the page's own, BCP 47 or empty.
   */
  configure(attributes: Record<string, string>, pageLanguage: string): void;
  open(): void;
  close(): void;
  pageChanged(snapshot: PageSnapshot): void;

  /** Since version 2. Answers at once: a frame that does not is dead. */
  alive(): true;
  /** Since version 2. `pressed`: the page is in the middle of a visitor's press, so the microphone may be asked for. */
  start(pressed: boolean): Promise<StartOutcome>;
  /** Since version 2. */
  end(): void;
  /** Since version 2. */
  setMuted(muted: boolean): void;
  /** Since version 2. As if the visitor had typed it. */
  sendText(text: string): Promise<StartOutcome>;
  /** Since version 2. The assistant says it, word for word. */
  speak(text: string): Promise<StartOutcome>;
  /** Since version 2. What the assistant shall know beside the page's text; empty for nothing. */
  setContext(text: string): void;
  /** Since version 2. They fill `{{name}}` in the config's prompt. */
  setVariables(variables: Record<string, string | number | boolean>): void;
  /** Since version 2. All of them; those of the call before are gone. */
  setTools(tools: ToolDeclaration[]): void;
}
