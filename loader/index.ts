/** The script that a site owner pastes. One tag is one widget; the tags of a page share `window.EviWidget`. */
import { widgetAddress } from '../shared/bridge/addresses.ts';
import { takeQueue } from './api/queue.ts';
import type { EviWidgetGlobal } from './api/types.ts';
import { pageFetcher } from './fetch-page.ts';
import { createInstance } from './instance.ts';
import { warn } from './warn.ts';

declare global {
  interface Window {
    EviWidget?: EviWidgetGlobal;
  }
}

function start(script: HTMLScriptElement): void {
  const name = script.dataset.name || 'default';
  // An own property: a page element with this id would be an inherited one.
  const given = Object.hasOwn(window, 'EviWidget') ? window.EviWidget : undefined;
  const there = given?.instances ? given.instances[name] : given?.open && given;
  if (there) {
    // A page that swaps its content puts the same tag anew.
    if (!there.adopt?.(script)) warn('already on this page; this tag does nothing');
    return;
  }
  const instances: EviWidgetGlobal['instances'] = given?.instances ?? Object.create(null);

  const widget = widgetAddress(script.src);
  const api = createInstance(script, widget, pageFetcher(widget.href, script.nonce), () => {
    delete instances[name];
    const [next] = Object.values(instances);
    if (next) Object.assign(window.EviWidget ?? {}, next);
    else delete window.EviWidget;
  });
  instances[name] = api;
  if (given?.instances) return;
  const all: EviWidgetGlobal = { ...api, instances, q: [] };
  window.EviWidget = all;
  all.q = takeQueue(all, given?.q);
}

// Through the prototype: a page element named currentScript would shadow the document's own property
// (CVE-2024-45812).
const script: unknown = Reflect.get(Document.prototype, 'currentScript', document);

if (!(script instanceof HTMLScriptElement && script.src)) warn('load it by a plain <script src>');
else if (new URL(script.src).origin === location.origin)
  warn('it must come from another origin than the page');
else if (window.origin === 'null') warn('the page has no origin: its sandbox needs allow-same-origin');
else start(script);
