/** Ways to read a page: each runs in the page, and what it answers is made text of outside. */
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { PagePart } from '../../../loader/page/part.ts';
import type { PageSnapshot } from '../../../shared/bridge/contract.ts';
import { readContent } from '../../../widget/page/content.ts';
import { mainContent } from '../../../widget/page/main-content.ts';

const require = createRequire(import.meta.url);

export interface Reading {
  /** Of the main content. */
  text: string;
  /** Milliseconds on the page's main thread. */
  time: number;
  /** What leaves the page for the widget, and what the assistant gets of that. */
  bytes: number;
  context: number;
}

export interface Reader {
  name: string;
  /** Puts its code into the page, unmeasured. */
  prepare(page: Page): Promise<void>;
  read(page: Page): Promise<Reading>;
}

interface Readable {
  Readability: new (document: Document) => { parse(): { textContent?: string | null } | null };
}

/** Where the benchmark serves the built page part. */
export const PART = '/part.js';

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Alternative texts are read by ours alone, and are no part of the reference. */
const withoutAlts = ({ sections }: PageSnapshot): Pick<PageSnapshot, 'sections'> => ({
  sections: sections.map((section) => {
    const { text, kinds = '' } = section;
    const isText = (_: unknown, at: number): boolean => kinds[at]?.toLowerCase() !== 'a';
    return {
      ...section,
      text: text.split('\n').filter(isText).join('\n'),
      kinds: [...kinds].filter(isText).join(''),
    };
  }),
});

const textOnly = ({ text, time }: { text: string; time: number }): Reading => ({
  text,
  time,
  bytes: bytesOf(text),
  context: bytesOf(text),
});

export const READERS: readonly Reader[] = [
  {
    name: 'evi-widget',
    async prepare(page) {
      await page.evaluate(async (part) => {
        Object.assign(window, await import(part));
      }, PART);
    },
    async read(page) {
      const { snapshot, time } = await page.evaluate(() => {
        const openPage: PagePart['openPage'] = Reflect.get(window, 'openPage');
        const start = performance.now();
        const opened = openPage({
          attributes: () => ({}),
          version: () => 3,
          isWatched: () => false,
          announce: () => undefined,
          offer: () => undefined,
          warn: (problem) => console.warn(problem),
          signal: new AbortController().signal,
        });
        const snapshot = opened.read();
        return { snapshot, time: performance.now() - start };
      });
      if (!snapshot) throw new Error('The page was not read.');
      const settings = { language: 'en', budget: 8000, knowledge: '', exclude: '', mask: false };
      return {
        text: mainContent(withoutAlts(snapshot)).join('\n'),
        time,
        bytes: bytesOf(JSON.stringify(snapshot)),
        context: bytesOf(readContent(snapshot, settings).text),
      };
    },
  },
  {
    name: '@mozilla/readability',
    async prepare(page) {
      await page.addScriptTag({ path: require.resolve('@mozilla/readability/Readability.js') });
    },
    async read(page) {
      const read = await page.evaluate(() => {
        const Readability: Readable['Readability'] = Reflect.get(window, 'Readability');
        const start = performance.now();
        // It takes the document apart, so that it gets a copy, as its own documentation says.
        const text = new Readability(document.cloneNode(true) as Document).parse()?.textContent ?? '';
        return { text, time: performance.now() - start };
      });
      return textOnly(read);
    },
  },
  {
    name: '`innerText`',
    async prepare() {},
    async read(page) {
      const read = await page.evaluate(() => {
        const start = performance.now();
        const text = document.body.innerText;
        return { text, time: performance.now() - start };
      });
      return textOnly(read);
    },
  },
];
