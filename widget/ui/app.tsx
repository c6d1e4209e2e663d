import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import type { Models } from '../models.ts';
import { applyTheme } from '../theme/apply.ts';
import { Panel } from './panel.tsx';
import { createView } from './view.ts';

/** Everything but the launcher, which stands before this has come. */
export function App({ models }: { models: Models }) {
  const view = useMemo(() => createView(models), [models]);
  useLayoutEffect(() => applyTheme(view.theme.value), [view.theme.value]);
  const { language, direction } = view.words.value;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
  return models.panel.open.value ? <Panel models={models} view={view} /> : null;
}
