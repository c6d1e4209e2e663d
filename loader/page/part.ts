/** Between the loader, which every page pays for, and the page part, which comes when a visitor opens the panel. */
import type { HostApi, PageSnapshot, ToolDeclaration } from '../../shared/bridge/contract.ts';

/** A tool, and how to run it. */
export type OfferedTool = [declaration: ToolDeclaration, run: (args: unknown) => unknown];

/** What the page part may know of its widget. */
export interface PageHost {
  /** As they are now. */
  attributes(): Record<string, string>;
  /** Of the contract, as the frame has it. */
  version(): number;
  /** Whether somebody may want to know what changes. */
  isWatched(): boolean;
  announce(snapshot: PageSnapshot): void;
  /** All tools that are not the page's own registered ones. */
  offer(tools: OfferedTool[]): void;
  /** Each problem once. */
  warn(problem: string): void;
  signal: AbortSignal;
}

export interface Page extends Pick<HostApi, 'act' | 'undo'> {
  /** `null` where the owner's exclusions cannot be understood. */
  read(): PageSnapshot | null;
  /** An attribute of the widget is another one, or the panel was opened. */
  changed(): void;
}

export interface PagePart {
  openPage(host: PageHost): Page;
}
