import type { Engine } from './engine.ts';
import { eventually, freePort, type Started, start } from './processes.ts';
import { openSound } from './sound.ts';

/** Xvfb says on this descriptor which display it took. */
const DISPLAY_FD = '3';

/** Milliseconds for any one answer. */
const PATIENCE = 15_000;

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export interface WebKitPrograms {
  driver: string;
  browser: string;
  display: string;
}

async function openDisplay(program: string): Promise<Started & { name: string }> {
  const display = start(program, [
    '-displayfd',
    DISPLAY_FD,
    '-screen',
    '0',
    '1400x1000x24',
    '-nolisten',
    'tcp',
  ]);
  const number = await eventually(
    () => /^(\d+)\s*$/m.exec(display.output())?.[1],
    () => `Xvfb did not start: ${display.output()}`,
  );
  return { ...display, name: `:${number}` };
}

interface Session {
  id: string;
  ask(method: string, path: string, body?: object): Promise<unknown>;
  end(): Promise<void>;
}

/** A driver holds one session, and one whose browser did not start is of no more use. */
async function openSession(programs: WebKitPrograms, env: NodeJS.ProcessEnv): Promise<Session> {
  const port = await freePort();
  const driver = start(programs.driver, ['--host=127.0.0.1', `--port=${port}`], env);
  const ask: Session['ask'] = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(JSON.stringify(value));
    return value;
  };
  try {
    await eventually(
      () => ask('GET', '/status'),
      () => `WebKitWebDriver did not start: ${driver.output()}`,
    );
    const { sessionId } = (await ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': {
            binary: programs.browser,
            args: ['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'],
          },
        },
      },
    })) as { sessionId: string };
    return { id: sessionId, ask, end: driver.end };
  } catch (error) {
    await driver.end();
    throw error;
  }
}

/** WebKitGTK's own small browser, over W3C WebDriver, with a microphone that beeps. */
export async function openWebKit(programs: WebKitPrograms): Promise<Engine> {
  const [sound, display] = await Promise.all([openSound(), openDisplay(programs.display)]);
  const env = {
    ...sound.env,
    DISPLAY: display.name,
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    NO_AT_BRIDGE: '1',
  };

  return {
    async open(url) {
      // Now and then the small browser hangs as it starts.
      const { id, ask, end } = await openSession(programs, env).catch(() => openSession(programs, env));
      const tell = (path: string, body: object): Promise<unknown> =>
        ask('POST', `/session/${id}/${path}`, body);
      /** The errors of a script are values here: the driver's own tell nothing of them. */
      const run = async (expression: string): Promise<unknown> => {
        const script = `const done = arguments[arguments.length - 1];
          (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const { value, error } = (await tell('execute/async', { script, args: [] })) as {
          value?: unknown;
          error?: string;
        };
        if (error) throw new Error(error);
        return value;
      };
      const act = (type: 'pointer' | 'key', actions: object[]): Promise<unknown> =>
        tell('actions', { actions: [{ type, id: type, actions }] });

      await tell('window/rect', { width: 1300, height: 950 });
      await tell('url', { url });
      const element = (await eventually(
        () => tell('element', { using: 'css selector', value: 'iframe[src*="/widget/"]' }),
        () => 'The page has no frame of the widget.',
      )) as Record<typeof ELEMENT, string>;
      const inHost = async <Value>(work: () => Promise<Value>): Promise<Value> => {
        await tell('frame/parent', {});
        try {
          return await work();
        } finally {
          await tell('frame', { id: element });
        }
      };
      const corner = `(({ left, top }) => [left, top])(
        document.querySelector('iframe[src*="/widget/"]').getBoundingClientRect())`;
      await tell('frame', { id: element });
      return {
        runInHost: (expression) => inHost(() => run(expression)),
        runInFrame: run,
        async press(x, y) {
          // Its driver counts from the corner of the page, whichever frame it is in.
          const [left, top] = (await inHost(() => run(corner))) as [number, number];
          await act('pointer', [
            { type: 'pointerMove', duration: 0, x: Math.round(left + x), y: Math.round(top + y) },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ]);
        },
        async type(text) {
          await act(
            'key',
            [...text].flatMap((value) => [
              { type: 'keyDown', value },
              { type: 'keyUp', value },
            ]),
          );
        },
        async close() {
          await ask('DELETE', `/session/${id}`).finally(end);
        },
      };
    },
    async close() {
      await display.end();
      await sound.close();
    },
  };
}
