/** From a visitor's wish to the tool that does it, and from what the tool said to what is spoken. */
import { ACTION_TOOLS } from '../../../../../shared/tools/names.ts';
import type { ToolDefinition } from '../../../types.ts';
import type { Outcome, ToolCall } from '../heard.ts';
import type { PageIndex } from '../page-index.ts';
import { valueFor } from './fill.ts';
import { bestLabel, onlyLabelWith } from './labels.ts';
import { isFailure, told } from './outcome.ts';
import { type Place, placeOf } from './places.ts';
import { type Filling, readWish } from './read-wish.ts';
import { choicesOf, parametersOf } from './schema.ts';

const { scrollTo, highlight, goTo, fill, click, undo } = ACTION_TOOLS;

export type Done = { call: ToolCall } | { say: string[] };
/** What is to be called, said, or looked up first. */
export type Act = Done | { lookUp: string };

export const isShowing = (name: string): boolean => name === scrollTo || name === highlight;

export interface Scene {
  index: PageIndex | null;
  tools: readonly ToolDefinition[];
  mayCall(name: string): boolean;
  /** What the tools of this turn came to, oldest first. */
  since: readonly Outcome[];
}

const callOf = (name: string, values: Record<string, unknown>): Done => ({
  call: { name, parameters: JSON.stringify(values) },
});

/** Undefined where the words ask for nothing that these tools can do. */
export function act(said: string, scene: Scene): Act | undefined {
  const wish = readWish(said);
  const declared = (name: string) => scene.tools.some((tool) => tool.name === name);
  switch (wish?.kind) {
    case 'undo':
      return declared(undo) && scene.mayCall(undo) ? callOf(undo, {}) : undefined;
    case 'fill':
      return fillIn(wish.readings, scene) ?? tickedByClick(wish.readings, scene);
    case 'click':
      return press(wish.what, scene);
    case 'go':
      return goThere(wish.what, said, scene) ?? show(wish.what, false, scene);
    case 'show':
      return show(wish.what, wish.point, scene);
    default:
      return undefined;
  }
}

function fillIn(readings: readonly Filling[], { tools, mayCall }: Scene): Act | undefined {
  const fields = choicesOf(tools, fill, 'field');
  for (const { field, value } of readings) {
    const label = bestLabel(fields, field);
    if (label === undefined) continue;
    if (value === undefined)
      return { say: [`What shall I put in for “${label.replace(/[\s.:*?]+$/, '')}”?`] };
    return mayCall(fill) ? callOf(fill, { field: label, value: valueFor(label, value) }) : undefined;
  }
  return undefined;
}

/** "Select the red one" may be a button. */
const tickedByClick = (readings: readonly Filling[], scene: Scene): Act | undefined => {
  const { field } = readings.at(-1) ?? {};
  return field === undefined ? undefined : press(field, scene);
};

function press(what: string, { tools, mayCall }: Scene): Act | undefined {
  const button = bestLabel(choicesOf(tools, click, 'button'), what);
  return button !== undefined && mayCall(click) ? callOf(click, { button }) : undefined;
}

/** What is to be said of a wish that nothing here can fulfil; undefined where the words may be a question, too. */
export function cannot(said: string): string | undefined {
  const wish = readWish(said);
  if (wish?.kind === 'click') return 'I cannot press that for you.';
  const [filling] = wish?.kind === 'fill' ? wish.readings : [];
  const isText = filling?.value !== undefined && !/^(?:true|false)$/.test(filling.value);
  return isText ? 'I cannot fill that in for you.' : undefined;
}

function goThere(what: string, said: string, { index, tools, mayCall }: Scene): Act | undefined {
  const pages = choicesOf(tools, goTo, 'page');
  const page = bestLabel(pages, what) ?? onlyLabelWith(pages, what);
  if (page === undefined || !mayCall(goTo)) return undefined;
  const headings = index?.page.sections.map(({ heading }) => heading) ?? [];
  const here = /\bpage\b/i.test(said) ? undefined : bestLabel(headings, what);
  const canScroll = tools.some(({ name }) => name === scrollTo);
  return here !== undefined && canScroll ? undefined : callOf(goTo, { page });
}

function show(what: string, point: boolean, scene: Scene): Act | undefined {
  const { index, tools, mayCall, since } = scene;
  const declared = (name: string) => tools.some((tool) => tool.name === name);
  if (!declared(scrollTo) && !declared(highlight)) return undefined;
  const done = since.filter(({ name }) => isShowing(name));
  const place = index ? placeOf(index, what) : undefined;
  if (!place) return done.length > 0 ? undefined : { lookUp: what };
  const first = !point && declared(scrollTo) ? [scrollTo] : [scrollTo, highlight].filter(declared);
  const next = first.find((name) => mayCall(name));
  const failed = done.find(({ result }) => isFailure(result));
  if (failed) return { say: [told(failed.result)] };
  if (next === undefined) return { say: ['Here it is.', ...(place.passage ? [place.passage.text] : [])] };
  return callOf(next, next === highlight ? marking(place, tools) : { section: place.section });
}

/** A sentence of the page's own can be marked alone; what was put into words here cannot be found there. */
function marking({ section, passage }: Place, tools: readonly ToolDefinition[]): Record<string, unknown> {
  const tool = tools.find(({ name }) => name === highlight);
  const takesText = tool !== undefined && parametersOf(tool).some(({ name }) => name === 'text');
  return takesText && passage && !passage.fragment ? { section, text: passage.text } : { section };
}
