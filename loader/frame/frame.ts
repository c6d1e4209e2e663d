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

/** In the flow: as wide as the element that it stands in, and as high where that has a height. */
const inlineStyle = ({ view, width, height }: FrameLayout): string =>
  [
    'all:initial',
    'display:block',
    ...(view === 'panel'
      ? [
          'width:100%',
          'height:100%',
          'min-height:320px',
          'max-height:100vh',
          // Where 100% is of nothing certain, a box that is contained is as high as is said here.
          'contain:size',
          'contain-intrinsic-height:600px',
        ]
      : [`width:clamp(44px,${width}px,320px)`, `height:clamp(44px,${height}px,96px)`]),
    'color-scheme:light',
    '',
  ].join('!important;');

export interface Frame {
  element: HTMLIFrameElement;
  layout(layout: FrameLayout): void;
  /** In the flow of the element that it stands in, or floating. */
  setInline(inline: boolean): void;
}

export function createFrame(url: string, signal: AbortSignal): Frame {
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
  let inline = false;
  const draw = (): void => {
    if (current) element.style = inline ? inlineStyle(current) : styleOf(current, phone.matches);
  };
  phone.addEventListener('change', draw, { signal });
  signal.addEventListener('abort', () => element.remove());

  return {
    element,
    layout(layout) {
      current = layout;
      draw();
    },
    setInline(on) {
      inline = on;
      draw();
    },
  };
}
