import type { CDPSession, Page } from '@playwright/test';
import { createNetwork, type Network, type NetworkEvent } from './network.ts';
import { type Notes, readNotes } from './page-notes.ts';

/** How much slower the processor is made. */
export const SLOWDOWN = 4;

type Send = CDPSession['send'];

type TargetEvent =
  | NetworkEvent
  | { method: 'Target.attachedToTarget'; params: { sessionId: string; targetInfo: { type: string } } }
  | { method: 'Target.detachedFromTarget'; params: { sessionId: string } }
  | { method: 'Target.receivedMessageFromTarget'; params: { sessionId: string; message: string } };

interface Answer {
  id: number;
  result?: object;
  error?: { message: string };
}

/** A frame in a process of its own, a worker, or the page. */
interface Target {
  send: Send;
  /** Workers have no main thread. */
  isFrame: boolean;
}

/** What the page's threads hold and note by now. */
export interface Held {
  /** Bytes in JavaScript after garbage collection, buffers included. */
  heap: number;
  /** Of the page, then of each frame in a process of its own. */
  notes: Notes[];
}

/** Milliseconds of processor that main threads have had since they began. */
export interface Work {
  page: number;
  /** Of frames in processes of their own. */
  frames: number;
}

export interface Threads {
  network: Network;
  worked(): Promise<Work>;
  held(): Promise<Held>;
}

/**
 * Counts in the page and in whatever is started from it, from its first instruction: each new process waits until it
 * has been slowed down and is counted.
 */
export async function attach(page: Page): Promise<Threads> {
  const network = createNetwork();
  const root = await page.context().newCDPSession(page);
  const targets = new Map<string, Target>();
  const waiting = new Map<number, (answer: Answer) => void>();
  const failures: unknown[] = [];
  let messages = 0;

  const sendTo = (send: Send, sessionId: string): Send => {
    const ask = (method: string, params: object = {}): Promise<unknown> =>
      new Promise((resolve, reject) => {
        messages += 1;
        const id = messages;
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result);
        });
        send('Target.sendMessageToTarget', {
          sessionId,
          message: JSON.stringify({ id, method, params }),
        }).catch(reject);
      });
    return ask as Send;
  };

  const prepare = async ({ send, isFrame }: Target): Promise<void> => {
    await Promise.all([
      send('Network.enable'),
      // Not flat: of a flat session Playwright would keep the messages for itself.
      send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false }),
      // Not the clock's time: that would count what other programs do meanwhile.
      isFrame && send('Performance.enable', { timeDomain: 'threadTicks' }),
      isFrame && send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN }),
    ]);
  };

  const handle = (send: Send, event: TargetEvent | Answer): void => {
    if ('id' in event) {
      waiting.get(event.id)?.(event);
      return;
    }
    switch (event.method) {
      case 'Target.attachedToTarget': {
        const { sessionId, targetInfo } = event.params;
        const target = { send: sendTo(send, sessionId), isFrame: targetInfo.type === 'iframe' };
        targets.set(sessionId, target);
        prepare(target)
          .then(() => target.send('Runtime.runIfWaitingForDebugger'))
          .catch((error: unknown) => {
            // One that went away before it began has cost nothing that could be counted.
            if (targets.has(sessionId)) failures.push(error);
          });
        break;
      }
      case 'Target.detachedFromTarget':
        targets.delete(event.params.sessionId);
        break;
      case 'Target.receivedMessageFromTarget': {
        const target = targets.get(event.params.sessionId);
        if (target) handle(target.send, JSON.parse(event.params.message) as TargetEvent | Answer);
        break;
      }
      case 'Network.requestWillBeSent':
      case 'Network.loadingFinished':
      case 'Network.webSocketCreated':
        network.note(event);
    }
  };

  const sendToPage: Send = root.send.bind(root);
  targets.set('', { send: sendToPage, isFrame: true });
  const hear = (method: TargetEvent['method']): void => {
    // The listener’s type is that of one event at a time.
    root.on(method as 'Network.loadingFinished', (params) =>
      handle(sendToPage, { method, params } as TargetEvent),
    );
  };
  hear('Target.attachedToTarget');
  hear('Target.detachedFromTarget');
  hear('Target.receivedMessageFromTarget');
  hear('Network.requestWillBeSent');
  hear('Network.loadingFinished');
  hear('Network.webSocketCreated');
  await prepare({ send: sendToPage, isFrame: true });

  /** Frames of one site share a thread: it is counted once. */
  const threads = async (): Promise<Target[]> => {
    if (failures.length > 0) throw failures[0];
    const found = new Map<string, Target>();
    for (const target of targets.values()) {
      const { id } = await target.send('Runtime.getIsolateId');
      if (!found.has(id)) found.set(id, target);
    }
    return [...found.values()];
  };

  return {
    network,
    async worked() {
      const work: Work = { page: 0, frames: 0 };
      for (const { send, isFrame } of await threads()) {
        if (!isFrame) continue;
        const { metrics } = await send('Performance.getMetrics');
        const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
        work[send === sendToPage ? 'page' : 'frames'] += seconds * 1000;
      }
      return work;
    },
    async held() {
      const held: Held = { heap: 0, notes: [] };
      for (const { send, isFrame } of await threads()) {
        await send('HeapProfiler.collectGarbage');
        await send('HeapProfiler.collectGarbage');
        const { usedSize, backingStorageSize } = await send('Runtime.getHeapUsage');
        held.heap += usedSize + backingStorageSize;
        if (!isFrame) continue;
        const { result } = await send('Runtime.evaluate', {
          expression: `(${readNotes})()`,
          awaitPromise: true,
          returnByValue: true,
        });
        held.notes.push(result.value as Notes);
      }
      return held;
    },
  };
}
