/** Addresses remembered at most; an attacker with more of them meets the limits of the operator's proxy. */
const MOST_ADDRESSES = 10_000;

/** Counts by address in fixed windows. Answers 0 when the request may pass, else the seconds to wait. */
export function createRateLimit(requests: number, windowSeconds: number): (address: string) => number {
  const windows = new Map<string, { count: number; ends: number }>();
  return (address) => {
    const now = Date.now() / 1000;
    let window = windows.get(address);
    if (!window || window.ends <= now) {
      windows.delete(address);
      window = { count: 0, ends: now + windowSeconds };
      windows.set(address, window);
      const oldest = windows.size > MOST_ADDRESSES ? windows.keys().next().value : undefined;
      if (oldest !== undefined) windows.delete(oldest);
    }
    window.count += 1;
    return window.count <= requests ? 0 : Math.max(1, Math.ceil(window.ends - now));
  };
}
