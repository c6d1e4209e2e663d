/** Not every browser has idle times; and a page that is never idle is looked at all the same. */
const whenIdle = (run: () => void): unknown =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(run, { timeout: 2000 }) : setTimeout(run);

/**
 * Calls back, at most once a second and when the browser is idle, after what is read of the page may have changed: its
 * text, its address, what is selected, what is in view.
 */
export function watchPage(onChange: () => void, signal: AbortSignal): void {
  let timer = 0;
  const look = (): void => {
    // Long enough for a single-page navigation to settle, short enough for the next question.
    timer ||= setTimeout(() => {
      timer = 0;
      whenIdle(() => {
        if (!signal.aborted) onChange();
      });
    }, 1000);
  };
  const observer = new MutationObserver(look);
  // Not the body: some frameworks replace it by another one.
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: [
      'hidden',
      'open',
      'inert',
      'class',
      'style',
      'aria-hidden',
      'aria-selected',
      'aria-expanded',
      'disabled',
    ],
  });
  const until = { signal, passive: true };
  // A new address may come without new text. Where a browser has no Navigation API, a page element can have its name.
  globalThis.navigation?.addEventListener?.('currententrychange', look, until);
  addEventListener('popstate', look, until);
  document.addEventListener('selectionchange', look, until);
  // Also of what scrolls within the page.
  document.addEventListener('onscrollend' in window ? 'scrollend' : 'scroll', look, {
    ...until,
    capture: true,
  });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
}
