import { type Action, refuse } from './action.ts';

export const goTo: Action = (_scene, target) => {
  const url = URL.canParse(target, location.href) ? new URL(target, location.href) : undefined;
  // Neither another scheme nor a user's name begins like this.
  if (!url?.href.startsWith(`${location.origin}/`))
    refuse('Only pages of this site can be gone to. Nothing was done.');
  // Without query and fragment: they could have the page do something.
  const { pathname } = url;
  if (pathname === location.pathname) return { told: 'The visitor is on this page already.' };
  // The frame hears the answer before it goes with the page. Not the path alone: one that begins with two slashes is a host.
  setTimeout(() => location.assign(location.origin + pathname));
  return { told: `Going to ${pathname}.` };
};
