import { warn } from '../warn.ts';
import type { EviQueued, EviWidgetGlobal } from './types.ts';

/** Makes the calls that wait, in their order, and from then on each one as it is pushed. */
export function takeQueue(widget: EviWidgetGlobal, waiting: unknown): { push(...calls: EviQueued[]): void } {
  // Async, so that one that throws stops neither the others nor us, and is still reported.
  const run = async (call: unknown): Promise<unknown> => {
    if (typeof call === 'function') return call(widget);
    const [method, ...args] = Array.isArray(call) ? call : [call];
    const found: unknown = Object.hasOwn(widget, method) && Reflect.get(widget, method);
    return typeof found === 'function' ? found(...args) : warn(`there is no method ${method}`);
  };
  const queue = {
    push(...calls: unknown[]): void {
      for (const call of calls) run(call);
    },
  };
  if (Array.isArray(waiting)) queue.push(...waiting);
  return queue;
}
