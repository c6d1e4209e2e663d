import type { RefObject } from 'preact';

/** Within this many pixels of the end the visitor is reading along. */
const NEAR = 40;

/** Told the height of a block that is out of sight, null when it comes near. */
type Told = (height: number | null) => void;

/** What is read stays where it is: at the end with what is new, further up with what stands there. */
export interface Reading {
  watch(block: Element, tell: Told): () => void;
  start(): () => void;
}

export function createReading(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
): Reading {
  const told = new Map<Element, Told>();
  let observer: IntersectionObserver | undefined;
  let along = true;
  let height = 0;
  let seen = 0;
  /** A result that the visitor opens or closes: the line that was pressed stays where it is. */
  let pressed = false;
  /** Browsers that hold the place themselves do so without breaking off a scroll that is under way. */
  let alone = true;
  let anchor: HTMLElement | undefined;
  let anchored = 0;

  const look = (): void => {
    const box = scroller.current;
    if (!box) return;
    // Against the heights that were last followed: neither what came since then, nor what has taken room
    // from the sight, is scrolling away from the end.
    const end = Math.min(height, box.scrollHeight);
    along = end - box.scrollTop - Math.max(seen, box.clientHeight) < NEAR;
    if (!alone) return;
    anchor = undefined;
    for (const block of list.current?.children ?? [])
      for (const place of block.children.length > 0 ? block.children : [block])
        if (place instanceof HTMLElement && place.offsetTop + place.offsetHeight > box.scrollTop) {
          anchor = place;
          anchored = place.offsetTop;
          return;
        }
  };

  const hold = (): void => {
    const box = scroller.current;
    if (!box) return;
    if (along && !pressed) box.scrollTop = box.scrollHeight;
    else if (alone && anchor?.isConnected) {
      const shift = anchor.offsetTop - anchored;
      if (shift !== 0) box.scrollTop += shift;
      anchored += shift;
    }
    height = box.scrollHeight;
    seen = box.clientHeight;
    if (pressed) {
      pressed = false;
      look();
    }
  };

  return {
    watch(block, tell) {
      observer ??= new IntersectionObserver(
        (changes) => {
          for (const { target, isIntersecting, boundingClientRect } of changes) {
            // Focus does not fall out of a block that was scrolled away, nor does what was opened in it close.
            const used = target.contains(document.activeElement) || target.querySelector('details[open]');
            if (!isIntersecting && used) continue;
            told.get(target)?.(isIntersecting ? null : boundingClientRect.height);
          }
          // Preact draws what was told in a microtask queued before this one.
          queueMicrotask(hold);
        },
        { root: scroller.current, rootMargin: '100% 0px' },
      );
      told.set(block, tell);
      observer.observe(block);
      return () => {
        told.delete(block);
        observer?.unobserve(block);
      };
    },
    start() {
      const [box, content] = [scroller.current, list.current];
      if (!box || !content) return () => undefined;
      alone = getComputedStyle(box).overflowAnchor !== 'auto';
      const sizes = new ResizeObserver(hold);
      sizes.observe(box);
      sizes.observe(content);
      // A browser's slow ride would aim at where the ends are now, and meet blocks that were never measured.
      const jump = (event: KeyboardEvent): void => {
        if (event.key !== 'Home' && event.key !== 'End') return;
        event.preventDefault();
        box.scrollTop = event.key === 'End' ? box.scrollHeight : 0;
      };
      const press = ({ target }: MouseEvent): void => {
        if (target instanceof Element && target.closest('summary')) pressed = true;
      };
      box.addEventListener('keydown', jump);
      box.addEventListener('click', press);
      box.addEventListener('scroll', look, { passive: true });
      return () => {
        sizes.disconnect();
        observer?.disconnect();
        box.removeEventListener('keydown', jump);
        box.removeEventListener('click', press);
        box.removeEventListener('scroll', look);
      };
    },
  };
}
