import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Models } from '../models.ts';
import { Launcher } from './launcher.tsx';
import { Panel } from './panel.tsx';
import { applyTheme } from './theme.ts';
import './tokens.css';
import { createView } from './view.ts';

export function App({ models }: { models: Models }) {
  const view = useMemo(() => createView(models), [models]);
  const opened = useRef(false);
  const open = models.panel.open.value;
  if (open) opened.current = true;
  useLayoutEffect(() => applyTheme(view.theme), [view]);
  const { language, direction } = view.words.value;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
  return (
    <main class="app">
      {open ? (
        <Panel models={models} view={view} />
      ) : (
        <Launcher models={models} view={view} takeFocus={opened.current} />
      )}
    </main>
  );
}
