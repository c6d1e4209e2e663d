import type { Html } from './html.ts';

/** What an owner is told about one point of an install. */
export interface Finding {
  /** `wrong`: the widget, or a part of it, does not work. `warning`: it works, but not as meant, or not for long. */
  level: 'wrong' | 'warning' | 'fine';
  title: string;
  /** Why, in plain words. */
  cause?: string;
  /** What to do. */
  cure?: string;
  /** The exact text to use: a header, a tag, a variable. */
  code?: string;
}

/** The page that is judged. */
export interface Page {
  /** After redirects. */
  url: URL;
  headers: Headers;
  html: Html;
  /** Somebody copied it out of a browser. */
  pasted: boolean;
}

/** Where browsers give the microphone: over HTTPS, and on this machine. */
export const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
