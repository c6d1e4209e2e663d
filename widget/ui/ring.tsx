import { computed } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { toHsl } from '../theme/color.ts';
import { latest, measured } from './latest.ts';
import { animateRing } from './ring-motion.ts';
import { drift, poseFor, voiced } from './ring-pose.ts';
import { status } from './status.ts';
import type { Props } from './view.ts';

/** The voice as a line. Decoration for the ear's sake: the status beside it says the same in words. */
export function Ring({ models, view }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const hue = computed(() => {
      const last = latest(models.transcript.entries.value, measured);
      return drift(last?.expressions[0]);
    });
    return animateRing(element, {
      pose: () =>
        poseFor(status(models), models.microphone.level.value, models.speaker.level.value, hue.value),
      ink: () => ({
        hsl: toHsl(view.theme.value.accentLine),
        forced: view.forcedColors.value ? getComputedStyle(element).color : '',
      }),
      calm: () => view.calm.value,
    });
  }, [models, view]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabindex takes no focus.
  return <canvas ref={canvas} class="ring" width={0} height={0} aria-hidden="true" />;
}

/** Stands in for the ring's movement where the visitor prefers none: a bar, in ten steps. */
export function LevelMeter({ models, view }: Props) {
  const level = useMemo(
    () =>
      computed(() => {
        const now = status(models);
        const listening = now === 'listening';
        if (!listening && now !== 'speaking' && now !== 'closing') return 0;
        const { level } = listening ? models.microphone : models.speaker;
        return Math.round(voiced(level.value) * 10) / 10;
      }),
    [models],
  );
  if (!view.calm.value) return null;
  return (
    <div class="level" aria-hidden="true">
      <div style={{ transform: `scaleX(${level.value})` }} />
    </div>
  );
}
