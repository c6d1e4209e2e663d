import { Expressions } from './expressions.tsx';
import { HoldButton } from './hold-button.tsx';
import { Notice } from './notice.tsx';
import { Tool } from './tool.tsx';

/** What only a call comes to show. */
export const parts = { Expressions, HoldButton, Notice, Tool };

export type Parts = typeof parts;
