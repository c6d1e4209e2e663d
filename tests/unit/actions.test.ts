/** What the assistant can have done on the page, and what is shown of it first. */
import { type Signal, signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { ASKED, DECLINED } from '../../shared/tools/names.ts';
import { type Actions, createActions } from '../../widget/actions/actions.ts';
import { match } from '../../widget/actions/match.ts';
import { visible } from '../../widget/actions/visible.ts';
import type { CallState, PageTool, TranscriptEntry } from '../../widget/models.ts';

const PAGE: PageSnapshot = {
  title: 'Shop',
  url: 'https://shop.example/',
  language: 'en',
  sections: [
    { id: '', level: 0, heading: '', text: 'Welcome', key: 's0' },
    { id: 'hours', level: 2, heading: 'Opening hours', text: 'From nine.', key: 's1' },
    { id: '', level: 2, heading: 'Café & Küche', text: 'Soup.', key: 's2' },
    { id: '', level: 2, heading: 'How to get here by train', text: 'Line 4.', key: 's3' },
  ],
  fields: [
    { key: 'f1', label: 'Your name', kind: 'text', choices: [] },
    { key: 'f2', label: 'Size', kind: 'choice', choices: ['Small', 'Large'] },
    { key: 'f3', label: 'Newsletter', kind: 'box', choices: [] },
    { key: 'f4', label: 'Your name', kind: 'text', choices: [] },
  ],
  buttons: [{ key: 'b1', label: 'Add to basket' }],
  links: [
    { label: 'Shipping', url: 'https://shop.example/shipping' },
    { label: 'Elsewhere', url: 'https://evil.example/' },
  ],
};

const ALL = 'scroll_to highlight go_to fill click';

let shared: Signal<PageSnapshot | null>;
let options: Signal<{ actions: string; language: string }>;
let pageTools: Signal<readonly PageTool[]>;
let state: Signal<CallState>;
let entries: Signal<readonly TranscriptEntry[]>;
let acts: string[];
let sent: string[];
let actions: Actions;

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  shared = signal<PageSnapshot | null>(PAGE);
  options = signal({ actions: ALL, language: '' });
  pageTools = signal<readonly PageTool[]>([]);
  state = signal<CallState>('live');
  entries = signal<readonly TranscriptEntry[]>([]);
  acts = [];
  sent = [];
  actions = createActions({
    options,
    page: { shared },
    pageTools,
    call: {
      state,
      entries,
      async send(text) {
        sent.push(text);
        says(text);
        return 'started';
      },
    },
    host: {
      async act(name, target, value) {
        acts.push([name, target, value].filter(Boolean).join(' '));
        return { told: `Did ${name}.`, undo: name === 'click' ? '' : `${acts.length}` };
      },
      async undo(id) {
        acts.push(`undo ${id}`);
        return `Took back ${id}.`;
      },
    },
  });
});

const says = (text: string): void => {
  const entry: TranscriptEntry = {
    key: `visitor-${entries.value.length}`,
    speaker: 'visitor',
    text,
    interim: false,
    typed: true,
    interrupted: false,
    speaking: false,
    incomplete: false,
    tool: null,
    source: null,
    expressions: [],
  };
  entries.value = [...entries.value, entry];
};

const call = async (name: string, args: unknown = {}): Promise<string> => {
  const tool = actions.tools.value.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(args);
};
const names = (): string[] => actions.tools.value.map(({ name }) => name);
const schema = (name: string): Record<string, { enum?: string[] }> =>
  JSON.parse(actions.tools.value.find((one) => one.name === name)?.parameters ?? '{}').properties;

describe('tools', () => {
  test('are those that the owner allows, as far as the page has something for them', () => {
    expect(names()).toEqual([...ALL.split(' '), 'undo']);
    options.value = { ...options.value, actions: 'fill' };
    expect(names()).toEqual(['fill', 'undo']);
    options.value = { ...options.value, actions: ALL };
    shared.value = { ...PAGE, fields: [], buttons: [], links: [] };
    expect(names()).toEqual(['scroll_to', 'highlight', 'go_to', 'undo']);
    expect(schema('go_to').page?.enum).toBeUndefined();
    shared.value = null;
    expect(names()).toEqual([]);
  });

  test('name what there is, each by a name of its own, and nothing of another site', () => {
    expect(schema('fill').field?.enum).toEqual(['Your name', 'Size', 'Newsletter', 'Your name (2)']);
    expect(schema('click').button?.enum).toEqual(['Add to basket']);
    expect(schema('go_to').page?.enum).toEqual(['Shipping']);
  });

  test('what a page calls its fields and links is made readable, or left out', () => {
    shared.value = {
      ...PAGE,
      fields: [
        { key: 'f0', label: ' \u200b', kind: 'text', choices: [] },
        { key: 'f1', label: 'A\u202eB\n C', kind: 'text', choices: [] },
      ],
      buttons: [],
      links: [{ label: 'x', url: 'javascript:alert(1)' }],
    };
    expect(names()).toEqual(['scroll_to', 'highlight', 'go_to', 'fill', 'undo']);
    expect(schema('fill').field?.enum).toEqual(['A B C']);
  });

  test.each([
    ['Opening hours', 's1'],
    ['opening HOURS', 's1'],
    ['cafe & kuche', 's2'],
    ['train', 's3'],
    ['the opening hours section', 's1'],
  ])('scrolling to “%s” just happens', async (section, key) => {
    expect(await call('scroll_to', { section })).toBe('Did scroll_to.');
    expect(acts).toEqual([`scroll_to ${key}`]);
  });

  test('what is not there is told with what is', async () => {
    await expect(call('scroll_to', { section: 'Prices' })).rejects.toThrow(
      'there is no section of this name. There is: Opening hours; Café & Küche; How to get here by train.',
    );
    await expect(call('scroll_to')).rejects.toThrow('no section');
    await expect(call('scroll_to', null)).rejects.toThrow('no section');
    await expect(call('fill', { field: 'Your name' })).rejects.toThrow('value must be a text');
    await expect(call('fill', { field: 'Size', value: 'Huge' })).rejects.toThrow(
      'one of these: Small; Large.',
    );
    await expect(call('fill', { field: 'Newsletter', value: 'maybe' })).rejects.toThrow('value is true');
    expect(acts).toEqual([]);
  });

  test('of several that fit by their words the closest is meant', () => {
    const items = ['Returns and refunds of gifts', 'Returns', 'Refunds'].map((label) => ({ label }));
    expect(match(items, 'returns policy')?.label).toBe('Returns');
    expect(match(items, 'refunds of gifts')?.label).toBe('Returns and refunds of gifts');
    expect(match(items, '!?')).toBeUndefined();
  });

  test('a count beside a name may have changed since it was asked for', () => {
    const items = ['Basket 1', 'Page 1', 'Page 2'].map((label) => ({ label }));
    expect(match(items, 'Basket 0')?.label).toBe('Basket 1');
    expect(match(items, 'Page 3')).toBeUndefined();
  });
});

describe('what asks first', () => {
  test.each([
    ['fill', { field: 'your name', value: 'Ada' }, 'fill f1 Ada', 'fill in “Your name” with “Ada”'],
    ['fill', { field: 'Size', value: 'large' }, 'fill f2 Large', 'choose “Large” for “Size”'],
    ['fill', { field: 'Newsletter', value: true }, 'fill f3 true', 'tick “Newsletter”'],
    ['click', { button: 'Add to basket' }, 'click b1', 'press “Add to basket”'],
    ['go_to', { page: 'Shipping' }, 'go_to https://shop.example/shipping', 'go to “Shipping”'],
    [
      'go_to',
      { page: 'https://shop.example/jobs?x=1#y' },
      'go_to https://shop.example/jobs',
      'shop.example/jobs',
    ],
  ])('%s %j', async (name, args, act, question) => {
    expect(await call(name, args)).toMatch(
      new RegExp(`^${ASKED} Shall I .*${question.replaceAll('.', '\\.')}”?\\?$`),
    );
    expect(acts).toEqual([]);
    says('Yes');
    expect(await call(name, args)).toBe(`Did ${name}.`);
    expect(acts).toEqual([act]);
  });

  test('by press the assistant hears the answer as the visitor’s', async () => {
    await call('click', { button: 'Add to basket' });
    const { value: approval } = actions.approval;
    if (!approval) throw new Error('nothing is asked');
    expect(approval.details).toEqual([['Press', 'Add to basket']]);
    actions.answer(approval, true);
    actions.answer(approval, true);
    expect(sent).toEqual(['Yes']);
    expect(await call('click', { button: 'Add to basket' })).toBe('Did click.');
    expect(acts).toEqual(['click b1']);
    await call('fill', { field: 'Your name', value: 'Ada' });
    if (actions.approval.value) actions.answer(actions.approval.value, false);
    expect(sent).toEqual(['Yes', 'No']);
    expect(await call('fill', { field: 'Your name', value: 'Ada' })).toContain(DECLINED);
    expect(acts).toEqual(['click b1']);
  });

  test('the page that one is on is not gone to', async () => {
    expect(await call('go_to', { page: 'https://shop.example/#top' })).toContain('This page is it');
    await expect(call('go_to', { page: 'https://evil.example/' })).rejects.toThrow('no page of this name');
    expect(actions.approval.value).toBeNull();
  });

  test('on the page that was gone to, the same call goes nowhere, though no link there has this name', async () => {
    await call('go_to', { page: 'Shipping' });
    says('Yes');
    await call('go_to', { page: 'Shipping' });
    shared.value = { ...PAGE, url: 'https://shop.example/shipping', links: [] };
    expect(await call('go_to', { page: 'shipping' })).toContain('This page is it');
    await expect(call('go_to', { page: 'Jobs' })).rejects.toThrow('no page of this name');
    expect(acts).toEqual(['go_to https://shop.example/shipping']);
  });

  test('a question goes with another address and with the call, not with a page that is read again', async () => {
    await call('click', { button: 'Add to basket' });
    shared.value = { ...PAGE, sections: [] };
    expect(actions.approval.value).not.toBeNull();
    shared.value = { ...PAGE, url: 'https://shop.example/other' };
    expect(actions.approval.value).toBeNull();
    await call('click', { button: 'Add to basket' });
    state.value = 'ended';
    expect(actions.approval.value).toBeNull();
    says('Yes');
    expect(acts).toEqual([]);
  });
});

test('a button that has got another label by what was done was pressed all the same', async () => {
  const named = (label: string): PageSnapshot => ({ ...PAGE, buttons: [{ key: `7 1 ${label}`, label }] });
  shared.value = named('Add to basket');
  await call('click', { button: 'Add to basket' });
  says('Yes');
  shared.value = named('Add to basket (1)');
  expect(await call('click', { button: 'Add to basket' })).toBe('Did click.');
  expect(acts).toEqual(['click 7 1 Add to basket']);
});

describe('a tool of the page', () => {
  const ran: unknown[] = [];
  const tool = (confirm?: string): PageTool => ({
    name: 'book_table',
    description: 'Books.',
    parameters: '{"type":"object"}',
    timeout: 1000,
    ...(confirm !== undefined && { confirm }),
    async run(args) {
      ran.push(args);
      return 'Booked.';
    },
  });
  beforeEach(() => {
    ran.length = 0;
  });

  test('asks with all its arguments, and runs with these', async () => {
    pageTools.value = [tool()];
    const args = { guests: 2, note: 'a\u202eb\nc', more: { deep: [1, null] } };
    expect(await call('book_table', args)).toContain(
      `${ASKED} Shall I use “book table” with guests: 2; note: a⟨U+202E⟩b↵c`,
    );
    expect(actions.approval.value?.details).toEqual([
      ['Use', 'book table'],
      ['guests', '2'],
      ['note', 'a⟨U+202E⟩b↵c'],
      ['more', '{"deep":[1,null]}'],
    ]);
    says('Yes');
    expect(await call('book_table', { more: { deep: [1, null] }, note: args.note, guests: 2 })).toBe(
      'Booked.',
    );
    expect(ran).toEqual([args]);
    expect(await call('book_table', { ...args, guests: 20 })).toContain(ASKED);
    expect(ran).toHaveLength(1);
  });

  test('a yes is to the tool as it was when the visitor was asked', async () => {
    pageTools.value = [tool('Cancel order 1?')];
    await call('book_table', {});
    pageTools.value = [tool('Cancel order 2?')];
    says('Yes');
    await expect(call('book_table', {})).rejects.toThrow('there is no tool of this name');
    says('Then cancel it.');
    await call('book_table', {});
    pageTools.value = [tool('Cancel order 2?')];
    says('Yes');
    expect(await call('book_table', {})).toBe('Booked.');
    expect(ran).toEqual([{}]);
  });

  test('asks what its owner wants asked, or nothing', async () => {
    pageTools.value = [tool('Book the table?')];
    expect(await call('book_table', { guests: 2 })).toBe(`${ASKED} Book the table?`);
    expect(actions.approval.value).toMatchObject({
      question: 'Book the table?',
      details: [
        ['Use', 'book table'],
        ['guests', '2'],
      ],
    });
    pageTools.value = [tool('')];
    expect(await call('book_table', { guests: 3 })).toBe('Booked.');
    expect(ran).toEqual([{ guests: 3 }]);
  });
});

test('nothing is hidden in what is shown', () => {
  expect(visible('a\u0000\u200b\u2066\u00ad\u3164\u2800\ud800z')).toBe(
    'a⟨U+0000⟩⟨U+200B⟩⟨U+2066⟩⟨U+00AD⟩⟨U+3164⟩⟨U+2800⟩⟨U+D800⟩z',
  );
  expect(visible('one\r\ntwo\nthree — “four” ملاحظة 😀')).toBe('one↵two↵three — “four” ملاحظة 😀');
});

describe('undo', () => {
  test('the last that can be, by tool and by press, and it is offered until the visitor says something else', async () => {
    await expect(call('undo')).rejects.toThrow('nothing to take back');
    await call('scroll_to', { section: 'Opening hours' });
    await call('highlight', { section: 'train', text: 'Line 4' });
    expect(acts).toEqual(['scroll_to s1', 'highlight s3 Line 4']);
    expect(actions.undoable.value).toBe('Marked in “How to get here by train”');
    expect(await call('undo')).toBe('Took back 2.');
    expect(actions.undoable.value).toBe('Scrolled to “Opening hours”');
    says('Thanks');
    expect(actions.undoable.value).toBe('');
    actions.undo();
    expect(acts.at(-1)).toBe('undo 1');
    await call('scroll_to', { section: 'Opening hours' });
    shared.value = { ...PAGE, url: 'https://shop.example/other' };
    expect(actions.undoable.value).toBe('');
  });
});

describe('a source', () => {
  const hours = { key: 's1', label: 'Opening hours', url: PAGE.url };
  const other = { key: '', label: 'Shipping', url: 'https://shop.example/shipping' };

  test('is shown where the owner allows it', () => {
    expect(actions.canShow(hours) && actions.canShow(other)).toBe(true);
    options.value = { ...options.value, actions: 'scroll_to' };
    expect([actions.canShow(hours), actions.canShow(other)]).toEqual([true, false]);
    actions.show(hours);
    expect(acts).toEqual(['scroll_to s1']);
    options.value = { ...options.value, actions: 'go_to highlight' };
    expect([actions.canShow(hours), actions.canShow(other)]).toEqual([false, true]);
    actions.show(other);
    expect(acts).toEqual(['scroll_to s1', 'go_to https://shop.example/shipping']);
  });

  test('is marked, too, and found by its name when the page was loaded anew', () => {
    actions.show({ ...hours, key: 'old' });
    expect(acts).toEqual(['highlight s1']);
  });

  test('that is gone, or of another site, is text', () => {
    expect(actions.canShow({ ...hours, key: 'old', label: 'Old' })).toBe(false);
    expect(actions.canShow({ ...other, url: 'https://evil.example/' })).toBe(false);
    expect(actions.canShow({ ...other, url: 'javascript:alert(1)' })).toBe(false);
  });
});
