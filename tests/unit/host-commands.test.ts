/** What the frame does with what a page's scripts ask of it. */
import { type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCommands } from '../../widget/host/commands.ts';
import { createPageTools, type PageTools } from '../../widget/host/page-tools.ts';
import type { CallModel, PageTool, StartResult } from '../../widget/models.ts';

let done: string[];
let outcome: StartResult;
let warnings: string[];
let tools: PageTools;
let declared: Signal<readonly PageTool[]>;
const muted = signal(false);
const voiceInput = signal(true);
const context = signal('');
const variables = signal<Record<string, string | number | boolean>>({});

beforeEach(() => {
  done = [];
  outcome = 'started';
  warnings = [];
  vi.spyOn(console, 'warn').mockImplementation((text) => warnings.push(text));
  muted.value = false;
  voiceInput.value = true;
  context.value = '';
  variables.value = {};
  declared = signal<readonly PageTool[]>([]);
  tools = createPageTools(declared, async (name, args) => `${name} ${JSON.stringify(args)}`);
});

afterEach(() => {
  vi.restoreAllMocks();
});

function commands() {
  const start =
    (what: string) =>
    async (text = ''): Promise<StartResult> => {
      done.push(`${what} ${text}`.trim());
      return outcome;
    };
  const call: CallModel = {
    state: signal('idle'),
    activity: signal('listening'),
    failure: signal(null),
    spoken: signal(false),
    notice: signal(null),
    talk: start('talk'),
    send: start('send'),
    speak: start('speak'),
    goOn: start('go on'),
    end: () => done.push('end'),
  };
  return createCommands({
    call,
    microphone: {
      muted,
      toggleMute() {
        muted.value = !muted.peek();
      },
    },
    panel: { show: () => done.push('show') },
    voiceInput,
    context,
    variables,
    tools,
  });
}

/** As a page gives them: the port carries anything that can be cloned. */
const asGiven = (value: unknown): never => value as never;

test('a start in a press talks; without a press or a recogniser it says what is missing', async () => {
  const { start } = commands();
  expect(await start(true)).toBe('started');
  outcome = { reason: 'microphone-denied', code: '' };
  expect(await start(true)).toBe('microphone-denied');
  expect(await start(false)).toBe('press-needed');
  voiceInput.value = false;
  expect(await start(true)).toBe('voice-unavailable');
  expect(done).toEqual(['show', 'talk', 'show', 'talk', 'show', 'show']);
});

test('muting is told once', () => {
  const { setMuted } = commands();
  setMuted(true);
  setMuted(true);
  expect(muted.value).toBe(true);
  setMuted(false);
  expect(muted.value).toBe(false);
});

test('texts are sent and spoken as they are, with the panel open', async () => {
  const { sendText, speak } = commands();
  expect(await sendText(' Hello ')).toBe('started');
  expect(await speak('x'.repeat(4000))).toBe('started');
  outcome = 'prevented';
  expect(await sendText('again')).toBe('prevented');
  expect(done.filter((what) => what !== 'show')).toEqual([
    'send  Hello',
    `speak ${'x'.repeat(4000)}`,
    'send again',
  ]);
});

test.each([['  '], [''], ['x'.repeat(4001)], [undefined], [null], [7], [{ text: 'hi' }]])(
  'nothing is sent or spoken of %j, and the reason says what would be',
  async (text) => {
    const { sendText, speak } = commands();
    await expect(sendText(asGiven(text))).rejects.toThrow(
      'sendText: give it a text of 1 to 4000 characters.',
    );
    await expect(speak(asGiven(text))).rejects.toThrow('speak: give it a text of 1 to 4000 characters.');
    expect(done).toEqual([]);
  },
);

test('context is taken, and an empty one takes it back', () => {
  const { setContext } = commands();
  setContext('x'.repeat(8000));
  expect(context.value).toHaveLength(8000);
  setContext('');
  expect(context.value).toBe('');
  const problem = 'setContext: give it a text of 0 to 8000 characters.';
  for (const bad of ['x'.repeat(8001), undefined, 5]) expect(() => setContext(asGiven(bad))).toThrow(problem);
  // The launcher may have answered already, so the console says it, too.
  expect(warnings).toEqual(Array(3).fill(`evi-widget: ${problem}`));
  expect(context.value).toBe('');
});

test('variables take the place of those before', () => {
  const { setVariables } = commands();
  setVariables({ name: 'Ada', visits: 3, member: true });
  setVariables(asGiven(JSON.parse('{"plan":"gold","__proto__":"x"}')));
  expect(Object.entries(variables.value)).toEqual([
    ['plan', 'gold'],
    ['__proto__', 'x'],
  ]);
  expect(Object.getPrototypeOf(variables.value)).toBe(Object.prototype);
});

const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`v${index}`, 1]));
test.each([
  [null, 'an object with at most 50 variables'],
  ['plan=gold', 'an object with at most 50 variables'],
  [many, 'an object with at most 50 variables'],
  [{ plan: { name: 'gold' } }, '"plan" must be a text of at most 1000 characters, a number, true or false'],
  [{ plan: undefined }, '"plan" must be'],
  [{ plan: Number.NaN }, '"plan" must be'],
  [{ plan: 'x'.repeat(1001) }, '"plan" must be'],
  [{ [`n${'x'.repeat(100)}`]: 1 }, '"nxxx'],
])('the variables %j are refused with the reason, and those before stay', (bad, reason) => {
  const { setVariables } = commands();
  setVariables({ plan: 'silver' });
  expect(() => setVariables(asGiven(bad))).toThrow(reason);
  expect(warnings).toEqual([expect.stringContaining(`evi-widget: setVariables: `)]);
  expect(variables.value).toEqual({ plan: 'silver' });
});

const PRICE = {
  name: 'price',
  description: 'The price of a thing.',
  parameters: '{"type":"object"}',
  timeout: 30_000,
};

test('a tool is declared, and runs on the page with the arguments as they come', async () => {
  commands().setTools([PRICE]);
  const [tool] = declared.value;
  expect(tool).toMatchObject(PRICE);
  expect(await tool?.run({ id: 'bowl' })).toBe('price {"id":"bowl"}');
});

test('what is asked before a tool runs goes with it', () => {
  commands().setTools([{ ...PRICE, confirm: '' }, { ...PRICE, confirm: 'Really?' }, PRICE]);
  expect(declared.value.map(({ confirm }) => confirm)).toEqual(['', 'Really?', undefined]);
});

test.each([
  [{ name: 'the price' }, 'a tool’s name has 1 to 64 letters, digits, "_" or "-".'],
  [{ name: 'x'.repeat(65) }, 'a tool’s name has'],
  [{ name: undefined }, 'a tool’s name has'],
  [{ name: 'hang_up' }, 'hang_up: the assistant has a tool of this name; give yours another one.'],
  [{ name: 'go_to' }, 'go_to: the assistant has a tool of this name; give yours another one.'],
  [{ name: 'search_page' }, 'search_page: the assistant has a tool of this name; give yours another one.'],
  [
    { confirm: 'x'.repeat(301) },
    'price: its confirm is a question of at most 300 characters, or false to ask nothing.',
  ],
  [{ confirm: false }, 'price: its confirm is'],
  [{ description: '' }, 'price: its description has 1 to 2000 characters.'],
  [{ description: undefined }, 'price: its description has'],
  [{ description: 'x'.repeat(2001) }, 'price: its description has'],
  [{ parameters: '[]' }, 'price: its parameters are a JSON Schema with "type": "object"'],
  [{ parameters: '"object"' }, 'price: its parameters are'],
  [{ parameters: `{"type":"object","a":"${'x'.repeat(20_000)}"}` }, 'price: its parameters are'],
  [{ parameters: 'null' }, 'price: its parameters are'],
  [{ timeout: 0 }, 'price: its timeout is 1 to 600000 milliseconds.'],
  [{ timeout: 600_001 }, 'price: its timeout is'],
  [{ timeout: '5s' }, 'price: its timeout is'],
])('a tool with %j is warned of once, and the others are declared', (change, reason) => {
  const { setTools } = commands();
  for (const _ of [1, 2]) setTools(asGiven([{ ...PRICE, ...change }, { ...PRICE, name: 'stock' }, null]));
  expect(declared.value.map(({ name }) => name)).toEqual(['stock']);
  expect(warnings[0]).toContain(`evi-widget: registerTool: ${reason}`);
  expect(warnings.filter((text) => text.includes(reason))).toHaveLength(1);
});

test('a page has 64 tools at most', () => {
  const { setTools } = commands();
  setTools(Array.from({ length: 65 }, (_, index) => ({ ...PRICE, name: `tool-${index}` })));
  expect(declared.value).toHaveLength(64);
  expect(warnings).toEqual(['evi-widget: registerTool: only the first 64 tools are used.']);
});
