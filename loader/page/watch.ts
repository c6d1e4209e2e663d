/** Milliseconds. Long enough for a single-page navigation to settle, short enough for the next question. */
const SETTLE = 1000;

/** Calls back, at most once a second, after the page's text may have changed. */
export function watchPage(onChange: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, SETTLE);
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['hidden', 'open'],
  });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
}
