/**
 * Every setting of the script tag, once: name, type and default. The loader and the frame parse by this table;
 * types, tests and the table in docs/options.md are made from it. One line of help for each is in help.ts, apart, so that
 * it costs host pages no bytes.
 */
import { actions } from './actions.ts';
import { choice, color, flag, language, number, text } from './types.ts';

export const OPTIONS = {
  name: text('', 64),
  configId: text('', 64),
  position: choice('bottom-right', 'bottom-left', 'top-right', 'top-left'),
  offset: number(16, 200),
  zIndex: number(2147483000, 2147483647),
  mount: text('', 2000),
  theme: choice('auto', 'light', 'dark'),
  accentColor: color('#5b5bd6'),
  language: language(),
  title: text('Ask about this page', 60),
  greeting: text('', 300),
  open: flag(),
  context: choice('page', 'off'),
  contextExclude: text('', 2000),
  contextBudget: number(8000, 24000),
  mask: flag(),
  knowledge: text('', 2000),
  actions,
  shareTranscript: flag(),
};

export type OptionName = keyof typeof OPTIONS;
export type WidgetOptions = { [Name in OptionName]: (typeof OPTIONS)[Name]['default'] };
