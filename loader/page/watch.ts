/** Calls back, at most once a second, after the page's text may have changed. */
export function watchPage(onChange: () => void, signal: AbortSignal): void {
  let timer = 0;
  const observer = new MutationObserver(() => {
    // Long enough for a single-page navigation to settle, short enough for the next question.
    timer ||= setTimeout(() => {
      timer = 0;
      onChange();
    }, 1000);
  });
  // Not the body: some frameworks replace it by another one.
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['hidden', 'open', 'inert'],
  });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
}
