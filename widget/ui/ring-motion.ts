import { effect } from '@preact/signals';
import { drawRing, type Ink } from './ring-draw.ts';
import { atRest, ease, type Pose } from './ring-pose.ts';

const FRAME = 1000 / 30;

export interface RingSource {
  /** Read inside an effect: whatever signal they touch wakes the ring. */
  pose(): Pose;
  ink(): Ink;
  calm(): boolean;
}

/** Draws while something moves and then stops asking for frames. Returns how to let go of the canvas. */
export function animateRing(canvas: HTMLCanvasElement, source: RingSource): () => void {
  const context = canvas.getContext('2d');
  if (!context) return () => {};
  let goal = source.pose();
  let ink = source.ink();
  let now = goal;
  let calm = true;
  let time = 0;
  let turned = 0;
  let last = 0;
  let request = 0;

  const draw = () => {
    const size = Math.round(canvas.clientWidth * devicePixelRatio);
    if (size === 0) return;
    if (canvas.width !== size) canvas.width = canvas.height = size;
    drawRing(context, size, now, ink, time, turned);
  };

  const frame = (at: number) => {
    request = requestAnimationFrame(frame);
    // A display refreshes at its own pace: 2 ms of mercy keeps 60 Hz from falling to 20 frames.
    if (at - last < FRAME - 2) return;
    const seconds = Math.min(0.1, (at - last) / 1000);
    last = at;
    now = ease(now, goal, seconds);
    time += seconds * (0.6 + now.level);
    turned += seconds * now.spin;
    if (atRest(now, goal)) {
      now = goal;
      rest();
    }
    draw();
  };

  const rest = () => {
    cancelAnimationFrame(request);
    request = 0;
  };

  const stopWatching = effect(() => {
    goal = source.pose();
    ink = source.ink();
    calm = source.calm();
    if (calm) {
      rest();
      now = { ...goal, level: 0, spin: 0, tail: 0 };
      turned = 0;
      draw();
    } else if (request === 0) {
      if (atRest(now, goal)) draw();
      else {
        last = performance.now();
        request = requestAnimationFrame(frame);
      }
    }
  });
  const resized = new ResizeObserver(draw);
  resized.observe(canvas);
  return () => {
    rest();
    stopWatching();
    resized.disconnect();
  };
}
