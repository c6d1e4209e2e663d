import { type Action, refuse } from './action.ts';

export const goTo: Action = (_scene, target) => {
  const url = URL.canParse(target, location.href) ? new URL(target, location.href) : undefined;
  // Neither another scheme nor a user's name begins like this.
  if (!url?.href.startsWith(`${location.origin}/`))
    refuse('Only pages of this site can be gone to. Nothing was done.');
  // They could have the page do something.
  url.search = url.hash = '';
  const { href, pathname } = url;
  if (pathname === location.pathname) return { told: 'The visitor is on this page already.' };
  // The frame hears the answer before it goes with the page.
  setTimeout(() => location.assign(href));
  return { told: `Going to ${pathname}.` };
};
