import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bidi, type Context, connectBidi } from './bidi.ts';
import type { Engine } from './engine.ts';
import { eventually, start } from './processes.ts';
import { openSound } from './sound.ts';

/** A microphone that hums, allowed without a question; and no calls home. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'remote.prefs.recommended': true,
  // Those would let pages open windows that nobody asked for.
  'dom.disable_open_during_load': true,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
};

export interface Firefox {
  bidi: Bidi;
  close(): Promise<void>;
}

/** Firefox as it is, over BiDi: Playwright's own way to it cannot press inside a cross-origin frame. */
export async function startFirefox(program: string): Promise<Firefox> {
  const sound = await openSound();
  const profile = mkdtempSync(join(tmpdir(), 'evi-firefox-'));
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(PREFERENCES)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});\n`)
      .join(''),
  );
  const firefox = start(
    program,
    ['--headless', '--profile', profile, '--no-remote', '--remote-debugging-port', '0', 'about:blank'],
    sound.env,
  );
  const address = await eventually(
    () => /WebDriver BiDi listening on (ws:\S+)/.exec(firefox.output())?.[1],
    () => `Firefox did not start: ${firefox.output()}`,
    60_000,
  );
  const bidi = await connectBidi(`${address}/session`);
  await bidi.send('session.new', { capabilities: {} });
  return {
    bidi,
    async close() {
      bidi.close();
      await firefox.end();
      await sound.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

export async function openFirefox(program: string): Promise<Engine> {
  const { bidi, close } = await startFirefox(program);
  const run = async (context: string, expression: string): Promise<unknown> => {
    const evaluated = await bidi.send('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${expression})))()`,
      target: { context },
      awaitPromise: true,
      userActivation: false,
    });
    if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
    const { value } = evaluated.result;
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  };

  return {
    async open(url) {
      const { userContext } = await bidi.send('browser.createUserContext', {});
      const { context } = await bidi.send('browsingContext.create', { type: 'tab', userContext });
      await bidi.send('browsingContext.setViewport', { context, viewport: { width: 1280, height: 900 } });
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
      const frame = await eventually(
        async () => {
          const { contexts } = await bidi.send('browsingContext.getTree', { root: context });
          const isWidget = (child: Context): boolean => child.url.includes('/widget/');
          return contexts[0]?.children?.find(isWidget)?.context;
        },
        () => 'The page has no frame of the widget.',
      );
      return {
        runInHost: (expression) => run(context, expression),
        runInFrame: (expression) => run(frame, expression),
        async press(x, y) {
          await bidi.send('input.performActions', {
            context: frame,
            actions: [
              {
                type: 'pointer',
                id: 'mouse',
                actions: [
                  { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
                  { type: 'pointerDown', button: 0 },
                  { type: 'pointerUp', button: 0 },
                ],
              },
            ],
          });
        },
        async type(text) {
          await bidi.send('input.performActions', {
            context: frame,
            actions: [
              {
                type: 'key',
                id: 'keyboard',
                actions: [...text].flatMap((value) => [
                  { type: 'keyDown', value },
                  { type: 'keyUp', value },
                ]),
              },
            ],
          });
        },
        async close() {
          await bidi.send('browser.removeUserContext', { userContext });
        },
      };
    },
    close,
  };
}
