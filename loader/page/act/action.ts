import type { Keys } from '../keys.ts';
import type { Rules } from '../read/rules.ts';
import type { Place } from '../read/sections.ts';

/** What an action may use. */
export interface Scene {
  rules: Rules;
  keys: Keys;
  /** The page's sections as they are now. */
  places(): Place[];
}

/** What was done, in words for the assistant, and what takes it back, where something does. */
export interface Done {
  told: string;
  undo?: () => string;
}

/** @returns What was done; throws an error whose words the assistant can use. */
export type Action = (scene: Scene, target: string, value: string) => Done;

/** @throws What the assistant asks for cannot be done. */
export function refuse(why: string): never {
  throw new Error(why);
}
