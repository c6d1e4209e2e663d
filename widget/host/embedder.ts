/**
 * The exact origin of the page that embeds the frame, or undefined when the frame must not run: opened on its own,
 * without a known embedder, or on the embedder's own origin, where the sandbox would protect nobody (case S17).
 * The server's frame-ancestors has already refused pages that are not on its list.
 */
export function embedderOrigin(): string | undefined {
  if (parent === self) return undefined;
  // Firefox before 148 has no ancestorOrigins; the loader's referrer policy makes the referrer tell the origin.
  const told = location.ancestorOrigins?.[0] ?? document.referrer;
  try {
    const { origin } = new URL(told);
    return origin === 'null' || origin === location.origin ? undefined : origin;
  } catch {
    return undefined;
  }
}
