import { warn } from '../warn.ts';
import type { EviQueued, EviWidgetApi } from './types.ts';

/** Makes the calls that wait, in their order, and from then on each one as it is pushed. */
export function takeQueue(api: EviWidgetApi, waiting: unknown): { push(...calls: EviQueued[]): void } {
  const run = (call: unknown): void => {
    const [method, ...args] = Array.isArray(call) ? call : [call];
    const found: unknown = Object.hasOwn(api, method) && Reflect.get(api, method);
    if (typeof call === 'function') call(api);
    else if (typeof found === 'function') found(...args);
    else warn(`there is no method ${method}`);
  };
  const queue = {
    push(...calls: unknown[]): void {
      for (const call of calls) run(call);
    },
  };
  if (Array.isArray(waiting)) queue.push(...waiting);
  return queue;
}
