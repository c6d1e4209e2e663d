import type { PageActionName, PageSnapshot } from '../../../shared/bridge/contract.ts';
import type { Keys } from '../keys.ts';
import { readButtons, readFields, readLinks } from './controls.ts';
import { placeInView } from './in-view.ts';
import { readData, readMeta } from './meta.ts';
import type { Rules } from './rules.ts';
import { readSections } from './sections.ts';
import { selectedText } from './selection.ts';
import { tidy } from './text.ts';

/** Everything that the frame gets of the page. */
export function readSnapshot(
  rules: Rules,
  keys: Keys,
  mayDo: (action: PageActionName) => boolean,
): PageSnapshot {
  const { places, roots } = readSections(rules);
  const { mask } = rules;
  // Through the prototype: an image or a form named title would shadow the document's own.
  const title: unknown = Reflect.get(Document.prototype, 'title', document);
  for (const { section, heading } of places) section.key = keys.of(heading ?? document.documentElement);
  return {
    title: mask(tidy(`${title}`)).slice(0, 200),
    url: mask(location.origin + location.pathname).slice(0, 4000),
    language: document.documentElement.lang.slice(0, 100),
    sections: places.map(({ section }) => section),
    selection: selectedText(places, mask),
    inView: placeInView(places)?.section.key ?? '',
    meta: readMeta(rules),
    data: readData(rules),
    fields: mayDo('fill') ? readFields(roots, rules, keys) : [],
    buttons: mayDo('click') ? readButtons(roots, rules, keys) : [],
    links: mayDo('go_to') ? readLinks(roots, rules) : [],
  };
}
