import { fold } from './match.ts';

/**
 * By what name the last page was gone to. The assistant repeats the call when the conversation goes on there, and that page
 * may have no link of this name.
 */
const KEY = 'evi went';

const way = (label: string, address: string): string => `${fold(label)} ${address}`;

export function leaveFor(label: string, address: string): void {
  try {
    sessionStorage.setItem(KEY, way(label, address));
  } catch {
    // A browser that stores nothing: the repeated call asks again.
  }
}

export function cameHere(label: string, address: string): boolean {
  try {
    return sessionStorage.getItem(KEY) === way(label, address);
  } catch {
    return false;
  }
}
