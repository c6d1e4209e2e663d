import type { Browser, Locator, Page } from '@playwright/test';
import { pause } from '../audio/clock.ts';
import { type Notes, readNotes, takeNotes } from './page-notes.ts';
import { attach, SLOWDOWN, type Threads, type Work } from './threads.ts';
import type { Widget } from './widgets.ts';

/** Milliseconds in which all that follows from the load, or from the press, is counted. */
export const WINDOW = 3000;
/** From the pointer's arrival to the press, as by a hand. */
const REACH = 200;
/** How long a launcher is waited for. */
const PATIENCE = 10_000;

const VIEWPORT = { width: 1280, height: 800 };

export interface Point {
  x: number;
  y: number;
}

/** Where the baseline, which has no launcher, is pressed. */
export const CORNER: Point = { x: VIEWPORT.width - 40, y: VIEWPORT.height - 40 };

export interface Costs {
  bytes: number;
  requests: number;
  /** Origins that are neither the page's nor the widget's own, once for each request. */
  foreign: string[];
  work: Work;
  /** Bytes. */
  heap: number;
  /** Milliseconds of each task longer than 50 ms. */
  tasks: number[];
  shift: number;
  /** Names of what is kept in the browser. */
  stored: string[];
}

export type Delays = Pick<Notes, 'loaded' | 'painted'>;

export interface Visit {
  /** Before the visitor shows any intent. */
  before: Costs;
  /** From the start until the launcher has been hovered over and pressed; missing when it is out of reach. */
  after: Costs | undefined;
}

async function readCosts(page: Page, threads: Threads, own: string, work: Work): Promise<Costs> {
  const { heap, notes } = await threads.held();
  const cookies = await page.context().cookies();
  const { bytes, asked } = threads.network.read();
  const origins = asked.map((url) => new URL(url).origin);
  const home = new URL(page.url()).origin;
  return {
    bytes,
    requests: asked.length,
    foreign: origins.filter(
      (origin) => origin !== home && origin !== own && origin !== own.replace('http', 'ws'),
    ),
    work,
    heap,
    tasks: notes.flatMap(({ tasks }) => tasks),
    shift: notes.reduce((sum, { shift }) => sum + shift, 0),
    stored: [...notes.flatMap(({ stored }) => stored), ...cookies.map(({ name }) => `cookie ${name}`)],
  };
}

/** Finds where the launcher stands; what is done for that would cost too much to be done in a measured visit. */
export async function findLauncher(
  browser: Browser,
  url: string,
  widget: Widget,
): Promise<Point | undefined> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    await page.goto(url);
    const launcher = widget.launcher(page);
    const reached = await launcher.waitFor({ timeout: PATIENCE }).then(
      () => true,
      () => false,
    );
    if (!reached) return undefined;
    // Waits until it stands still and receives the pointer.
    await launcher.click({ trial: true });
    const box = await launcher.boundingBox();
    if (!box) throw new Error(`${widget.name}: its launcher has no place.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  } finally {
    await context.close();
  }
}

/** One visit by a visitor who has never been there. */
export async function visit(
  browser: Browser,
  url: string,
  own: string,
  press: Point | undefined,
  opened?: (page: Page) => Locator,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    await context.addInitScript(takeNotes);
    const page = await context.newPage();
    const threads = await attach(page);
    await page.goto(url);
    await pause(WINDOW);
    const work = await threads.worked();
    const before = await readCosts(page, threads, own, work);
    if (!press) return { before, after: undefined };
    // What the reading itself has cost does not count.
    const read = await threads.worked();
    await page.mouse.move(press.x, press.y, { steps: 5 });
    await pause(REACH);
    await page.mouse.down();
    await page.mouse.up();
    await pause(WINDOW);
    const done = await threads.worked();
    const after = await readCosts(page, threads, own, {
      page: done.page - read.page + work.page,
      frames: done.frames - read.frames + work.frames,
    });
    if (opened && !(await opened(page).isVisible()))
      throw new Error(`${url}: it was not open ${WINDOW / 1000} s after the press. Is the machine busy?`);
    return { before, after };
  } finally {
    await context.close();
  }
}

/** A visit that goes no further than the page's load: short, so that there can be many. */
export async function timeLoad(browser: Browser, url: string): Promise<Delays> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    await context.addInitScript(takeNotes);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.goto(url);
    await page.waitForFunction(() => window.costNotes?.painted);
    return await page.evaluate(readNotes);
  } finally {
    await context.close();
  }
}
