/** Calls back, at most once a second, after the page's text may have changed. */
export function watchPage(onChange: () => void, signal: AbortSignal): void {
  let timer = 0;
  const look = (): void => {
    // Long enough for a single-page navigation to settle, short enough for the next question.
    timer ||= setTimeout(() => {
      timer = 0;
      onChange();
    }, 1000);
  };
  const observer = new MutationObserver(look);
  // Not the body: some frameworks replace it by another one.
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['hidden', 'open', 'inert'],
  });
  // A new address may come without new text. Where a browser has no Navigation API, a page element can have its name.
  globalThis.navigation?.addEventListener?.('currententrychange', look, { signal });
  addEventListener('popstate', look, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
}
