import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultConfig } from '../../server/configs/default-config.ts';
import { loadConfigs } from '../../server/configs/load-configs.ts';
import { readEnvironment } from '../../server/environment.ts';
import { createFlite } from '../../server/providers/voices/flite.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures/configs');
const VOICES = ['slt', 'rms'];
const STANDARD = defaultConfig(readEnvironment({}));

let folder: string;
let log: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evi-configs-'));
  log = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

const load = (variables: Record<string, string> = {}) =>
  loadConfigs(readEnvironment({ EVI_CONFIGS_DIR: folder, ...variables }), VOICES, (line) => log.push(line));

const write = (content: unknown, name = 'one.json') =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

/** What is wrong, a line each, without the folder's name. */
async function problems(): Promise<string[]> {
  try {
    await load();
  } catch (error) {
    const [head, ...lines] = error instanceof Error ? error.message.split('\n  ') : [];
    expect(head).toBe('The configs cannot be used.');
    return lines.map((line) => line.replace(`${folder}/`, ''));
  }
  return [];
}

const problemsOf = (content: unknown, name?: string) => {
  write(content, name);
  return problems();
};

async function loaded(content: unknown, variables?: Record<string, string>) {
  write(content);
  return (await load(variables)).find('one');
}

describe('the folder', () => {
  const { EVI_CONFIGS_DIR } = readEnvironment({});
  const here = process.cwd();

  test('need not be there when it is the default one', async () => {
    process.chdir(folder);
    try {
      const configs = await load({ EVI_CONFIGS_DIR });
      expect(configs.default).toEqual(STANDARD);
      expect(configs.all).toEqual([STANDARD]);
      expect(configs.find('default')).toBe(configs.default);
      mkdirSync(EVI_CONFIGS_DIR);
      writeFileSync(join(EVI_CONFIGS_DIR, 'one.json'), '{}');
      expect((await load({ EVI_CONFIGS_DIR })).all.map(({ id }) => id).sort()).toEqual(['default', 'one']);
    } finally {
      process.chdir(here);
    }
  });

  test('must be there when it was named, and be a folder', async () => {
    await expect(load({ EVI_CONFIGS_DIR: join(folder, 'none') })).rejects.toThrow(/ENOENT.*EVI_CONFIGS_DIR/);
    write('{}');
    await expect(load({ EVI_CONFIGS_DIR: join(folder, 'one.json') })).rejects.toThrow(/EVI_CONFIGS_DIR must/);
  });

  test('may hold other things', async () => {
    mkdirSync(join(folder, 'old.json'));
    for (const name of ['notes.md', '.hidden.json', 'one.json~']) write('not JSON', name);
    expect((await load()).all).toEqual([STANDARD]);
  });
});

describe('config files', () => {
  test('of one folder are known by their ids', async () => {
    cpSync(FIXTURES, folder, { recursive: true });
    const configs = await load({ EVI_LLM_URL: 'http://127.0.0.1:11434/v1', EVI_LLM_MODEL: 'm' });
    expect(configs.all.map(({ id }) => id).sort()).toEqual([
      '1b60e1a0-cc59-424a-8d2c-189d354db3f3',
      'default',
      'support',
    ]);
    expect(configs.default).toBe(configs.find('default'));
    expect(configs.default.name).toBe('Studio');
    expect(configs.find('Support')).toBeUndefined();
    expect(configs.find('__proto__')).toBeUndefined();
    expect(configs.find('support')).toEqual({
      id: 'support',
      version: 3,
      name: 'Support',
      prompt: 'You are the support of a pottery studio.',
      voice: 'rms',
      languageModel: { name: 'llama3.2', temperature: 0.2 },
      tools: [
        {
          type: 'function',
          name: 'find_order',
          description: 'Finds an order by its number.',
          parameters: '{"type":"object","properties":{"number":{"type":"string"}},"required":["number"]}',
          fallback_content: 'The orders cannot be looked up now.',
        },
        { type: 'function', name: 'opening_hours', parameters: '{"type":"object","properties":{}}' },
      ],
      builtinTools: [{ name: 'hang_up' }, { name: 'web_search', fallback_content: 'I cannot search now.' }],
      turns: {
        end_of_turn_silence_ms: 800,
        speech_detection_threshold: 0.4,
        prefix_padding_ms: 200,
        min_interruption_ms: 400,
        adaptive: false,
      },
      eventMessages: {
        onNewChat: { enabled: true, text: 'Welcome back.' },
        onInactivityTimeout: { enabled: true, text: STANDARD.eventMessages.onInactivityTimeout.text },
        onMaxDurationTimeout: { enabled: false, text: 'Time is up.' },
      },
      nudges: { enabled: true, intervalSeconds: 15 },
      inactivitySeconds: 120,
      maxDurationSeconds: 900,
    });
  });

  test('what a file leaves out, or leaves null, is as the environment has it', async () => {
    const variables = {
      EVI_TURN_DETECTION: 'silence',
      EVI_END_OF_TURN_SILENCE_MS: '900',
      EVI_MIN_INTERRUPTION_MS: '200',
      EVI_INACTIVITY_SECONDS: '0',
      EVI_MAX_DURATION_SECONDS: '60',
    };
    const standard = { ...defaultConfig(readEnvironment(variables)), id: 'one', name: 'one' };
    expect(await loaded({}, variables)).toEqual(standard);
    const nothing = Object.fromEntries(
      ['name', 'prompt', 'voice', 'tools', 'timeouts', 'turn_detection', 'nudges', 'id'].map((name) => [
        name,
        null,
      ]),
    );
    expect(await loaded(nothing, variables)).toEqual(standard);
    expect(
      await loaded({ timeouts: { max_duration: { enabled: true } }, prompt: { text: '' } }, variables),
    ).toEqual(standard);
  });

  test('timeouts as EVI has them: inactivity can be switched off, the longest duration cannot', async () => {
    const off = { timeouts: { inactivity: { enabled: false }, max_duration: { enabled: false } } };
    expect(await loaded(off)).toMatchObject({ inactivitySeconds: 0, maxDurationSeconds: 1800 });
    const on = { timeouts: { inactivity: { enabled: true } } };
    expect(await loaded(on, { EVI_INACTIVITY_SECONDS: '0' })).toMatchObject({ inactivitySeconds: 600 });
  });

  test('a config that Hume exported is taken, with a line for each part that has no effect', async () => {
    cpSync(join(FIXTURES, 'hume-export.json'), join(folder, 'one.json'));
    const config = (await load()).find('1b60e1a0-cc59-424a-8d2c-189d354db3f3');
    expect(config).toMatchObject({
      prompt: '<role>You are an AI weather assistant.</role>',
      voice: undefined,
      languageModel: { temperature: 1 },
      tools: [{ name: 'get_current_weather' }],
      builtinTools: [{ name: 'web_search' }],
      inactivitySeconds: 0,
    });
    expect(log.map((line) => line.replace(`${folder}/`, ''))).toEqual([
      'one.json: webhooks: are not called: this server has none.',
      expect.stringMatching(/^one.json: voice: "Ava Song" is a voice of Hume’s.*slt, rms/),
      expect.stringMatching(
        /^one.json: language_model.model_resource: .*ANTHROPIC.*leave out model_provider/,
      ),
    ]);
  });

  test('a language model needs the address of its server', async () => {
    expect(await loaded({ language_model: { model_resource: 'm' } })).toMatchObject({ languageModel: {} });
    expect(log.join()).toContain('EVI_LLM_URL is not set');
  });

  test('a mark that an editor put at the beginning does no harm', async () => {
    expect(await loaded('\uFEFF{}')).toMatchObject({ id: 'one' });
  });

  test('default.json may have another id, and is found by both', async () => {
    write({ id: 'studio' }, 'default.json');
    const configs = await load();
    expect(configs.default.id).toBe('studio');
    expect(configs.find('default')).toBe(configs.default);
    expect(configs.all).toEqual([configs.default]);
  });
});

describe('a file that cannot be used is told by its name, the field and what is expected', () => {
  test.each([
    [{ name: 7 }, 'name: 7 is not a text.'],
    [[], ': a list is not an object.'],
    ['"text"', ': "text" is not an object.'],
    [{ id: 'a b' }, 'id: "a b" is not an id of at most 64 letters, digits, _, - and ..'],
    [{ version: -1 }, 'version: -1 is not a whole number.'],
    [{ prompt: [] }, 'prompt: a list is not an object.'],
    [{ prompt: 'Hello' }, 'prompt: "Hello" is not an object.'],
    [{ prompt: { text: 'x'.repeat(60_000) } }, 'a text of at most 50,000 characters.'],
    [{ prompt: { id: 'x' } }, 'prompt.text: is missing. A prompt cannot be found by its id here'],
    [{ voice: { name: 'ava' } }, 'voice: "ava" is no voice of this server. Choose one of slt, rms.'],
    [{ voice: {} }, 'voice: names no voice. Choose one of slt, rms'],
    [{ voice: { name: 'x', provider: 'OTHER' } }, 'voice.provider: "OTHER" is not HUME_AI or CUSTOM_VOICE.'],
    [{ language_model: { temperature: 2 } }, 'language_model.temperature: 2 is not a number from 0 to 1.'],
    [{ tools: {} }, 'tools: an object is not a list.'],
    [
      { tools: [{ id: 'x' }] },
      'tools.0: an object is not a tool written out, with name, description and parameters',
    ],
    [{ tools: [{ name: 'x' }] }, 'tools.0.parameters: is missing. Write a JSON Schema of the type object'],
    [{ tools: [{ parameters: {} }] }, 'tools.0.name: is missing. Write a name of at most 64'],
    [{ tools: [{ name: 'a b', parameters: {} }] }, 'tools.0.name: "a b" is not a name of at most 64'],
    [
      { tools: [{ name: 'x', parameters: '{' }] },
      'tools.0.parameters: "{" is not a JSON Schema of the type object',
    ],
    [{ tools: [{ name: 'x', parameters: { type: 'array' } }] }, 'tools.0.parameters:'],
    [
      {
        tools: [
          { name: 'x', parameters: {} },
          { name: 'x', parameters: {} },
        ],
      },
      'two tools are called "x"',
    ],
    [{ tools: [{ name: 'hang_up', parameters: {} }], builtin_tools: [{ name: 'hang_up' }] }, '"hang_up"'],
    [{ builtin_tools: [{ name: 'dance' }] }, 'builtin_tools.0.name: "dance" is not web_search or hang_up.'],
    [
      { event_messages: { on_new_chat: { text: 'Hi' } } },
      'event_messages.on_new_chat.enabled: is missing. Write true',
    ],
    [
      { nudges: { interval_secs: 0 } },
      'nudges.interval_secs: 0 is not a whole number of seconds from 1 to 1800.',
    ],
    [{ timeouts: { inactivity: { enabled: true, duration_secs: 29 } } }, 'from 30 to 1800.'],
    [{ timeouts: { max_duration: { enabled: true, duration_secs: 1801 } } }, 'from 30 to 1800.'],
    [
      { timeouts: { max_duration: { enabled: 'yes' } } },
      'timeouts.max_duration.enabled: "yes" is not true or false.',
    ],
    [{ turn_detection: { end_of_turn_silence_ms: 200 } }, '200 is not a number from 500 to 3000.'],
    [{ turn_detection: { adaptive: 1 } }, 'turn_detection.adaptive: 1 is not true or false.'],
    [
      { interruption: { min_interruption_ms: 49 } },
      'interruption.min_interruption_ms: 49 is not a number from 50',
    ],
  ])('%.80j', async (content, words) => {
    const found = await problemsOf(content);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^one\.json: /);
    expect(found[0]).toContain(words);
  });

  test.each([
    [{ promt: {} }, 'promt: there is no field of this name. Is prompt meant?'],
    [{ eventMessages: {} }, 'eventMessages: there is no field of this name. Is event_messages meant?'],
    [
      { timeouts: { inactivty: {} } },
      'timeouts.inactivty: there is no field of this name. Is inactivity meant?',
    ],
    [
      { tools: [null, { name: 'x', parameters: {}, descripton: '' }] },
      'tools.1.descripton: there is no field',
    ],
    [
      { voice: { name: 'slt', speed: 2 } },
      'voice.speed: there is no field of this name. Choose one of name, id,',
    ],
    ['{ "__proto__": {} }', '__proto__: there is no field'],
    ['{ "constructor": {} }', 'constructor: there is no field'],
    ['{ "a\\n  b.json: x": {} }', '"a\\n  b.json: x": there is no field'],
  ])('a field that there is not, with the one that is probably meant: %j', async (content, words) => {
    const found = await problemsOf(content);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  test.each([
    ['', 'line 1, column 1: this is not JSON: a value should stand here.'],
    [
      '{\n  "name": "x",\n}',
      'line 3, column 1: this is not JSON: a name in double quotes should stand here.',
    ],
    ['{\n  "name": "x"\n  "version": 1\n}', 'line 3, column 3: this is not JSON: , or } should stand here.'],
    ['{"name": \'x\'}', 'line 1, column 10: this is not JSON: a value should stand here.'],
    ['{"name": "x}', 'line 1, column 10:'],
    ['{"name" "x"}', 'line 1, column 9: this is not JSON: : should stand here.'],
    ['{"tools": [1,]}', 'line 1, column 14: this is not JSON: a value should stand here.'],
    ['{} {}', 'line 1, column 4: this is not JSON: the end of the file should stand here.'],
    ['// none\n{}', 'line 1, column 1:'],
  ])('the place where %j is no JSON', async (text, words) => {
    const found = await problemsOf(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  test('all that is wrong in all files is told at once', async () => {
    write({ nmae: 'x', version: 'x', tools: [{ name: 7, parameters: 7 }] }, 'a.json');
    write('{', 'b.json');
    write({ voice: { name: 'ava' } }, 'c.json');
    const found = await problems();
    expect(found.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
      'a.json: nmae',
      'a.json: version',
      'a.json: tools.0.name',
      'a.json: tools.0.parameters',
      'b.json: line 1, column 2',
      'c.json: voice',
    ]);
  });

  test('ids', async () => {
    write({ id: 'b' }, 'a.json');
    write({}, 'b.json');
    write({}, 'my config.json');
    write({ id: 'default' }, 'other.json');
    expect(await problems()).toEqual([
      `b.json: id: "b" is the id in ${join(folder, 'a.json')} too. Give each its own.`,
      expect.stringContaining('my config.json: id: "my config" is not an id of at most 64'),
      expect.stringContaining('other.json: id: "default" is the id of default.json only.'),
    ]);
  });

  test('a long value is cut', async () => {
    const [found = ''] = await problemsOf({ voice: { name: 'slt', provider: 'x'.repeat(5000) } });
    expect(found.length).toBeLessThan(200);
  });
});

describe('the documentation', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/configs.md'), 'utf8');
  const block = (kind: string) => new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``).exec(text)?.[1] ?? '';
  const mistaken = { promt: {}, turn_detection: { end_of_turn_silence_ms: 200 } };

  test('has an example that works', async () => {
    const { voices, close } = createFlite();
    await close();
    write(block('json'));
    const variables = {
      EVI_LLM_URL: 'http://127.0.0.1:11434/v1',
      EVI_LLM_MODEL: 'm',
      EVI_CONFIGS_DIR: folder,
    };
    const configs = await loadConfigs(readEnvironment(variables), voices, (line) => log.push(line));
    expect(configs.find('one')).toMatchObject({ name: 'Museum guide', tools: [{ name: 'find_exhibit' }] });
    expect(log).toEqual([]);
  });

  test('shows an error as it is', async () => {
    const found = await problemsOf(mistaken, 'museum.json');
    const lines = found.map((line) => `\n  configs/${line}`);
    expect(block('text')).toBe(`The configs cannot be used.${lines.join('')}\n`);
  });
});

describe('mutated configs', () => {
  const original: unknown = JSON.parse(readFileSync(join(FIXTURES, 'support.json'), 'utf8'));

  /** Every place in the value, by the names and indexes that lead there. */
  const places = (value: unknown, path: (string | number)[] = []): (string | number)[][] => [
    path,
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]))
      : []),
  ];

  function replaced(value: unknown, [name, ...rest]: (string | number)[], by: unknown): unknown {
    if (name === undefined) return by;
    if (Array.isArray(value))
      return value.map((item, index) => (String(index) === name ? replaced(item, rest, by) : item));
    return Object.fromEntries(
      Object.entries(value ?? {}).map(([key, inner]) => [
        key,
        key === name ? replaced(inner, rest, by) : inner,
      ]),
    );
  }

  /** Works, or fails with the one error. */
  async function judge(content: unknown): Promise<void> {
    write(content);
    const result = await load().catch((error: unknown) => error);
    if (!(result instanceof Error)) return;
    const [head, ...lines] = result.message.split('\n  ');
    expect(head).toBe('The configs cannot be used.');
    for (const line of lines) expect(line).toMatch(/one\.json: ./);
    expect(lines.join()).not.toMatch(/undefined|\[object|Invalid/);
  }

  test('one place is anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places(original)), fc.jsonValue(), (path, by) =>
        judge(replaced(original, path, by)),
      ),
      { numRuns: 200 },
    );
  });

  test('the text is cut, or has something put in', async () => {
    const text = JSON.stringify(original, null, 2);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length),
        fc.nat(3),
        fc.constantFrom('', ',', '}', '"', '\\', '\n', '7', 'null', '\u0000'),
        (at, length, put) => judge(text.slice(0, at) + put + text.slice(at + length)),
      ),
      { numRuns: 200 },
    );
  });

  test('anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), (text) => judge(text)),
      { numRuns: 200 },
    );
  });

  test('nested more deeply than the stack', async () => {
    await judge(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    await judge('{"a":'.repeat(200_000));
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    await judge(`{"tools":[{"name":"x","parameters":${deep}}]}`);
  });
});
