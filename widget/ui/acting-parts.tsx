import { actingWords } from '../i18n/acting.ts';
import type { TranscriptEntry } from '../models.ts';
import { Acting } from './acting.tsx';
import { From } from './from.tsx';

type Tool = NonNullable<TranscriptEntry['tool']>;

/** Undefined where there are no other words than those for any tool. */
function toolLine({ name, state }: Tool, language: string): string | undefined {
  const { tools, anyTool } = actingWords(language);
  return tools[name]?.[state] ?? anyTool[state];
}

/** What acting on the page comes to show. */
export const actingParts = { Acting, From, toolLine };

export type ActingParts = typeof actingParts;
