/** Goodbyes, the web, and going on: what the answers from the page do beyond one question. */
import { describe, expect, test } from 'vitest';
import { createPageAnswers } from '../../server/providers/language-models/page-answers.ts';
import type { ChatTurn, ToolDefinition, ToolRequest } from '../../server/providers/types.ts';
import { DEMO_QUESTIONS, OUT_OF_SCOPE_QUESTIONS } from '../demo-questions.ts';
import { contextOf } from './support/page-text.ts';

const HOME = contextOf(new URL('../../demo-site/pages/index.html', import.meta.url));
const NOT_FOUND = /^I could not find that on this page\. I can tell you about .+\.$/;
const model = createPageAnswers();

async function answerTo(
  context: string,
  history: readonly ChatTurn[],
  tools: readonly ToolDefinition[] = [],
): Promise<(string | ToolRequest)[]> {
  const said: (string | ToolRequest)[] = [];
  const { signal } = new AbortController();
  for await (const piece of model.answer({ systemPrompt: '', context, history, tools, signal }))
    said.push(piece);
  return said;
}
const say = async (...of: Parameters<typeof answerTo>) => (await answerTo(...of)).join('');

const user = (content: string): ChatTurn => ({ role: 'user', content });
const assistant = (content: string): ChatTurn => ({ role: 'assistant', content });
const toolCall = (name: string, parameters = '{}'): ChatTurn => ({
  role: 'tool_call',
  id: `call_${name}`,
  name,
  parameters,
});
const toolResult = (name: string, content: string): ChatTurn => ({
  role: 'tool_result',
  id: `call_${name}`,
  name,
  content,
});
const offered = (name: string): ToolDefinition => ({ name, description: '', parameters: '{}' });
const request = (name: string, parameters: object) => ({
  id: expect.stringMatching(/^call_[A-Za-z0-9]{24}$/),
  name,
  parameters: JSON.stringify(parameters),
});

describe('hanging up', () => {
  const HANG_UP = [offered('hang_up')];
  const FAREWELL = /^Goodbye/;

  test.each([
    'bye',
    'Goodbye!',
    'Good bye.',
    "that's all, thanks, bye",
    'Okay, thank you very much for your help, bye bye.',
    'please hang up',
    'Could you please hang up now?',
    'end the call',
    'I want to end this conversation',
    'thanks, have a nice day',
    'no, nothing else, see you later',
    'well I have to go now, bye',
  ])('%s', async (said) => {
    const [farewell, tool, ...rest] = await answerTo(HOME, [user(said)], HANG_UP);
    expect(farewell).toMatch(FAREWELL);
    expect(tool).toEqual(request('hang_up', {}));
    expect(rest).toEqual([]);
    expect(await answerTo('', [user(said)], HANG_UP)).toHaveLength(2);
    expect(await answerTo(HOME, [user(said)])).toEqual([farewell]);
  });

  test.each([
    'thanks',
    "that's all",
    'no',
    'how do I say goodbye in spanish?',
    "don't hang up",
    'do not end the call',
    'can I hang up my coat?',
    'when does the call for artists end?',
    'do you have nothing else than bowls?',
    '',
  ])('not at: %s', async (said) => {
    const answer = await answerTo(HOME, [user(said)], HANG_UP);
    expect(answer.filter((piece) => typeof piece !== 'string')).toEqual([]);
  });

  test('is asked for once, and not after an abort', async () => {
    const history = [
      user('bye'),
      assistant('Goodbye.'),
      toolCall('hang_up'),
      toolResult('hang_up', 'failed'),
    ];
    expect(await answerTo(HOME, history, HANG_UP)).toEqual([expect.stringMatching(FAREWELL)]);
    expect(await answerTo(HOME, [...history, user('bye')], HANG_UP)).toHaveLength(2);
    const stop = new AbortController();
    const answer = model
      .answer({
        systemPrompt: '',
        context: HOME,
        history: [user('bye')],
        tools: HANG_UP,
        signal: stop.signal,
      })
      [Symbol.asyncIterator]();
    expect((await answer.next()).value).toMatch(FAREWELL);
    stop.abort();
    expect((await answer.next()).done).toBe(true);
  });

  test('a hostile farewell is read in linear time', async () => {
    for (const said of [
      `${'bye '.repeat(20_000)}x`,
      `${'good bye good '.repeat(10_000)}x`,
      'thank you '.repeat(20_000),
    ])
      expect(await answerTo(HOME, [user(said)], HANG_UP)).toHaveLength(1);
  });
});

describe('searching the web', () => {
  const WEB = [offered('web_search')];
  const question = 'who is the president of france?';
  const searched = (content: string) => [
    user(question),
    toolCall('web_search', JSON.stringify({ query: question })),
    toolResult('web_search', content),
  ];
  const found = (summary: string) => JSON.stringify({ summary, references: [] });

  test.each(OUT_OF_SCOPE_QUESTIONS)('is asked for when the page has no answer: %s', async (said) => {
    expect(await answerTo(HOME, [user(said)], WEB)).toEqual([request('web_search', { query: said })]);
  });

  test('is asked for without a page, too', async () => {
    expect(await answerTo('', [user(question)], WEB)).toEqual([request('web_search', { query: question })]);
  });

  test.each(DEMO_QUESTIONS)(
    'is not asked for what the page answers: $question',
    async ({ question, fact }) => {
      const answer = await answerTo(HOME, [user(question)], WEB);
      expect(answer.join('')).toMatch(fact);
      expect(answer.every((piece) => typeof piece === 'string')).toBe(true);
    },
  );

  test.each(['hello', 'thanks', 'bye', 'who are you?', 'uh the', '', 'green elephants', 'say that again'])(
    'is not asked for what is no question: %s',
    async (said) => {
      const answer = await answerTo(HOME, [user(said)], WEB);
      expect(answer.map((piece) => typeof piece)).toEqual(['string']);
    },
  );

  test('is asked with a bounded query', async () => {
    const [piece] = await answerTo(HOME, [user(`who is ${'the president '.repeat(500)}`)], WEB);
    const { query } = JSON.parse(typeof piece === 'object' ? piece.parameters : '{}');
    expect(query).toHaveLength(300);
  });

  test.each([
    ['He was elected. He lives in Paris. He has a dog.', 'From the web: He was elected. He lives in Paris.'],
    ['the president of the republic', 'From the web: the president of the republic.'],
    [`${'word '.repeat(60)}end.`, `From the web: ${'word '.repeat(48).trim()}…`],
    [`A short one comes first. Next ${'word '.repeat(60)}end.`, 'From the web: A short one comes first.'],
  ])('the result is spoken in one or two sentences that say where they are from', async (summary, spoken) => {
    expect(await say(HOME, searched(found(summary)), WEB)).toBe(spoken);
    expect(await say('', searched(found(summary)), WEB)).toBe(spoken);
  });

  test.each(['', 'not JSON', '[]', 'null', '{"summary":7}', found(''), found('- - - -'), found('no idea')])(
    'a result of no substance is a refusal, not another search: %s',
    async (content) => {
      expect(await say(HOME, searched(content), WEB)).toMatch(NOT_FOUND);
    },
  );

  test('a result is of its own question only', async () => {
    const history = [
      ...searched(found('He was elected in May.')),
      assistant('From the web: He was elected in May.'),
    ];
    const other = 'how tall is the eiffel tower?';
    expect(await answerTo(HOME, [...history, user(other)], WEB)).toEqual([
      request('web_search', { query: other }),
    ]);
    expect(await say(HOME, [...history, user('say that again')], WEB)).toBe(
      'From the web: He was elected in May.',
    );
  });

  test('what other tools said is neither spoken nor taken for a question', async () => {
    const history = [
      user('where can I park my car?'),
      toolCall('weather'),
      toolResult('weather', found('It rains in Lyon today.')),
    ];
    expect(await say(HOME, history, WEB)).toMatch(/behind the mill/i);
  });
});

describe('going on after an interruption', () => {
  const question = 'what are your opening hours?';
  const words = (text: string, from: number, to?: number) => text.split(' ').slice(from, to).join(' ');

  test.each(['go on', 'Continue, please.', 'Where were you?', 'okay, please go on', 'you were saying'])(
    '%s: says what was not heard',
    async (said) => {
      const whole = await say(HOME, [user(question)]);
      const history = (heard: string) => [user(question), assistant(heard), user(said)];
      for (const count of [1, 4, 12])
        expect(await say(HOME, history(words(whole, 0, count)))).toBe(words(whole, count));
      expect(await say(HOME, [user(question), user(said)])).toBe(whole);
    },
  );

  test('also when it is interrupted again', async () => {
    const whole = await say(HOME, [user(question)]);
    const history = [
      user('hello'),
      assistant('Hello.'),
      user(question),
      assistant(words(whole, 0, 3)),
      user('go on'),
      assistant(words(whole, 3, 7)),
      user('go on'),
    ];
    expect(await say(HOME, history)).toBe(words(whole, 7));
  });

  test('also what was found on the web', async () => {
    const summary = JSON.stringify({ summary: 'He was elected in May of that year.', references: [] });
    const history = [
      user('who is the president of france?'),
      toolCall('web_search'),
      toolResult('web_search', summary),
      assistant('From the web: He was'),
      user('go on'),
    ];
    expect(await say(HOME, history, [offered('web_search')])).toBe('elected in May of that year.');
  });

  test.each(['go on', 'continue'])('a whole answer is followed by what the page says next', async (said) => {
    const about = user('tell me about the first bowl class');
    const whole = await say(HOME, [about]);
    expect(await say(HOME, [about, assistant(whole), user(said)])).toMatch(/^You throw two or three bowls/);
  });

  test('there may be nothing to go on with', async () => {
    expect(await say(HOME, [user('go on')])).toMatch(/^I did not catch a question/);
    expect(await say('', [user('go on')])).toMatch(/cannot see the text/);
    const welcomed = [assistant('Welcome!'), user('go on')];
    expect(await say(HOME, welcomed)).toBe('That is all that I can say about it.');
  });

  test('a long history of it is no burden', async () => {
    const whole = await say(HOME, [user(question)]);
    const again = Array.from({ length: 2000 }, () => [user('go on'), assistant('')]).flat();
    const history = [user(question), assistant(words(whole, 0, 3)), ...again, user('go on')];
    expect(await answerTo(HOME, history)).toHaveLength(1);
  });
});

test('after a silence it speaks up, in other words each time', async () => {
  const history: ChatTurn[] = [];
  const nudged: string[] = [];
  const { signal } = new AbortController();
  for (let count = 0; count < 3; count += 1) {
    for await (const piece of model.answer({
      systemPrompt: '',
      context: HOME,
      history,
      tools: [offered('web_search')],
      signal,
      nudge: true,
    }))
      nudged.push(String(piece));
    history.push(assistant(nudged.join(' ')));
  }
  expect(new Set(nudged).size).toBe(3);
  expect(nudged[0]).toMatch(/anything else/);
});
