import type { Remote } from 'comlink';
import type { FrameApi, PageSnapshot, StartOutcome } from '../shared/bridge/contract.ts';
import { createEvents } from './api/events.ts';
import { createHostTools } from './api/tools.ts';
import type { EviWidgetApi } from './api/types.ts';
import { connect } from './frame/connect.ts';
import { createFrame } from './frame/frame.ts';
import { parkBeforeSwaps } from './frame/keep.ts';
import { placeFrame } from './frame/place.ts';
import type { Page, PagePart } from './page/part.ts';
import { warn } from './warn.ts';

/** What a frame answers to what nobody waits for: a page's own reports of errors are no place for it. */
const ignore = (): void => undefined;

const unread = (): never => {
  throw new Error('The page has not been read.');
};

/**
 * One widget.
 * @param element Its data-* attributes are the settings, now and when they change; DOM events go to it.
 * @param widget Address of the frame's document.
 * @param fetchPage The way to what reads the page and acts on it. Where it failed, it is tried again.
 * @param target Holds the frame, whatever `data-mount` says.
 */
export function createInstance(
  element: HTMLElement,
  widget: URL,
  fetchPage: () => Promise<PagePart>,
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
  const unanswered = new Map<(outcome: StartOutcome) => void, () => void>();
  let open = false;
  /** As the page or the visitor had it last, whether or not the frame has heard of it. */
  let wanted = false;
  let ready = false;
  let focused: Element | null = null;
  let page: Page | undefined;
  let fetching: Promise<void> | undefined;
  /** A listener of the page's is told what is said. */
  let told = false;
  let destroyed = false;

  const events = createEvents(() => (element.isConnected ? element : document));

  const isGone = (): boolean => version > 0 && !frame.element.isConnected;

  /** Now, or as soon as the frame is connected. */
  const ask = <Result>(call: (frame: Remote<FrameApi>) => Promise<Result>, since = 2): Promise<Result> =>
    new Promise((resolve, reject) => {
      const cancel = resolve as (outcome: StartOutcome) => void;
      const go = (): void => {
        // It would not answer.
        if (version < since) reject(new Error('evi-widget: the frame is of an older release'));
        else
          call(remote as Remote<FrameApi>)
            .then(resolve, reject)
            .then(() => unanswered.delete(cancel));
        frame.check();
      };
      if (destroyed) reject(new Error('evi-widget: destroyed'));
      else if (isGone()) cancel('frame-lost');
      else {
        unanswered.set(cancel, go);
        if (remote) go();
      }
    });

  /** The frame that was asked is gone. */
  const giveUp = (): void => {
    for (const cancel of unanswered.keys()) cancel(destroyed ? 'cancelled' : 'frame-lost');
    unanswered.clear();
  };

  /** What it was asked before, the next one is not. */
  const forget = (): void => {
    if (remote) giveUp();
    remote = undefined;
  };

  /** What a visitor wants is worth another try with a frame that was given up, or removed unseen. */
  const want: typeof ask = (call, since) => {
    if (!destroyed && isGone()) frame.place();
    return ask(call, since);
  };

  const keep = (what: string, call: (frame: Remote<FrameApi>) => Promise<void>): Promise<void> => {
    kept.set(what, call);
    return ask(call);
  };

  const readPage = async (): Promise<PageSnapshot | null> => {
    if (attributes().context === 'off') return null;
    fetching ??= fetchPage().then(({ openPage }) => {
      if (destroyed) return;
      page = openPage({
        attributes,
        version: () => version,
        isWatched: () => open && attributes().context !== 'off',
        announce: (snapshot) => void remote?.pageChanged(snapshot).catch(ignore),
        offer: tools.offer,
        warn,
        signal,
      });
    });
    await fetching.catch(() => {
      fetching = undefined;
    });
    return page?.read() ?? null;
  };

  /** As far as the owner lets it be read. */
  const here = (): Page => (attributes().context !== 'off' && page) || unread();

  const configure = (): void => {
    frame.element.title = attributes().title || 'Assistant';
    remote?.configure(attributes(), document.documentElement.lang).catch(ignore);
  };

  const attach = (): void => placeFrame(frame, target ?? attributes().mount);
  const frame = createFrame(widget, attach, signal, forget, () => {
    giveUp();
    // What is kept waits for another frame.
    version ||= 1;
    if (open) events.emit('close', {});
    open = false;
    events.emit('error', { reason: 'frame-lost', code: '' });
  });
  const settle = (): void => {
    if (!version) return;
    if (frame.element.isConnected) attach();
    else frame.place();
  };

  const observer = new MutationObserver((changes) => {
    if (changes.some(({ addedNodes: [added] }) => added === document.body)) swapped();
    configure();
    if (changes.some((change) => change.attributeName === 'data-mount')) settle();
    page?.changed();
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    giveUp();
  });

  const insert = (): void => {
    if (destroyed) return;
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
          page?.changed();
        },
        readPage,
        returnFocus() {
          // Not from a visitor who has gone on to something else on the page.
          if (document.activeElement === frame.element) (focused as HTMLElement | null)?.focus();
          focused = null;
        },
        emit: (name, detail) => void events.emit(name, detail as never),
        beforeStart: (spoken) => events.emit('before-start', { spoken }),
        runTool: tools.run,
        act: async (...action) => here().act(...action),
        undo: async (id) => here().undo(id),
      },
      signal,
      (connected, frameVersion) => {
        forget();
        remote = connected;
        // The first version cannot be asked.
        frame.met(frameVersion > 1 ? connected.alive : async () => true);
        configure();
        if (version && frameVersion > 1) for (const call of kept.values()) call(connected).catch(ignore);
        if (version && wanted) connected.open().catch(ignore);
        version = frameVersion;
        for (const go of unanswered.values()) go();
      },
    );
    frame.place();
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
      return want((frame) => frame.open(), 1);
    },
    close() {
      wanted = false;
      return ask((frame) => frame.close(), 1);
    },
    toggle: () => (wanted ? api.close() : api.open()),
    start() {
      const pressed = !!navigator.userActivation?.isActive;
      return want((frame) => frame.start(pressed));
    },
    end: () => ask((frame) => frame.end()),
    mute: (muted = true) => ask((frame) => frame.setMuted(!!muted)),
    sendText: (text) => want((frame) => frame.sendText(text)),
    speak: (text) => want((frame) => frame.speak(text)),
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
      if (name === 'transcript') {
        told = true;
        element.dataset.shareTranscript = '';
      }
      return events.on(name, listener);
    },
    off: events.off,
    adopt(next) {
      if (element.isConnected && element !== next) return false;
      follow(next);
      return true;
    },
    destroy() {
      // Its name may be another's by now.
      if (destroyed) return;
      destroyed = true;
      onDestroy();
      const remove = (): void => controller.abort();
      // The call ends first: the frame cannot tell its removal from a page that is left, and the next one would go on with it.
      remote?.close().then(remove, remove);
      setTimeout(remove, remote && 300);
    },
  };

  const follow = (next: HTMLElement): void => {
    element = next;
    if (told) element.dataset.shareTranscript = '';
    observer.disconnect();
    observer.observe(element, { attributes: true });
    observer.observe(document.documentElement, { childList: true });
    configure();
  };
  follow(element);

  const swapped = (): void => {
    // The new content may have the tag anew without running it.
    for (const next of element.isConnected ? [] : document.scripts)
      if (next.src === Reflect.get(element, 'src') && next.dataset.name === element.dataset.name)
        follow(next);
    if (target ?? attributes().mount) settle();
  };
  parkBeforeSwaps(frame.element, signal);
  // A page that Turbo morphs keeps its body.
  addEventListener('turbo:render', swapped, { signal });

  if (document.readyState === 'complete') insert();
  else addEventListener('load', () => setTimeout(insert), { signal });

  return api;
}
