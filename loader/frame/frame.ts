/** The one element that the widget adds to the page. Styled through CSSOM: a strict style-src blocks the rest. */
import type { FrameLayout } from '../../shared/bridge/contract.ts';
import { warn } from '../warn.ts';

/** Nothing of the page's style gets in. */
const important = (...rules: string[]): string => ['all:initial', ...rules, ''].join('!important;');

const clamped = (length: number, most: number): string => `clamp(44px,${length}px,${most}px)`;

/**
 * Where the frame stands. The launcher chooses its size within limits and the panel's is ours, so a frame can
 * never cover the page (security case S16).
 */
function styleOf({ view, position, offset, zIndex, width, height }: FrameLayout, phone: boolean): string[] {
  const panel = view === 'panel';
  const sheet = panel && phone;
  // Above the keyboard, which only this viewport knows of. Zoomed in, it is a part of the page like any other.
  const seen = sheet && visualViewport?.scale === 1 && visualViewport;
  const gap = `clamp(0px,${sheet ? 0 : offset}px,200px)`;
  const bottom = sheet || /bottom/.test(position);
  const right = /right/.test(position);
  const move = (far: boolean): string => (far ? `calc(-100% - ${gap})` : gap);
  const size = (launcher: string, ofPanel: string): string =>
    panel ? `min(${ofPanel},100% - 2*${gap})` : launcher;
  return [
    'position:fixed',
    `top:${seen ? `${seen.offsetTop + seen.height}px` : bottom ? '100%' : 0}`,
    `left:${right ? 100 : 0}%`,
    // Whatever else makes a box grow out of a corner, browsers count as a layout shift of the page's.
    `translate:${move(right)} ${move(bottom)}`,
    `width:${size(clamped(width, 320), sheet ? '100%' : '384px')}`,
    `height:${size(clamped(height, 96), seen ? `${0.85 * seen.height}px` : sheet ? '85%' : '600px')}`,
    `z-index:${zIndex}`,
  ];
}

/** In the flow: as wide as the element that it stands in, and as high where that has a height. */
const inlineStyle = ({ view, width, height }: FrameLayout): string[] =>
  view === 'panel'
    ? [
        'display:block',
        'width:100%',
        'height:100%',
        'min-height:320px',
        'max-height:100vh',
        // Where 100% is of nothing certain, a box that is contained is as high as is said here.
        'contain:size',
        'contain-intrinsic-height:600px',
      ]
    : ['display:block', `width:${clamped(width, 320)}`, `height:${clamped(height, 96)}`];

export interface Frame {
  element: HTMLIFrameElement;
  /** Puts it on the page, to load anew. */
  place(): void;
  /** It said hello. */
  met(alive: () => Promise<unknown>): void;
  /** It is expected to answer. */
  check(): void;
  layout(layout: FrameLayout): void;
  /** In the flow of the element that it stands in, or floating. */
  setInline(inline: boolean): void;
}

/**
 * A frame that cannot load, that something keeps removing or that no longer answers goes from the page, with a warning
 * that names the cure. While the panel is closed nothing runs unless something happens.
 * @param attach Puts the element where it belongs.
 * @param onAway What was asked of it is not answered any more.
 * @param onLost It stays away unless it is placed again.
 */
export function createFrame(
  { href, origin }: URL,
  attach: () => void,
  signal: AbortSignal,
  onAway: () => void,
  onLost: () => void,
): Frame {
  const phone = matchMedia('(max-width:480px)');
  let current: FrameLayout | undefined;
  let alive: (() => Promise<unknown>) | undefined;
  let inline = false;
  let removals = 0;
  /** Before its hello, how long it has for it; with the panel open, until it is asked for the next sign of life. */
  let timer = 0;

  const draw = (): void => {
    const rules = current && (inline ? inlineStyle(current) : styleOf(current, phone.matches));
    element.style = rules
      ? // As the frame's own document: where the two differ, browsers paint the frame's backdrop opaque.
        important('color-scheme:light', ...rules)
      : // Until the frame says how it wants to stand, it can be neither seen nor hit. Not by `visibility` or `display`:
        // browsers stop drawing such frames, and the launcher could not measure itself.
        important('position:fixed', 'top:0', 'opacity:0', 'pointer-events:none');
  };

  const leave = (): void => {
    alive = current = undefined;
    clearTimeout(timer);
    observer.disconnect();
    element.remove();
    onAway();
  };

  const lose = (problem: string): void => {
    leave();
    warn(problem);
    onLost();
  };

  const place = (): void => {
    leave();
    draw();
    attach();
    observer.observe(element);
    // Only Chromium knows before the microphone is asked for.
    if (Reflect.get(element, 'featurePolicy')?.allowsFeature('microphone') === false)
      warn(`the page’s Permissions-Policy needs microphone=(self "${origin}")`);
  };

  // Gone with whatever it stood in, it has no size.
  const observer = new ResizeObserver(() => {
    if (element.isConnected) return;
    removals += 1;
    if (removals > 2) lose('a script or an extension keeps removing the frame; allow it');
    else place();
  });

  const check = (): void => {
    let silent = alive;
    const answered = (): void => {
      silent = undefined;
    };
    // An error is an answer, too.
    silent?.().then(answered, answered);
    const judge = (): void => {
      if (silent && silent === alive) lose('the frame stopped answering; open() starts it anew');
    };
    // In two steps: a computer that wakes up runs a timer that is due before it reads the answer.
    setTimeout(setTimeout, 5000, judge, 1000);
  };

  const element: HTMLIFrameElement = Object.assign(document.createElement('iframe'), {
    src: href,
    allow: 'microphone; autoplay',
    referrerPolicy: 'strict-origin',
    // Without allow-same-origin the frame's origin is opaque and every browser refuses it the microphone.
    sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    onload() {
      // Error pages have this event, too.
      const problem = `${origin} is not reachable, or its EVI_ALLOWED_SITES lacks ${window.origin} or a page around it`;
      if (!alive) timer = setTimeout(lose, 5000, problem);
    },
    onpointerenter: check,
  });
  const until = { signal };
  addEventListener('blur', check, until);
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, effectiveDirective, blockedURI }) => {
      if (disposition === 'enforce' && effectiveDirective === 'frame-src' && blockedURI.startsWith(origin))
        lose(`the page’s Content-Security-Policy needs frame-src ${origin}`);
    },
    until,
  );
  // Of a window that changes its size, the visual viewport tells, too.
  for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, draw, until);
  signal.addEventListener('abort', leave);

  return {
    element,
    place,
    check,
    met(next) {
      clearTimeout(timer);
      alive = next;
    },
    layout(layout) {
      current = layout;
      draw();
      clearTimeout(timer);
      if (layout.view !== 'panel') return;
      timer = setInterval(() => {
        // It has stood: a page that renders its content anew is none that wants to be rid of it.
        removals = 0;
        check();
      }, 10_000);
    },
    setInline(on) {
      inline = on;
      draw();
    },
  };
}
