import type { PageActionName } from '../../shared/bridge/contract.ts';
import { ACTION_TOOLS } from '../../shared/tools/names.ts';
import type { ActingDictionary } from '../i18n/acting.ts';
import type { PageTool } from '../models.ts';
import type { Wish } from './approvals.ts';
import { match } from './match.ts';
import { type Field, type Offers, pageAddress, type Target } from './offers.ts';
import { clickQuestion, fillQuestion, goToQuestion, type Question } from './questions.ts';
import { visible } from './visible.ts';
import { cameHere } from './went.ts';

/** What the tools are made with. */
export interface Acting {
  words(): ActingDictionary;
  /** Does it at once. */
  act(name: PageActionName, target: Target, value?: string): Promise<string>;
  /** Asks the visitor first. */
  request(wish: Wish): Promise<string>;
  undo(): Promise<string>;
}

type Property = { type: 'string'; description: string; enum?: string[] };

/** Names in an error: so many that the assistant can choose again. */
const MOST_NAMED = 20;
/** Characters; the visitor is to read all of it. */
const LONGEST_VALUE = 2000;

function tool(
  name: string,
  description: string,
  properties: Record<string, Property>,
  run: (args: Record<string, unknown>) => Promise<string>,
  required = Object.keys(properties),
): PageTool {
  const parameters = JSON.stringify({ type: 'object', properties, required });
  return { name, description, parameters, timeout: 30_000, run: async (args) => run(Object(args)) };
}

const text = (description: string): Property => ({ type: 'string', description });

const oneOf = (description: string, items: readonly { label: string }[]): Property => ({
  ...text(description),
  ...(items.length > 0 && { enum: items.map(({ label }) => label) }),
});

/** Throws, in words for the assistant. */
function find<Item extends Target>(what: string, items: readonly Item[], wanted: unknown): Item {
  const found = typeof wanted === 'string' ? match(items, wanted) : undefined;
  if (found) return found;
  const labels = items.slice(0, MOST_NAMED).map(({ label }) => label);
  throw new Error(`there is no ${what} of this name. There is: ${labels.join('; ')}.`);
}

/** As the loader takes it. Throws, in words for the assistant. */
function valueFor({ kind, choices }: Field, given: unknown): string {
  const value = /^(number|boolean)$/.test(typeof given) ? `${given}` : given;
  if (typeof value !== 'string' || value.length > LONGEST_VALUE)
    throw new Error(`value must be a text of at most ${LONGEST_VALUE} characters.`);
  if (kind === 'choice') {
    const chosen = match(
      choices.map((label) => ({ label })),
      value,
    );
    if (chosen) return chosen.label;
    throw new Error(`the field takes one of these: ${choices.join('; ')}.`);
  }
  if (kind === 'box' && !/^(true|false)$/.test(value))
    throw new Error('the field is a box: value is true to tick it, or false to take the tick off.');
  return value;
}

const asking = <Item extends Target>(
  acting: Acting,
  name: PageActionName,
  target: Item,
  question: (words: ActingDictionary, target: Item, value: string) => Question,
  value = '',
): Promise<string> => {
  const words = acting.words();
  const [spoken, ...details] = question(words, target, value);
  return acting.request({
    // What was done may have changed the label, which the loader puts behind a key.
    call: JSON.stringify([name, target.key.split(' ', 1), value]),
    question: words.question,
    spoken,
    details: details.map(([part, shown]) => [part, visible(shown)]),
    act: () => acting.act(name, target, value),
  });
};

const onScroll = ({ sections }: Offers, acting: Acting): PageTool =>
  tool(
    ACTION_TOOLS.scrollTo,
    'Scrolls to a section of the page.',
    { section: text('The heading of the section.') },
    async ({ section }) => acting.act('scroll_to', find('section', sections, section)),
  );

const onHighlight = ({ sections }: Offers, acting: Acting): PageTool =>
  tool(
    ACTION_TOOLS.highlight,
    'Marks a section of the page, or words in it.',
    {
      section: text('The heading of the section.'),
      text: text('Words of the section, exactly as they stand there. Optional.'),
    },
    async ({ section, text: words }) =>
      acting.act('highlight', find('section', sections, section), typeof words === 'string' ? words : ''),
    ['section'],
  );

const onGoTo = ({ pages, address }: Offers, acting: Acting): PageTool =>
  tool(
    ACTION_TOOLS.goTo,
    'Goes to another page of this site. The visitor is asked first.',
    { page: oneOf('The page, by the name of its link.', pages) },
    async ({ page }) => {
      // What was found on the site comes with its address.
      const given = cameHere(`${page}`, address) ? address : pageAddress(`${page}`, address);
      const target = given ? { label: given, key: given } : find('page', pages, page);
      if (target.key === address) return 'This page is it: the visitor is there.';
      return asking(acting, 'go_to', target, goToQuestion);
    },
  );

const onFill = ({ fields }: Offers, acting: Acting): PageTool =>
  tool(
    ACTION_TOOLS.fill,
    'Fills in a field on the page. The visitor is asked first. It sends nothing.',
    {
      field: oneOf('The field, by its label.', fields),
      value: text('The text, or the label of a choice; for a box true or false.'),
    },
    async ({ field, value }) => {
      const target = find('field', fields, field);
      return asking(acting, 'fill', target, fillQuestion, valueFor(target, value));
    },
  );

const onClick = ({ buttons }: Offers, acting: Acting): PageTool =>
  tool(
    ACTION_TOOLS.click,
    'Presses a button of the page. The visitor is asked first.',
    { button: oneOf('The button, by its label.', buttons) },
    async ({ button }) => asking(acting, 'click', find('button', buttons, button), clickQuestion),
  );

/** What the owner allows, as far as the page has something for it. */
export function actionTools(offers: Offers, allowed: ReadonlySet<string>, acting: Acting): PageTool[] {
  const kinds = [
    [ACTION_TOOLS.scrollTo, offers.sections, onScroll],
    [ACTION_TOOLS.highlight, offers.sections, onHighlight],
    // Also on a page without links: what it was gone to for is repeated there.
    [ACTION_TOOLS.goTo, [offers.address], onGoTo],
    [ACTION_TOOLS.fill, offers.fields, onFill],
    [ACTION_TOOLS.click, offers.buttons, onClick],
  ] as const;
  const tools = kinds
    .filter(([name, has]) => allowed.has(name) && has.length > 0)
    .map(([, , make]) => make(offers, acting));
  if (tools.length === 0) return [];
  return [
    ...tools,
    tool(ACTION_TOOLS.undo, 'Takes back the last thing that was done on the page.', {}, acting.undo),
  ];
}
