/** S37: however a call ends, the microphone is off; and it is never on before a press. */
import { expect, test, type Visit } from '../browser/support/visit.ts';

declare global {
  interface Window {
    /** Lets the visitor's answer to the microphone prompt through. */
    grant?: () => void;
  }
}

/** Holds the microphone back as long as a visitor hesitates before the prompt. */
function hesitate(): void {
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    await new Promise<void>((resolve) => {
      window.grant = resolve;
    });
    return stream;
  };
}

/** Tells by the console when a track is stopped: the frame itself is gone by then. */
function report(): void {
  const { stop } = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.stop = function (this: MediaStreamTrack) {
    stop.call(this);
    console.info(`track ${this.readyState}`);
  };
}

const states = (visitor: Visit): Promise<string[] | undefined> =>
  visitor.frame().evaluate(() => window.microphoneTracks?.map((track) => track.readyState));

const talk = async (visitor: Visit): Promise<void> => {
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
};

const listening = (visitor: Visit) => expect(visitor.status).toHaveText(/listening|speaking/i);

test('S37: granted only after the visitor has given up, it is stopped at once', async ({ visit }) => {
  const visitor = await visit({ scripts: [hesitate] });
  await talk(visitor);
  await expect(visitor.status).toHaveText(/asking for the microphone/i);
  await visitor.widget.getByRole('button', { name: /^end/i }).click();
  await visitor.frame().waitForFunction(() => window.grant);
  expect(await states(visitor)).toEqual(['live']);
  await visitor.frame().evaluate(() => window.grant?.());
  await expect.poll(() => states(visitor)).toEqual(['ended']);
  expect(visitor.received).toEqual([]);
});

test('S37: an error that ends the call stops it', async ({ visit, demo }) => {
  const visitor = await visit();
  await visitor.page.route(`${demo.widget}/token`, (route) => route.fulfill({ status: 403, body: '{}' }));
  await talk(visitor);
  await expect(visitor.widget.getByRole('alert')).toBeVisible();
  await expect.poll(() => states(visitor)).toEqual(['ended']);
});

test('S37: removing the frame from the page stops it', async ({ visit }) => {
  const visitor = await visit({ scripts: [report] });
  await talk(visitor);
  await listening(visitor);
  const stopped = visitor.page.waitForEvent('console', (message) => message.text().startsWith('track'));
  await visitor.page.evaluate(() => window.EviWidget?.destroy());
  expect((await stopped).text()).toBe('track ended');
});

// Nothing tells of the inside of a page that is gone; but before it goes, it is told so.
test('S37: leaving, reloading and closing the page stop it', async ({ visit }) => {
  const visitor = await visit();
  await talk(visitor);
  await listening(visitor);
  expect(await states(visitor)).toEqual(['live']);
  await visitor.frame().evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  expect(await states(visitor)).toEqual(['ended']);
});

test('S37: neither data-open nor the page’s open() nor typing asks for it', async ({
  visit,
  demo,
  stage,
}) => {
  const url = stage.page(`<p>Words</p><script src="${demo.widget}/loader.js" data-open></script>`);
  const visitor = await visit({ url });
  await expect(visitor.widget.getByRole('dialog')).toBeVisible();
  await visitor.page.evaluate(() => window.EviWidget?.open());
  await visitor.ask('hello');
  await expect(visitor.widget.getByRole('log').getByRole('article')).toHaveCount(2);
  expect(await visitor.frame().evaluate(() => window.microphoneRequests)).toBe(0);
});
