import { type Action, refuse } from './action.ts';
import { reveal } from './reveal.ts';

/** Where the address leads, if the assistant may go there. */
function destinationOf(target: string): URL {
  if (!URL.canParse(target, location.href)) refuse('This is no address. Nothing was done.');
  const url = new URL(target, location.href);
  const { protocol, origin, username, password } = url;
  if (!/^https?:$/.test(protocol) || origin !== location.origin || username || password)
    refuse(`Only pages of ${location.origin} can be gone to. Nothing was done.`);
  return url;
}

export const goTo: Action = (_scene, target) => {
  const { href, hash, pathname, search } = destinationOf(target);
  if (pathname !== location.pathname || search !== location.search) {
    // The frame hears the answer before it goes with the page.
    setTimeout(() => location.assign(href));
    return { told: `Going to ${pathname}.` };
  }
  if (!hash) return { told: 'The visitor is on this page already.' };
  const anchor = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!anchor) refuse('This part is not on the page. Nothing was done.');
  const back = reveal(anchor, 'start');
  return {
    told: 'The page now shows this part.',
    undo() {
      back();
      return 'The page is scrolled back to where it was.';
    },
  };
};
