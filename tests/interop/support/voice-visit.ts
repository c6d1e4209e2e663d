import type { JSONMessage } from '@humeai/voice-react';
import { type Browser, test as base, chromium, type Page } from '@playwright/test';
import { writeWav } from '../../../server/audio/wav.ts';
import { tapPlayback, watchMicrophone } from '../../browser/support/audio-taps.ts';
import { CHROMIUM_ARGS } from '../../browser/support/chromium.ts';
import { openSite, type Site } from '../../browser/support/site.ts';
import { microphoneFile, RATE, synthesise, type Visitor } from '../../support/speech.ts';
import { buildVoicePage, type Version } from '../voice-page/build.ts';
import type { PageEvent } from '../voice-page/page-events.ts';
import { type EviServer, startEviServer } from './evi-server.ts';
import { speakIntoMicrophone } from './microphone.ts';
import { type CompletionRequest, openScriptedLlm, type Reply, type ScriptedLlm } from './scripted-llm.ts';

type Of<What extends PageEvent['what']> = Extract<PageEvent, { what: What }>;

/** A visitor of a page that is made with voice-react. */
export interface VoiceVisit {
  page: Page;
  /** What the SDK told the page, in order. */
  happened: PageEvent[];
  /** Warnings and errors of the console, uncaught exceptions, and requests that went to the internet. */
  complaints: string[];
  all<What extends PageEvent['what']>(what: What, from?: number): Of<What>[];
  /** Resolves with the place in `happened` of the first event since `from` that fits, now or later. */
  event(fits: (event: PageEvent) => boolean, from?: number): Promise<number>;
  /** The same for a message of a type. */
  message(type: JSONMessage['type'], from?: number): Promise<number>;
  press(button: string): Promise<void>;
  /** Says a sentence into the microphone, once the page has it. */
  say(voice: Visitor, sentence: string): Promise<void>;
  /** Types into the page's one field and presses a button with it. */
  type(button: 'Ask' | 'Speak', text: string): Promise<void>;
}

/** Without the chunks of audio, of which there are too many to read. */
const summary = (happened: readonly PageEvent[]): string =>
  happened
    .filter(({ what }) => what !== 'audio' && what !== 'audio_end')
    .map((event) => {
      if (event.what !== 'message') return JSON.stringify(event);
      const { type } = event.message;
      return 'message' in event.message ? `${type} ${JSON.stringify(event.message.message)}` : type;
    })
    .join('\n');

async function open(browser: Browser, site: Site, address: string): Promise<VoiceVisit> {
  const page = await browser.newPage();
  const happened: PageEvent[] = [];
  const complaints: string[] = [];
  const waiting = new Set<() => void>();
  page.on('console', (message) => {
    // The tap on the loudspeaker is one.
    if (message.text().startsWith('The ScriptProcessorNode is deprecated')) return;
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  await page.exposeFunction('happened', (event: PageEvent) => {
    happened.push(event);
    for (const look of waiting) look();
  });
  await page.addInitScript(tapPlayback);
  await page.addInitScript(speakIntoMicrophone);
  await page.addInitScript(watchMicrophone);
  await page.goto(site.origin + address);
  const event: VoiceVisit['event'] = (fits, from = 0) =>
    new Promise((resolve) => {
      const look = (): void => {
        const at = happened.findIndex((event, index) => index >= from && fits(event));
        if (at < 0) return;
        waiting.delete(look);
        resolve(at);
      };
      waiting.add(look);
      look();
    });
  return {
    page,
    happened,
    complaints,
    all: (what, from = 0) =>
      happened.slice(from).filter((event): event is Of<typeof what> => event.what === what),
    event,
    message: (type, from) => event((event) => event.what === 'message' && event.message.type === type, from),
    press: (button) => page.getByRole('button', { name: button, exact: true }).click(),
    async say(voice, sentence) {
      const wav = writeWav(await synthesise(voice, sentence), RATE).toString('base64');
      await page.evaluate((wav) => window.sayToMicrophone?.(wav), wav);
    },
    async type(button, text) {
      await page.getByRole('textbox').fill(text);
      await page.getByRole('button', { name: button, exact: true }).click();
    },
  };
}

interface Tools {
  visit(version: Version): Promise<VoiceVisit>;
}

interface WorkerTools {
  llm: ScriptedLlm & { write(request: CompletionRequest): Reply };
  evi: EviServer;
  site: Site;
}

const PAGE = '<!doctype html><title>Page</title><link rel="icon" href="data:," /><div id="root"></div>';

export const test = base.extend<Tools, WorkerTools>({
  llm: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const scripted = { write: (_: CompletionRequest): Reply => 'Nobody told me what to say.' };
      const llm = await openScriptedLlm((request) => scripted.write(request));
      await use(Object.assign(scripted, llm));
      llm.close();
    },
    { scope: 'worker' },
  ],
  evi: [
    async ({ llm }, use) => {
      const server = await startEviServer({ EVI_LLM_URL: llm.url, EVI_LLM_MODEL: 'scripted' });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const site = await openSite('localhost');
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
  visit: async ({ evi, site }, use, testInfo) => {
    const visits: VoiceVisit[] = [];
    const browsers: Browser[] = [];
    await use(async (version) => {
      // Without one Chromium's fake microphone beeps.
      const quiet = await microphoneFile(`quiet-${version}`, []);
      const script = await buildVoicePage(version);
      site.publish(`/${version}.js`, script, { 'Content-Type': 'text/javascript' });
      site.publish(`/${version}`, `${PAGE}<script src="/${version}.js"></script>`);
      const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
        args: [
          ...CHROMIUM_ARGS,
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          `--use-file-for-fake-audio-capture=${quiet}%noloop`,
        ],
      });
      browsers.push(browser);
      const query = new URLSearchParams({ server: evi.origin, key: evi.apiKey });
      const visitor = await open(browser, site, `/${version}?${query}`);
      visits.push(visitor);
      return visitor;
    });
    // A test that waits for what never happens ends by its timeout, which says nothing.
    if (testInfo.status !== testInfo.expectedStatus)
      for (const { happened, complaints } of visits) console.error(summary(happened), complaints);
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});

export { expect } from '@playwright/test';
