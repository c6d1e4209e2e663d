import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import './launcher.css';
import { Ring } from './ring.tsx';
import type { Props } from './view.ts';

export function Launcher({ models, view, takeFocus }: Props & { takeFocus: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { panel, settings } = models;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      panel.launcherSize(Math.ceil(width), Math.ceil(height));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [panel]);

  useEffect(() => {
    // Only focus that is already in the frame comes back to the button; the host page's is left alone.
    if (takeFocus && document.hasFocus()) button.current?.focus();
  }, [takeFocus]);

  return (
    <div ref={box} class="launcher">
      <button ref={button} type="button" aria-haspopup="dialog" onClick={() => panel.show()}>
        <Ring models={models} view={view} />
        <span class="label">{settings.options.value.title}</span>
      </button>
    </div>
  );
}
