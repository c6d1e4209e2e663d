/** The one element that the widget adds to the page. Styled through CSSOM: a strict style-src blocks the rest. */
import type { FrameLayout } from '../../shared/bridge/contract.ts';

/**
 * Where the frame stands. The launcher chooses its size within limits and the panel's is ours, so a frame can
 * never cover the page (security case S16).
 */
function styleOf(layout: FrameLayout, phone: boolean): string {
  const panel = layout.view === 'panel';
  const sheet = panel && phone;
  const gap = `clamp(0px,${sheet ? 0 : layout.offset}px,200px)`;
  const bottom = sheet || /bottom/.test(layout.position);
  const right = /right/.test(layout.position);
  const move = (far: boolean): string => (far ? `calc(-100% - ${gap})` : gap);
  const size = (launcher: number, most: number, ofPanel: string): string =>
    panel ? `min(${ofPanel},100% - 2*${gap})` : `clamp(44px,${launcher}px,${most}px)`;
  return [
    'all:initial',
    'position:fixed',
    `top:${bottom ? 100 : 0}%`,
    `left:${right ? 100 : 0}%`,
    // Whatever else makes a box grow out of a corner, browsers count as a layout shift of the page's.
    `translate:${move(right)} ${move(bottom)}`,
    `width:${size(layout.width, 320, sheet ? '100%' : '384px')}`,
    `height:${size(layout.height, 96, sheet ? '85%' : '600px')}`,
    `z-index:${layout.zIndex}`,
    // As the frame's own document: where the two differ, browsers paint the frame's backdrop opaque.
    'color-scheme:light',
    '',
  ].join('!important;');
}

export function createFrame(
  url: string,
  signal: AbortSignal,
): { element: HTMLIFrameElement; layout(layout: FrameLayout): void } {
  const element: HTMLIFrameElement = Object.assign(document.createElement('iframe'), {
    src: url,
    allow: 'microphone; autoplay',
    referrerPolicy: 'strict-origin',
    // Without allow-same-origin the frame's origin is opaque and every browser refuses it the microphone.
    sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    // Until the frame says how it wants to stand, it can be neither seen nor hit. Not by `visibility`: browsers stop
    // drawing such frames, and the launcher could not measure itself.
    style: 'position:fixed!important;top:0!important;opacity:0!important;pointer-events:none!important',
  });

  const phone = matchMedia('(max-width:480px)');
  let current: FrameLayout | undefined;
  const draw = (): void => {
    if (current) element.style = styleOf(current, phone.matches);
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
