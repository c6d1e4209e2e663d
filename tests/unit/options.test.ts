/** What a script tag can set. Security cases S21 to S23: attributes are text, and text only. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HELP } from '../../shared/options/help.ts';
import { parseOptions } from '../../shared/options/parse.ts';
import { OPTIONS, type OptionName } from '../../shared/options/table.ts';
import { readAttributes } from '../../widget/host/attributes.ts';

const NAMES = Object.keys(OPTIONS) as OptionName[];
const DEFAULTS = Object.fromEntries(NAMES.map((name) => [name, OPTIONS[name].default]));

beforeEach(() => {
  // Node has no selectors: brackets that do not match stand for all that a browser cannot parse.
  const matches = (text: string): boolean => {
    if (/[[(](?![^\])]*[\])])|^[>,)]/.test(text)) throw new SyntaxError('selector');
    return false;
  };
  vi.stubGlobal('document', { createElement: () => ({ matches }) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const parse = (given: Record<string, unknown>) => {
  const rejected: [string, string][] = [];
  return { options: parseOptions(given, (...args) => rejected.push(args)), rejected };
};

test('without attributes all defaults stand, and each has a line of help', () => {
  expect(parse({})).toEqual({ options: DEFAULTS, rejected: [] });
  expect(Object.keys(HELP)).toEqual(NAMES);
});

const long = (length: number): string => 'x'.repeat(length);
const CASES: Record<OptionName, { good: [string, string | number | boolean][]; bad: string[] }> = {
  name: {
    good: [
      ['', ''],
      ['sales', 'sales'],
    ],
    bad: [long(65)],
  },
  configId: {
    good: [
      ['', ''],
      ['pottery', 'pottery'],
      [long(64), long(64)],
    ],
    bad: [long(65)],
  },
  position: {
    good: ['bottom-right', 'bottom-left', 'top-right', 'top-left'].map((corner) => [corner, corner]),
    bad: ['', 'left', 'bottom', 'Bottom-Right', 'bottom-right ', 'bottom-right\n', 'bottom-right;top:0'],
  },
  offset: {
    good: [
      ['0', 0],
      ['16', 16],
      ['200', 200],
      ['007', 7],
    ],
    bad: ['', ' ', '-1', '201', '1.5', '5px', '1e2', '0x10', 'NaN', 'Infinity', '٣', '5 ', '5\n', long(500)],
  },
  zIndex: {
    good: [
      ['0', 0],
      ['2147483647', 2147483647],
    ],
    bad: ['2147483648', '-1', 'auto', '9'.repeat(400)],
  },
  mount: {
    good: [
      ['', ''],
      ['#assistant > div', '#assistant > div'],
    ],
    bad: [long(2001)],
  },
  theme: {
    good: ['auto', 'light', 'dark'].map((theme) => [theme, theme]),
    bad: ['', 'Dark', 'dark;', 'constructor', '__proto__'],
  },
  accentColor: {
    good: ['#123', '#aBcDeF'].map((color) => [color, color]),
    bad: ['', '#12', '#1234', '#12345', '#1234567', '#12345678', '123456', '#ggg', 'red', '#123 '],
  },
  language: {
    good: ['', 'de', 'pt-BR', 'zh-Hans-CN', 'gsw'].map((tag) => [tag, tag]),
    bad: ['e', 'english', 'en_US', 'en-', 'en-x', '-en', 'en US', '<b>'],
  },
  title: {
    good: [
      ['', ''],
      ['<b>“Ask”</b>\n& go', '<b>“Ask”</b>\n& go'],
      [long(60), long(60)],
    ],
    bad: [long(61)],
  },
  greeting: { good: [[long(300), long(300)]], bad: [long(301)] },
  open: {
    good: [
      ['', true],
      ['true', true],
      ['false', false],
    ],
    bad: ['TRUE', 'yes', '1', '0', 'open', 'no', 'undefined'],
  },
  shareTranscript: {
    good: [
      ['', true],
      ['false', false],
    ],
    bad: ['yes', '1'],
  },
  context: { good: ['page', 'off'].map((text) => [text, text]), bad: ['', 'none', 'false', 'Off'] },
  contextExclude: {
    good: [
      ['', ''],
      ['.cart, #basket > p', '.cart, #basket > p'],
    ],
    bad: [long(2001)],
  },
  contextBudget: {
    good: [
      ['0', 0],
      ['8000', 8000],
      ['24000', 24000],
    ],
    bad: ['', '24001', '-1', '8k', '8.5'],
  },
  mask: {
    good: [
      ['', true],
      ['true', true],
      ['false', false],
    ],
    bad: ['yes', 'email', 'TRUE'],
  },
  knowledge: {
    good: [
      ['', ''],
      ['/llms.txt /about', '/llms.txt /about'],
    ],
    bad: [long(2001)],
  },
  actions: {
    good: [
      ['', ''],
      ['scroll_to', 'scroll_to'],
      ['fill  click', 'fill  click'],
      [' go_to highlight webmcp ', ' go_to highlight webmcp '],
    ],
    bad: ['scroll', 'fill,click', 'Fill', 'all', 'fill;', 'fill\n', `${'fill '.repeat(5000)}x`],
  },
};

describe.each(NAMES)('%s', (name) => {
  test.each(CASES[name].good)('takes "%s"', (text, value) => {
    expect(parse({ [name]: text })).toEqual({ options: { ...DEFAULTS, [name]: value }, rejected: [] });
  });
  test.each(CASES[name].bad)('not "%s"', (text) => {
    const rejected = [[name, OPTIONS[name].expected]];
    expect(parse({ [name]: text })).toEqual({ options: DEFAULTS, rejected });
  });
});

describe('S23: a colour is a literal', () => {
  test.each([
    'var(--x)',
    'var(--x,url(https://evil.example))',
    'env(safe-area-inset-top)',
    'attr(data-x type(<color>))',
    'if(style(--x:1):red;else:blue)',
    'url(https://evil.example/?)',
    'image-set("https://evil.example" 1x)',
    'color-mix(in srgb, red, blue)',
    'rgb(from var(--x) r g b)',
    'currentcolor',
    'inherit',
    '#fff;background:url(https://evil.example)',
    '#fff}*{display:none',
    '#fff/**/',
    '#ff\\66',
    'expression(alert(1))',
  ])('%s is not', (accentColor) => {
    expect(parse({ accentColor }).options.accentColor).toBe(OPTIONS.accentColor.default);
  });
});

describe('names that nobody offered', () => {
  test.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'onOpen',
    'onMessage',
    'onclick',
    'server',
    'Title',
  ])('S10, S22: %s is rejected and changes nothing', (name) => {
    const given: Record<string, string> = {};
    Object.defineProperty(given, name, { value: 'alert', enumerable: true });
    expect(parse(given)).toEqual({ options: DEFAULTS, rejected: [[name, '']] });
  });

  test('S22: a text that names a function is never looked up', () => {
    const called = vi.fn();
    vi.stubGlobal('evilCallback', called);
    const given = Object.fromEntries(NAMES.map((name) => [name, 'evilCallback']));
    parse({ ...given, onOpen: 'evilCallback', callback: 'evilCallback' });
    expect(called).not.toHaveBeenCalled();
  });
});

test('S21: a label with HTML in it stays the text that it is', () => {
  const title = '<img src=x onerror=alert(1)>';
  expect(parse({ title }).options.title).toBe(title);
});

test('any texts: every result is of its kind, and each rejection names one attribute once', () => {
  const name = fc.oneof(fc.constantFrom(...NAMES), fc.string());
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(...NAMES.flatMap((known) => CASES[known].good.map(([text]) => text))),
  );
  fc.assert(
    fc.property(fc.dictionary(name, value), (given) => {
      const { options, rejected } = parse(given);
      expect(Object.keys(options)).toEqual(NAMES);
      for (const known of NAMES) expect(typeof options[known]).toBe(typeof DEFAULTS[known]);
      expect(options.accentColor).toMatch(/^#[\da-f]{3,6}$/i);
      expect(options.offset).toBeLessThanOrEqual(200);
      const names = rejected.map(([rejectedName]) => rejectedName);
      expect(new Set(names).size).toBe(names.length);
      for (const known of NAMES)
        if (names.includes(known) || !Object.hasOwn(given, known))
          expect(options[known]).toBe(DEFAULTS[known]);
    }),
  );
});

test('a warning names the attribute as it is written, its value and what was expected', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  readAttributes({ accentColor: 'red', contextexclude: 'nav', zIndex: '5' });
  expect(warn.mock.calls).toEqual([
    ['evi-widget: data-accent-color="red" is not used, it expects a colour like #5b5bd6.'],
    ['evi-widget: data-contextexclude is not an attribute of the widget.'],
  ]);
});
