import { effect } from '@preact/signals';
import type { Models } from '../models.ts';
import type { Emit } from './events.ts';

/** Tells how long it was since its last start; nothing when there was none. */
function stopwatch(emit: Emit) {
  let running = '';
  let since = 0;
  return {
    /** An empty name forgets. */
    start(name: string): void {
      running = name;
      since = performance.now();
    },
    stop(): void {
      if (running) emit('metrics', { name: running, value: Math.round(performance.now() - since) });
      running = '';
    },
  };
}

/** Tells the host page's scripts how long the visitor waits: `connect`, `response` and `reconnect`. */
export function measure({ call, transcript }: Pick<Models, 'call' | 'transcript'>, emit: Emit): void {
  const line = stopwatch(emit);
  const answer = stopwatch(emit);

  let over = true;
  effect(() => {
    const state = call.state.value;
    const was = over;
    over = /^(idle|closing|ended)$/.test(state);
    if (state === 'live') line.stop();
    else if (state === 'reconnecting') line.start('reconnect');
    else if (over) {
      line.start('');
      answer.start('');
    } else if (was) line.start('connect');
  });

  let turns = 0;
  let answers = 0;
  effect(() => {
    const said = transcript.entries.value.filter(({ speaker, interim }) => speaker !== 'tool' && !interim);
    const turnsNow = said.filter(({ speaker }) => speaker === 'visitor').length;
    if (said.length - turnsNow > answers) answer.stop();
    if (turnsNow > turns && said.at(-1)?.speaker === 'visitor') answer.start('response');
    turns = turnsNow;
    answers = said.length - turnsNow;
  });
}
