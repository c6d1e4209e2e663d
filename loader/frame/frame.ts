/** The one element that the widget adds to the page. Styled through CSSOM: a strict style-src blocks the rest. */
import type { FrameLayout } from '../../shared/bridge/contract.ts';

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

/**
 * Where the frame stands. The launcher chooses its size within limits and the panel's is ours, so a frame can
 * never cover the page (security case S16).
 */
function styleOf(layout: FrameLayout, phone: boolean): string {
  const { view, position, zIndex } = layout;
  const panel = view === 'panel';
  const sheet = panel && phone;
  const gap = sheet ? 0 : clamp(layout.offset, 0, 200);
  const [block, inline] = position.split('-');
  return [
    'all:initial',
    'position:fixed',
    `${sheet ? 'bottom' : block}:${gap}px`,
    `${inline}:${gap}px`,
    `width:${sheet ? '100%' : panel ? `min(384px,100% - ${2 * gap}px)` : `${clamp(layout.width, 44, 320)}px`}`,
    `height:${sheet ? '85%' : panel ? `min(600px,100% - ${2 * gap}px)` : `${clamp(layout.height, 44, 96)}px`}`,
    `z-index:${zIndex}`,
    // As the frame's own document: where the two differ, browsers paint the frame's backdrop opaque.
    'color-scheme:light',
    '',
  ].join('!important;');
}

export function createFrame(
  url: string,
  title: string,
  signal: AbortSignal,
): { element: HTMLIFrameElement; layout(layout: FrameLayout): void } {
  const element = document.createElement('iframe');
  element.src = url;
  element.title = title;
  element.allow = 'microphone; autoplay';
  element.referrerPolicy = 'strict-origin';
  // Without allow-same-origin the frame's origin is opaque and every browser refuses it the microphone.
  element.setAttribute(
    'sandbox',
    'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  );
  // Until the frame says how it wants to stand, it can be neither seen nor hit. Not by `visibility`: browsers stop
  // drawing such frames, and the launcher could not measure itself.
  element.style.cssText =
    'position:fixed!important;top:0!important;opacity:0!important;pointer-events:none!important';

  const phone = matchMedia('(max-width:480px)');
  let current: FrameLayout | undefined;
  const draw = (): void => {
    if (current) element.style.cssText = styleOf(current, phone.matches);
  };
  phone.addEventListener('change', draw, { signal });
  signal.addEventListener('abort', () => element.remove());

  return {
    element,
    layout(layout) {
      current = layout;
      draw();
    },
  };
}
