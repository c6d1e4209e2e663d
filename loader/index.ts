import type { Remote } from 'comlink';
import type { FrameApi } from '../shared/bridge/contract.ts';
import { connect } from './frame/connect.ts';
import { createFrame } from './frame/frame.ts';
import { readPage } from './page/snapshot.ts';
import { watchPage } from './page/watch.ts';

export interface EviWidgetApi {
  open(): void;
  close(): void;
  /** Removes the widget and everything it listens to. A script tag added afterwards starts a new one. */
  destroy(): void;
}

declare global {
  interface Window {
    EviWidget?: EviWidgetApi;
  }
}

const warn = (problem: string): void => console.warn(`evi-widget: ${problem}`);

function start(script: HTMLScriptElement): EviWidgetApi {
  // A copy: what the page does to its tag later changes nothing.
  const attributes = { ...script.dataset } as Record<string, string>;
  const widget = new URL('widget/', script.src);
  const controller = new AbortController();
  const { signal } = controller;
  let remote: Remote<FrameApi> | undefined;
  let wanted = false;
  let open = false;
  let focused: Element | null = null;
  let asked = false;

  const offerPage = (): void => {
    if (asked && open) remote?.pageChanged(readPage(attributes.contextExclude));
  };

  const insert = (): void => {
    if (signal.aborted) return;
    const { element, layout } = createFrame(widget.href, attributes.title || 'Assistant', signal);
    connect(
      element,
      widget.origin,
      {
        layout(next) {
          layout(next);
          open = next.view === 'panel';
          // What has changed while it was closed.
          offerPage();
        },
        readPage() {
          if (attributes.context === 'off') return null;
          const snapshot = readPage(attributes.contextExclude);
          if (!asked) watchPage(offerPage, signal);
          asked = true;
          return snapshot;
        },
        returnFocus() {
          // Not from a visitor who has gone on to something else on the page.
          if (document.activeElement === element) (focused as HTMLElement | null)?.focus();
          focused = null;
        },
      },
      signal,
      (connected) => {
        remote = connected;
        remote.configure(attributes, document.documentElement.lang);
        if (wanted) remote.open();
      },
    );
    // Not to the body: there may be none, and some frameworks replace it by another one.
    document.documentElement.append(element);
  };

  if (document.readyState === 'complete') insert();
  else addEventListener('load', () => setTimeout(insert), { signal });

  return {
    open() {
      wanted = true;
      focused = document.activeElement;
      remote?.open();
    },
    close() {
      wanted = false;
      remote?.close();
    },
    destroy() {
      // The second time there may be another widget by this name.
      if (!signal.aborted) delete window.EviWidget;
      controller.abort();
    },
  };
}

// Through the prototype: a page element named currentScript would shadow the document's own property
// (CVE-2024-45812).
const script: unknown = Reflect.get(Document.prototype, 'currentScript', document);

if (!(script instanceof HTMLScriptElement && script.src)) warn('load it by a plain <script src>');
else if (new URL(script.src).origin === location.origin)
  warn('it must come from another origin than the page');
// An own property: a page element with this id would be an inherited one.
else if (Object.hasOwn(window, 'EviWidget')) warn('already on this page; this tag does nothing');
else window.EviWidget = start(script);
