import type { Remote } from 'comlink';
import type { FrameApi, PageSnapshot } from '../shared/bridge/contract.ts';
import { createEvents } from './api/events.ts';
import { createHostTools } from './api/tools.ts';
import type { EviWidgetApi } from './api/types.ts';
import { connect } from './frame/connect.ts';
import { createFrame } from './frame/frame.ts';
import { placeFrame } from './frame/place.ts';
import { readPage } from './page/snapshot.ts';
import { watchPage } from './page/watch.ts';

const ignore = (): void => undefined;

/**
 * One widget.
 * @param element Its data-* attributes are the settings, now and when they change; DOM events go to it.
 * @param widget Address of the frame's document.
 * @param target Holds the frame, whatever `data-mount` says.
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
  /** What the frame has not answered: how to give it up, and how to ask. */
  const unanswered = new Map<() => void, () => void>();
  let open = false;
  /** As the page or the visitor had it last, whether or not the frame has heard of it. */
  let wanted = false;
  let ready = false;
  let focused: Element | null = null;
  let asked = false;

  const events = createEvents(() => element);

  /** Now, or as soon as the frame is connected. */
  const ask = <Result>(call: (frame: Remote<FrameApi>) => Promise<Result>, since = 2): Promise<Result> =>
    new Promise((resolve, reject) => {
      const cancel = (): void => resolve('cancelled' as Result);
      const go = (): void => {
        // It would not answer.
        if (version < since) reject(new Error('evi-widget: the frame is of an older release'));
        else
          call(remote as Remote<FrameApi>)
            .then(resolve, reject)
            .then(() => unanswered.delete(cancel));
      };
      if (signal.aborted) reject(new Error('evi-widget: destroyed'));
      else {
        unanswered.set(cancel, go);
        if (remote) go();
      }
    });

  /** The frame that was asked is gone. */
  const giveUp = (): void => {
    for (const cancel of unanswered.keys()) cancel();
    unanswered.clear();
  };

  const keep = (what: string, call: (frame: Remote<FrameApi>) => Promise<void>): Promise<void> => {
    kept.set(what, call);
    return ask(call);
  };

  const snapshot = (): PageSnapshot | null =>
    attributes().context === 'off' ? null : readPage(attributes().contextExclude);

  const offerPage = (): void => {
    const page = asked && open && snapshot();
    if (page) remote?.pageChanged(page);
  };

  const configure = (): void => {
    frame.element.title = attributes().title || 'Assistant';
    remote?.configure(attributes(), document.documentElement.lang);
  };

  const frame = createFrame(widget.href, signal);
  const place = (): void => placeFrame(frame, target ?? attributes().mount);
  const observer = new MutationObserver((changes) => {
    configure();
    if (frame.element.isConnected && changes.some((change) => change.attributeName === 'data-mount')) place();
    offerPage();
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    giveUp();
  });

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
          wanted = open = next.view === 'panel';
          if (!ready) events.emit('ready', {});
          ready = true;
          if (open !== wasOpen) events.emit(open ? 'open' : 'close', {});
          // What has changed while it was closed.
          offerPage();
        },
        readPage() {
          if (!asked) watchPage(offerPage, signal);
          asked = true;
          return snapshot();
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
        if (version) giveUp();
        remote = connected;
        configure();
        if (version && frameVersion > 1) for (const call of kept.values()) call(connected).catch(ignore);
        if (version && wanted) connected.open();
        version = frameVersion;
        for (const go of unanswered.values()) go();
      },
    );
    place();
  };

  const tools = createHostTools((declared) => {
    // The frame warns of what it cannot use.
    keep('tools', (frame) => frame.setTools(declared)).catch(ignore);
  });

  const api: EviWidgetApi = {
    name,
    open() {
      focused = document.activeElement;
      wanted = true;
      return ask((frame) => frame.open(), 1);
    },
    close() {
      wanted = false;
      return ask((frame) => frame.close(), 1);
    },
    toggle: () => (open ? api.close() : api.open()),
    start() {
      const pressed = !!navigator.userActivation?.isActive;
      return ask((frame) => frame.start(pressed));
    },
    end: () => ask((frame) => frame.end()),
    mute: (muted = true) => ask((frame) => frame.setMuted(!!muted)),
    sendText: (text) => ask((frame) => frame.sendText(text)),
    speak: (text) => ask((frame) => frame.speak(text)),
    setContext: (text) => keep('context', (frame) => frame.setContext(text)),
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
