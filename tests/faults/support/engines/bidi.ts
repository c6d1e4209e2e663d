import { once } from 'node:events';
import { WebSocket } from 'ws';
import { withResolvers } from '../../../../server/with-resolvers.ts';

/** WebDriver BiDi, https://w3c.github.io/webdriver-bidi/: as much of it as these tests speak. */
interface Commands {
  'session.new': [{ capabilities: Record<string, never> }, unknown];
  'session.subscribe': [{ events: (keyof Events)[] }, unknown];
  'browser.createUserContext': [Record<string, never>, { userContext: string }];
  'browser.removeUserContext': [{ userContext: string }, unknown];
  'browsingContext.create': [{ type: 'tab'; userContext: string }, { context: string }];
  'browsingContext.navigate': [{ context: string; url: string; wait: 'complete' }, unknown];
  'browsingContext.setViewport': [{ context: string; viewport: { width: number; height: number } }, unknown];
  'browsingContext.getTree': [{ root: string }, { contexts: Context[] }];
  /** Runs in the tab and in all its frames, before their own scripts. */
  'script.addPreloadScript': [{ functionDeclaration: string; contexts: string[] }, unknown];
  'script.evaluate': [
    { expression: string; target: { context: string }; awaitPromise: boolean; userActivation: boolean },
    Evaluated,
  ];
  'input.performActions': [{ context: string; actions: unknown[] }, unknown];
}

interface Events {
  'browsingContext.contextCreated': { context: string; parent: string | null; userContext: string };
  'log.entryAdded': { level: string; text: string; source: { context?: string } };
  'network.beforeRequestSent': { context: string | null; request: { url: string } };
}

export interface Context {
  context: string;
  url: string;
  children: Context[] | null;
}

/** A value of the page as the protocol tells it. */
export interface RemoteValue {
  type: string;
  value?: unknown;
}

type Evaluated =
  | { type: 'success'; result: RemoteValue }
  | { type: 'exception'; exceptionDetails: { text: string } };

type Reply =
  | { type: 'success'; id: number; result: unknown }
  | { type: 'error'; id: number; error: string; message: string }
  | { type: 'event'; method: string; params: unknown };

export interface Bidi {
  send<Method extends keyof Commands>(
    method: Method,
    params: Commands[Method][0],
  ): Promise<Commands[Method][1]>;
  /** Those that `session.subscribe` asked for. */
  on<Name extends keyof Events>(name: Name, listener: (params: Events[Name]) => void): void;
  close(): void;
}

export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  const listeners = new Map<string, ((params: never) => void)[]>();
  let count = 0;
  socket.on('message', (data) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.type === 'event') {
      for (const listener of listeners.get(reply.method) ?? []) listener(reply.params as never);
      return;
    }
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.type === 'success') asked?.resolve(reply.result);
    else asked?.reject(new Error(`${reply.error}: ${reply.message}`));
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser closed the connection.'));
  });
  return {
    send<Method extends keyof Commands>(method: Method, params: Commands[Method][0]) {
      const { promise, ...settle } = withResolvers<unknown>();
      count += 1;
      waiting.set(count, settle);
      socket.send(JSON.stringify({ id: count, method, params }));
      return promise as Promise<Commands[Method][1]>;
    },
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    },
    close: () => socket.terminate(),
  };
}
