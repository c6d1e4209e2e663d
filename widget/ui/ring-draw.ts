import type { Rgb } from '../theme/color.ts';
import type { Pose } from './ring-pose.ts';

export interface Ink {
  hsl: Rgb;
  /** Replaces the colours where the system forces its own. */
  forced: string;
}

const POINTS = 120;
const TURN = Math.PI * 2;
/** Where the opening is when the ring stands still: to the upper right, like a mouth half turned. */
const OPENING = -TURN / 8;

/** Strands of the line: at rest they lie on each other and are one ring; sound pulls them apart. */
const STRANDS = [
  { reach: 1.5, speed: -1.1, alpha: 0.3, width: 0.6, hue: 26 },
  { reach: 1.15, speed: 0.8, alpha: 0.45, width: 0.75, hue: -16 },
  { reach: 0.8, speed: 1.35, alpha: 1, width: 1, hue: 0 },
] as const;

/** `time` moves the waves, `turned` (in turns) the whole. The canvas is square and `size` pixels wide. */
export function drawRing(
  canvas: CanvasRenderingContext2D,
  size: number,
  pose: Pose,
  ink: Ink,
  time: number,
  turned: number,
): void {
  const middle = size / 2;
  const radius = size * 0.38;
  const line = Math.max(size * 0.042, Math.min(size * 0.08, 3.5));
  const start = OPENING + turned * TURN + (pose.gap * TURN) / 2;
  const length = TURN * (1 - pose.gap);
  canvas.clearRect(0, 0, size, size);
  canvas.lineCap = canvas.lineJoin = 'round';
  for (const strand of STRANDS) {
    canvas.beginPath();
    for (let point = 0; point <= POINTS; point++) {
      const along = point / POINTS;
      const angle = start + along * length;
      const wave =
        Math.sin(2 * angle + time * 2.1 * strand.speed) * 0.5 +
        Math.sin(3 * angle - time * 3.3 * strand.speed) * 0.35 +
        Math.sin(5 * angle + time * 4.2 * strand.speed) * 0.2;
      const reach = radius * (1 + 0.13 * pose.level * strand.reach * wave);
      canvas.lineTo(middle + Math.cos(angle) * reach, middle + Math.sin(angle) * reach);
    }
    if (pose.gap < 0.002) canvas.closePath();
    canvas.lineWidth = line * strand.width * (0.55 + 0.45 * pose.weight);
    canvas.globalAlpha = strand.alpha * (0.3 + 0.7 * pose.weight);
    canvas.strokeStyle = ink.forced || paint(canvas, middle, start, pose, ink.hsl, strand.hue * pose.level);
    canvas.stroke();
    if (pose.fill > 0 && strand.alpha === 1) {
      canvas.globalAlpha = pose.fill * 0.1;
      canvas.fillStyle = canvas.strokeStyle;
      canvas.fill();
    }
  }
}

/** Runs once round the ring and comes back to itself, or fades out behind the turning head. */
function paint(
  canvas: CanvasRenderingContext2D,
  middle: number,
  start: number,
  pose: Pose,
  [hue, saturation, lightness]: Rgb,
  extra: number,
): CanvasGradient | string {
  // Safari before 16.1 gets one colour.
  if (!canvas.createConicGradient) return `hsl(${hue + pose.hue} ${saturation}% ${lightness}%)`;
  const gradient = canvas.createConicGradient(start, middle, middle);
  // From red to yellow a degree shows more than elsewhere, and the way through olive suits nobody's brand:
  // a shorter way, in the other direction.
  const way = hue > 10 && hue < 65 ? -0.6 : 1;
  const stop = (at: number, shift: number, alpha: number) =>
    gradient.addColorStop(
      at,
      `hsl(${hue + pose.hue * Math.abs(way) + way * (extra + shift)} ${saturation}% ${lightness}% / ${alpha})`,
    );
  const tail = 1 - 0.88 * pose.tail;
  stop(0, 0, tail);
  stop(0.5, 22, 1 - 0.45 * pose.tail);
  stop(pose.tail > 0 ? 0.96 : 1, 0, 1);
  if (pose.tail > 0) stop(1, 0, tail);
  return gradient;
}
