import { partAddress } from '../shared/bridge/addresses.ts';
import type { PagePart } from './page/part.ts';
import { warn } from './warn.ts';

/** Of the page part that this loader was built with; the build puts them here. */
declare const PAGE_HASH: string;
declare const PAGE_INTEGRITY: string;

/**
 * The way to the part that reads the page and acts on it: a file of its own, because few visitors open the panel.
 * @param nonce Of the loader's own tag, where the page's policy asks for one.
 */
export function pageFetcher(widget: string, nonce: string): () => Promise<PagePart> {
  const address = partAddress(widget, PAGE_HASH);
  let tries = 0;
  return async () => {
    // Some browsers remember for the document what failed once.
    const href = tries ? `${address}?${tries}` : address;
    tries += 1;
    // Not a script element: its address is a Trusted Types sink. The preload checks the integrity, and the import takes what the preload has.
    const link = Object.assign(document.createElement('link'), {
      rel: 'modulepreload',
      integrity: PAGE_INTEGRITY,
      crossOrigin: 'anonymous',
      nonce,
      href,
    });
    try {
      await new Promise((resolve, reject) => {
        // One that knows no preload checks no integrity: then it is better not to run it.
        if (!link.relList.supports('modulepreload')) reject();
        Object.assign(link, { onload: resolve, onerror: reject });
        document.documentElement.append(link);
      });
      return await import(/* @vite-ignore */ href);
    } catch (error) {
      // Not every browser tells which it was: firefox reports no violation of a preload.
      warn(
        `the page is not read: ${address} cannot be loaded. A Content-Security-Policy needs script-src ${address} or '${PAGE_INTEGRITY}'`,
      );
      throw error;
    } finally {
      link.remove();
    }
  };
}
