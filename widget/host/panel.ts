import { type ReadonlySignal, signal } from '@preact/signals';
import type { FrameLayout } from '../../shared/bridge/contract.ts';
import type { WidgetOptions } from '../../shared/options/table.ts';
import type { PanelModel } from '../models.ts';

export interface PanelHost {
  layout(layout: FrameLayout): void;
  returnFocus(): void;
}

/** Whether the panel is open, and the room that the frame gets on the host page for it. */
export function createPanel(
  options: ReadonlySignal<WidgetOptions>,
  host: () => PanelHost | undefined,
): PanelModel {
  const open = signal(false);
  // Until the launcher has measured itself the frame stays out of sight.
  let launcher = { width: 0, height: 0 };

  const layOut = (): void => {
    const { position, offset, zIndex } = options.value;
    if (!open.value && !launcher.width) return;
    host()?.layout({ view: open.value ? 'panel' : 'launcher', position, offset, zIndex, ...launcher });
  };

  return {
    open,
    show() {
      if (open.value) return;
      open.value = true;
      layOut();
    },
    hide() {
      if (!open.value) return;
      open.value = false;
      layOut();
      host()?.returnFocus();
    },
    launcherSize(width, height) {
      launcher = { width, height };
      layOut();
    },
  };
}
