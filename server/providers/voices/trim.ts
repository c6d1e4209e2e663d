/** Milliseconds kept before the first sound, so that a soft consonant is not cut. All else would be latency. */
const LEAD_MS = 25;
/** Milliseconds between the last sound and the end: the pause of somebody reading on. */
const PAUSE_MS = 150;
const FRAME_MS = 5;
/** RMS of a frame that counts as sound, of 32768. -50 dB: flite's silences measure 0 to 40. */
const SOUND = 100;

/** Replaces the silence that a synthesiser leaves around a sentence. Empty when there is no sound at all. */
export function trimSilence(samples: Int16Array, sampleRate: number): Int16Array {
  const frame = Math.round((sampleRate * FRAME_MS) / 1000);
  const perMs = sampleRate / 1000;
  let first = -1;
  let end = 0;
  for (let at = 0; at < samples.length; at += frame) {
    const block = samples.subarray(at, at + frame);
    if (rms(block) < SOUND) continue;
    if (first < 0) first = at;
    end = at + block.length;
  }
  if (first < 0) return new Int16Array(0);
  const begin = Math.max(0, first - Math.round(LEAD_MS * perMs));
  const spoken = samples.subarray(begin, Math.min(samples.length, end + Math.round(PAUSE_MS * perMs)));
  const trimmed = new Int16Array(end - begin + Math.round(PAUSE_MS * perMs));
  trimmed.set(spoken);
  return trimmed;
}

function rms(block: Int16Array): number {
  let sum = 0;
  for (const sample of block) sum += sample * sample;
  return Math.sqrt(sum / block.length);
}
