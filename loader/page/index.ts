/** The page part: what reads the host page and acts on it. It comes with the first panel that is opened. */
import type { PageActionName, PageSnapshot } from '../../shared/bridge/contract.ts';
import { createActions } from './act/actions.ts';
import { mayDo } from './act/allowed.ts';
import { createKeys } from './keys.ts';
import type { Page, PageHost } from './part.ts';
import { rulesOf } from './read/rules.ts';
import { readSnapshot } from './read/snapshot.ts';
import { watchPage } from './watch.ts';
import { offerPageTools } from './webmcp.ts';

export function openPage(host: PageHost): Page {
  const keys = createKeys();
  const allows = (action: PageActionName) => mayDo(host.attributes(), action);
  const rules = () => rulesOf(host.attributes(), host.version(), host.warn);
  /** As the frame has it. */
  let last = '';

  const read = (): PageSnapshot | null => {
    const now = rules();
    const page = now ? readSnapshot(now, keys, allows) : null;
    last = JSON.stringify(page);
    return page;
  };

  const look = (): void => {
    if (!host.isWatched()) return;
    const before = last;
    const page = read();
    // Most of what happens on a page changes nothing that is read.
    if (page && last !== before) host.announce(page);
  };

  watchPage(look, host.signal);
  const offer = offerPageTools(host);
  return {
    read,
    changed() {
      offer();
      look();
    },
    ...createActions({ rules, keys, allows, signal: host.signal }),
  };
}
