/** Where a frame leaves a call that is on when its page is left. */
export const memoryKey = (name: string): string => `evi ${name}`;

/** The frame before this one has left a call. Says no where the browser stores nothing. */
export function hasMemory(name: string): boolean {
  try {
    return memoryKey(name) in sessionStorage;
  } catch {
    return false;
  }
}
