import type { Remote } from 'comlink';
import type { FrameApi } from '../shared/bridge/contract.ts';
import { createEvents } from './api/events.ts';
import { createHostTools } from './api/tools.ts';
import type { EviWidgetApi } from './api/types.ts';
import { connect } from './frame/connect.ts';
import { createFrame } from './frame/frame.ts';
import { readPage } from './page/snapshot.ts';
import { watchPage } from './page/watch.ts';

/**
 * One widget.
 * @param element Its data-* attributes are the settings, now and when they change; DOM events go to it.
 * @param widget Address of the frame's document.
 * @param target Holds the frame instead of the page's root.
 */
export function createInstance(
  element: HTMLElement,
  widget: URL,
  onDestroy: () => void,
  target?: Element,
): EviWidgetApi {
  const controller = new AbortController();
  const { signal } = controller;
  const attributes = (): Record<string, string> => ({ ...element.dataset }) as Record<string, string>;
  const name = element.dataset.name || 'default';
  /** What a frame must be told again when it has come anew. */
  const kept = new Map<string, (frame: Remote<FrameApi>) => Promise<void>>();
  let remote: Remote<FrameApi> | undefined;
  let version = 0;
  const waiting: (() => void)[] = [];
  let open = false;
  let ready = false;
  let focused: Element | null = null;
  let asked = false;

  const events = createEvents(() => element);

  /** Now, or as soon as the frame is connected. */
  const ask = async <Result>(
    call: (frame: Remote<FrameApi>) => Promise<Result>,
    since = 2,
  ): Promise<Result> => {
    if (!remote) await new Promise<void>((resolve) => waiting.push(resolve));
    // It would not answer.
    if (version < since) throw new Error('evi-widget: the frame is of an older release');
    return call(remote as Remote<FrameApi>);
  };

  const keep = (what: string, call: (frame: Remote<FrameApi>) => Promise<void>): Promise<void> => {
    kept.set(what, call);
    return ask(call);
  };

  const offerPage = (): void => {
    if (asked && open) remote?.pageChanged(readPage(attributes().contextExclude));
  };

  const configure = (): void => {
    frame.element.title = attributes().title || 'Assistant';
    remote?.configure(attributes(), document.documentElement.lang);
  };

  const frame = createFrame(widget.href, signal);
  const observer = new MutationObserver(configure);
  signal.addEventListener('abort', () => observer.disconnect());

  const insert = (): void => {
    if (signal.aborted) return;
    configure();
    connect(
      frame.element,
      widget.origin,
      {
        layout(next) {
          frame.layout(next);
          const wasOpen = open;
          open = next.view === 'panel';
          if (!ready) events.emit('ready', {});
          ready = true;
          if (open !== wasOpen) events.emit(open ? 'open' : 'close', {});
          // What has changed while it was closed.
          offerPage();
        },
        readPage() {
          if (attributes().context === 'off') return null;
          const snapshot = readPage(attributes().contextExclude);
          if (!asked) watchPage(offerPage, signal);
          asked = true;
          return snapshot;
        },
        returnFocus() {
          // Not from a visitor who has gone on to something else on the page.
          if (document.activeElement === frame.element) (focused as HTMLElement | null)?.focus();
          focused = null;
        },
        emit: (name, detail) => void events.emit(name, detail as never),
        beforeStart: (spoken) => events.emit('before-start', { spoken }),
        runTool: tools.run,
      },
      signal,
      (connected, frameVersion) => {
        remote = connected;
        configure();
        if (version && frameVersion > 1) for (const call of kept.values()) call(connected);
        version = frameVersion;
        for (const go of waiting.splice(0)) go();
      },
    );
    // Not to the body: there may be none, and some frameworks replace it by another one.
    (target ?? document.documentElement).append(frame.element);
  };

  const tools = createHostTools((declared) => void keep('tools', (frame) => frame.setTools(declared)));

  const api: EviWidgetApi = {
    name,
    open() {
      focused = document.activeElement;
      return ask((frame) => frame.open(), 1);
    },
    close: () => ask((frame) => frame.close(), 1),
    toggle: () => (open ? api.close() : api.open()),
    start() {
      const pressed = !!navigator.userActivation?.isActive;
      return ask((frame) => frame.start(pressed));
    },
    end: () => ask((frame) => frame.end()),
    mute: (muted = true) => ask((frame) => frame.setMuted(muted)),
    sendText: (text) => ask((frame) => frame.sendText(`${text}`)),
    speak: (text) => ask((frame) => frame.speak(`${text}`)),
    setContext: (text) => keep('context', (frame) => frame.setContext(`${text}`)),
    setVariables: (variables) => keep('variables', (frame) => frame.setVariables(variables)),
    registerTool: tools.register,
    update(options) {
      for (const [option, value] of Object.entries(options))
        if (value === undefined) delete element.dataset[option];
        else element.dataset[option] = `${value}`;
    },
    on(name, listener) {
      // Who asks for it is told; without that, nothing that is said comes onto the page (case S27).
      if (name === 'transcript') element.dataset.shareTranscript = '';
      return events.on(name, listener);
    },
    off: events.off,
    adopt(next) {
      if (element.isConnected) return false;
      follow(next);
      return true;
    },
    destroy() {
      if (!signal.aborted) onDestroy();
      controller.abort();
    },
  };

  const follow = (next: HTMLElement): void => {
    element = next;
    observer.disconnect();
    observer.observe(element, { attributes: true });
    configure();
  };
  follow(element);

  if (document.readyState === 'complete') insert();
  else addEventListener('load', () => setTimeout(insert), { signal });

  return api;
}
