/** What the host page (loader) and the frame (widget) may ask of each other. Nothing else crosses the border. */

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

/** Offered by the loader to the frame. */
export interface HostApi {
  layout(layout: FrameLayout): void;
  /** Reads the page now, and from then on announces changes. `null` when the owner switched page reading off. */
  readPage(): PageSnapshot | null;
  /** Gives keyboard focus back to where it was on the host page before the host opened the panel. */
  returnFocus(): void;
}

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
}
