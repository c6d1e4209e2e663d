import type { Context, RemoteValue } from '../../faults/support/engines/bidi.ts';
import { startFirefox } from '../../faults/support/engines/firefox.ts';
import { eventually } from '../../faults/support/engines/processes.ts';
import { type Realm, type Tab, until, VIEWPORT, type Visitors } from './tab.ts';

/** The protocol's own form, for pages may have changed their JSON. */
function plainOf({ type, value }: RemoteValue): unknown {
  if (type === 'array') return (value as RemoteValue[]).map(plainOf);
  if (type === 'object')
    return Object.fromEntries(
      (value as [string, RemoteValue][]).map(([key, field]) => [key, plainOf(field)]),
    );
  return type === 'null' ? null : value;
}

const flat = (contexts: readonly Context[] | null): Context[] =>
  (contexts ?? []).flatMap((context) => [context, ...flat(context.children)]);

export async function openFirefoxVisitors(program: string): Promise<Visitors> {
  const { bidi, close } = await startFirefox(program);
  /** By browsing context, whose tab it belongs to; and what is noted of each. */
  const owners = new Map<string, string>();
  const notes = new Map<string, { complaints: string[]; requests: string[]; popups: Realm[] }>();
  const notesOf = (context: string | null | undefined) => notes.get(owners.get(context ?? '') ?? '');

  const realmOf = (context: string): Realm => {
    const act = (type: 'pointer' | 'key', actions: object[]): Promise<unknown> =>
      bidi.send('input.performActions', { context, actions: [{ type, id: type, actions }] });
    const realm: Realm = {
      async evaluate(expression) {
        const evaluated = await bidi.send('script.evaluate', {
          expression: `(async () => (${expression}))()`,
          target: { context },
          awaitPromise: true,
          userActivation: false,
        });
        if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
        return plainOf(evaluated.result);
      },
      async run(work, argument) {
        const value = await realm.evaluate(`(${work})(${JSON.stringify(argument ?? null)})`);
        return value as Awaited<ReturnType<typeof work>>;
      },
      until: (work, argument) => until(() => realm.run(work, argument), work),
      async goto(url) {
        try {
          await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
        } catch (error) {
          // So it says also where a frame within the page was refused.
          if (!String(error).includes('Address rejected')) throw error;
          await realm.until(() => document.readyState === 'complete');
        }
      },
      async press(x, y) {
        await act('pointer', [
          { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
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
    };
    return realm;
  };

  bidi.on('browsingContext.contextCreated', ({ context, parent, userContext }) => {
    owners.set(context, userContext);
    if (!parent) notes.get(userContext)?.popups.push(realmOf(context));
  });
  bidi.on('log.entryAdded', ({ level, text, source }) => {
    // Firefox asks every page for an icon; that there is none is nobody's fault.
    if (text.includes('/favicon.ico')) return;
    if (level === 'warn' || level === 'error') notesOf(source.context)?.complaints.push(text);
  });
  bidi.on('network.beforeRequestSent', ({ context, request }) => {
    notesOf(context)?.requests.push(request.url);
  });
  await bidi.send('session.subscribe', {
    events: ['browsingContext.contextCreated', 'log.entryAdded', 'network.beforeRequestSent'],
  });

  return {
    async newTab(scripts = []) {
      const { userContext } = await bidi.send('browser.createUserContext', {});
      const { context } = await bidi.send('browsingContext.create', { type: 'tab', userContext });
      const noted = { complaints: [], requests: [], popups: [] };
      owners.set(context, userContext);
      notes.set(userContext, noted);
      const resize: Tab['resize'] = async (width, height) => {
        await bidi.send('browsingContext.setViewport', { context, viewport: { width, height } });
      };
      await resize(VIEWPORT.width, VIEWPORT.height);
      for (const script of scripts)
        await bidi.send('script.addPreloadScript', { functionDeclaration: `${script}`, contexts: [context] });
      const frames = async (): Promise<Context[]> =>
        flat((await bidi.send('browsingContext.getTree', { root: context })).contexts).slice(1);
      return {
        ...realmOf(context),
        async frame(start) {
          const found = await eventually(
            async () => (await frames()).find(({ url }) => url.startsWith(start)),
            () => `The page has no frame ${start}`,
          );
          const realm = realmOf(found.context);
          await realm.until(() => document.readyState === 'complete');
          return realm;
        },
        frames: async () => (await frames()).map(({ url }) => url),
        popups: () => noted.popups,
        complaints: noted.complaints,
        requests: noted.requests,
        resize,
        async close() {
          notes.delete(userContext);
          await bidi.send('browser.removeUserContext', { userContext });
        },
      };
    },
    close,
  };
}
