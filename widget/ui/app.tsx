import { effect } from '@preact/signals';
import { render } from 'preact';
import type { Models } from '../models.ts';
import { applyTheme } from '../theme/apply.ts';
import { Panel } from './panel.tsx';
import { createView, type Props } from './view.ts';

const App = ({ models, view }: Props) =>
  models.panel.open.value ? <Panel models={models} view={view} /> : null;

/** Everything but the launcher, which stands before this has come. */
export function showApp(models: Models, root: Element): void {
  const view = createView(models);
  effect(() => applyTheme(view.theme.value));
  effect(() => {
    const { documentElement } = document;
    const { language, direction } = view.words.value;
    documentElement.lang = language;
    documentElement.dir = direction;
  });
  render(<App models={models} view={view} />, root);
}
