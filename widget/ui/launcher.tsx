import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import './launcher.css';
import { Ring } from './ring.tsx';
import { active, status } from './status.ts';
import type { Props } from './view.ts';

/** While a call goes on behind it, it says so instead of its title: nobody should wonder who is listening. */
export function Launcher({ models, view, takeFocus }: Props & { takeFocus: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { panel, settings, call } = models;

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
        <span class={active(call) ? 'spoken' : 'label'}>{settings.options.value.title}</span>
        {active(call) && <span class="label">{view.words.value.status[status(models)]}</span>}
      </button>
    </div>
  );
}
