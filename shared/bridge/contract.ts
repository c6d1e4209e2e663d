/** What the host page (loader) and the frame (widget) may ask of each other. Nothing else crosses the border. */
import type { WidgetOptions } from '../options/table.ts';

/** Part of the page under one heading, in reading order. `id` is the nearest anchor to scroll to. */
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

/** The frame's two shapes. The loader decides how large each may become. */
export type FrameView = 'launcher' | 'panel';

/** Offered by the loader to the frame. */
export interface HostApi {
  /** `width` and `height` in CSS pixels; clamped by the loader. */
  resize(view: FrameView, width: number, height: number): void;
  /** Reads the page now, and from then on announces changes. `null` when the owner switched page reading off. */
  readPage(): PageSnapshot | null;
  /** Gives keyboard focus back to where it was on the host page before the host opened the panel. */
  returnFocus(): void;
}

/** Offered by the frame to the loader. */
export interface FrameApi {
  configure(options: WidgetOptions): void;
  open(): void;
  close(): void;
  pageChanged(snapshot: PageSnapshot): void;
}
