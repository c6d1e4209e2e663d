import type { HostApi, PageActionName } from '../../../shared/bridge/contract.ts';
import type { Keys } from '../keys.ts';
import type { Rules } from '../read/rules.ts';
import { readSections } from '../read/sections.ts';
import { type Action, refuse } from './action.ts';
import { click } from './click.ts';
import { fill } from './fill.ts';
import { goTo } from './go.ts';
import { highlight } from './highlight.ts';
import { clearMark } from './mark.ts';
import { scrollTo } from './scroll.ts';

const ACTIONS: Record<PageActionName, Action> = {
  scroll_to: scrollTo,
  highlight,
  go_to: goTo,
  fill,
  click,
};

interface Needs {
  rules(): Rules | undefined;
  keys: Keys;
  allows(action: PageActionName): boolean;
  signal: AbortSignal;
}

export function createActions({ rules, keys, allows, signal }: Needs): Pick<HostApi, 'act' | 'undo'> {
  const undos = new Map<string, () => string>();
  let last = 0;
  signal.addEventListener('abort', clearMark);
  return {
    async act(name, target, value) {
      // The name comes from the frame: it may be any text.
      const action = Object.hasOwn(ACTIONS, name) && ACTIONS[name];
      if (!action || !allows(name)) refuse(`The site’s owner does not allow ${name} here. Nothing was done.`);
      const now = rules() ?? refuse('The page cannot be read. Nothing was done.');
      const { told, undo } = action(
        { rules: now, keys, places: () => readSections(now).places },
        target,
        value,
      );
      if (!undo) return { told, undo: '' };
      last += 1;
      undos.set(`${last}`, undo);
      undos.delete(`${last - 50}`);
      return { told, undo: `${last}` };
    },
    async undo(id) {
      const undo = undos.get(id) ?? refuse('There is nothing to take back.');
      undos.delete(id);
      return undo();
    },
  };
}
