/** What it takes to act on the page, in one file that comes when there is something to act on. */
import type { Signal } from '@preact/signals';
import { type Actions, type ActionsOptions, createActions } from './actions/actions.ts';
import { addStylesheet } from './theme/stylesheet.ts';
import styles from './ui/acting.css?url';
import { type ActingParts, createActingParts } from './ui/acting-parts.tsx';

/** Rejects where its style cannot be had: a question without it may not look like one. */
export async function startActing(
  actions: Signal<Actions | null>,
  options: ActionsOptions,
): Promise<ActingParts> {
  await addStylesheet(styles);
  actions.value = createActions(options);
  return createActingParts(actions.value, options.call);
}
