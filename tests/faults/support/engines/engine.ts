export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** One browser. What a visitor does and sees is the same in each; only how it is told differs. */
export interface Engine {
  /** A visitor without a past, on the page. */
  open(url: string): Promise<Tab>;
  close(): Promise<void>;
}

export interface Tab {
  /** Runs an expression in the host page and resolves with its value, which JSON can carry. */
  runInHost(expression: string): Promise<unknown>;
  /** The same in the widget's frame, without making the browser believe that somebody pressed something. */
  runInFrame(expression: string): Promise<unknown>;
  /** A real press at a point of the frame, in its own CSS pixels. */
  press(x: number, y: number): Promise<void>;
  /** Real keys, where the focus is. */
  type(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The WebDriver code of the Enter key. */
export const ENTER = '\uE007';
