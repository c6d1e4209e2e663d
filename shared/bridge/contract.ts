/**
 * What the host page (loader) and the frame (widget) may ask of each other. Nothing else crosses the border.
 *
 * Loader and frame can be one version apart: a page may pin its loader, and a frame may lie in a cache. So a method
 * that is here stays as it is, a new one goes under a new version, and a side calls only what the other's version has.
 */
export const CONTRACT_VERSION = 2;

/** Part of the page under one heading, in reading order. `id` is the nearest anchor to scroll to, or empty. */
export interface PageSection {
  id: string;
  /** 1 to 6; 0 for text before the first heading. */
  level: number;
  heading: string;
  /** Plain text, one line a paragraph. */
  text: string;
}

export interface PageSnapshot {
  title: string;
  /** Without query and fragment. */
  url: string;
  /** BCP 47, or empty. */
  language: string;
  sections: PageSection[];
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
  /** `state`: running, done or failed. */
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
}

/** Offered by the loader to the frame. */
export interface HostApi {
  layout(layout: FrameLayout): void;
  /** Reads the page now, and from then on announces changes. `null` when the owner switched page reading off. */
  readPage(): PageSnapshot | null;
  /** Gives keyboard focus back to where it was on the host page before the host opened the panel. */
  returnFocus(): void;

  /** Since version 2. */
  emit<Name extends keyof FrameEvents>(name: Name, detail: FrameEvents[Name]): void;
  /** Since version 2. May the call start? The page's scripts may ask for consent or login first. */
  beforeStart(spoken: boolean): Promise<boolean>;
  /** Since version 2. Answers with what the assistant shall know; rejects with what went wrong. */
  runTool(name: string, args: unknown): Promise<string>;
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
