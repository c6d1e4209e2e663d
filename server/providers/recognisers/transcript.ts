/** Words that pocketsphinx writes for silence and noise, `<sil>`, `[NOISE]`, `++UH++`, and `(2)` after a variant. */
const NOISE = /<[^>]*>|\[[^\]]*\]|\+\+[^+]*\+\+|\(\d+\)/g;

/** Makes the recogniser's lower-case words readable: `what time do i` becomes `What time do I`. No punctuation is guessed. */
export function readable(hypothesis: string): string {
  const words = hypothesis
    .replace(NOISE, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (/^i('|$)/.test(word) ? `I${word.slice(1)}` : word));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
