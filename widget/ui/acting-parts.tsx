import type { FunctionComponent } from 'preact';
import { actingWords } from '../i18n/acting.ts';
import type { ActionsModel, TranscriptEntry, TranscriptModel } from '../models.ts';
import { Acting } from './acting.tsx';
import { From, type FromProps } from './from.tsx';
import type { Props } from './view.ts';

/** What acting on the page comes to show. */
export interface ActingParts {
  Acting: FunctionComponent<Props>;
  From: FunctionComponent<FromProps>;
  /** Undefined where there are no other words than those for any tool. */
  toolLine(tool: NonNullable<TranscriptEntry['tool']>, language: string): string | undefined;
}

/** With what they are about inside: the rest of the interface does without it. */
export const createActingParts = (model: ActionsModel, { entries }: TranscriptModel): ActingParts => ({
  Acting: ({ view }) => <Acting model={model} language={view.words.value.language} />,
  From: (props) => <From {...props} model={model} entries={entries.value} />,
  toolLine({ name, state }, language) {
    const { tools, anyTool } = actingWords(language);
    return tools[name]?.[state] ?? anyTool[state];
  },
});
