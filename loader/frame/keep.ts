/** What moves a frame without loading it anew, where the browser has it. */
export type Movable = Element & { moveBefore?(node: Node, child: null): void };

/**
 * For pages that swap their content without loading anew: what stands in the body goes with it, so the frame is moved
 * out of it before. Where the browser cannot do that, it loads anew.
 */
export function parkBeforeSwaps(frame: Element, signal: AbortSignal): void {
  const root: Movable = document.documentElement;
  const park = (): void => {
    if (frame.isConnected) root.moveBefore?.(frame, null);
  };
  // Astro's does not bubble.
  for (const event of ['turbo:before-render', 'turbolinks:before-render', 'astro:before-swap'])
    addEventListener(event, park, { capture: true, signal });
}
