import { shareHeard } from '../support/words.ts';
import { lastSaid, toolResult } from './support/scripted-llm.ts';
import { soundOf } from './support/sound.ts';
import { expect, test, type VoiceVisit } from './support/voice-visit.ts';
import { VERSIONS, type Version } from './voice-page/build.ts';

const SENTENCE =
  'It was a long and winding story that nobody wanted to hear, but it was told again and again. ';
const STORY = SENTENCE.repeat(12);
const QUESTION = 'what are your opening hours?';
const INTERRUPTION = 'is the studio open on saturday?';

/** What has sounded from the page's loudspeaker so far, in the measure of `soundOf`. */
const sounded = ({ page }: VoiceVisit): Promise<number> =>
  page.evaluate(() => {
    const { rate = 1, blocks = [] } = window.played ?? {};
    let sum = 0;
    for (const block of blocks) for (const sample of block) sum += sample ** 2;
    return sum / rate;
  });

/** Resolves when nothing of the answer is left to play. */
async function playedOut(visitor: VoiceVisit, from: number): Promise<void> {
  const end = await visitor.message('assistant_end', from);
  const chunks = visitor.all('audio', from).length;
  await visitor.event(() => visitor.all('audio_end', from).length >= chunks, end);
}

const final = (visitor: VoiceVisit, from: number): Promise<number> =>
  visitor.event(
    (event) => event.what === 'message' && event.message.type === 'user_message' && !event.message.interim,
    from,
  );

async function connect(visitor: VoiceVisit): Promise<void> {
  await visitor.press('Connect');
  await visitor.event(({ what }) => what === 'connected');
  await visitor.press('Give tools');
}

/** The page's last look at a chat that went well, however it was ended. */
async function expectCleanEnd(visitor: VoiceVisit): Promise<void> {
  await visitor.event(({ what }) => what === 'close');
  await expect(visitor.page.getByRole('status')).toHaveText('disconnected');
  expect(visitor.all('close')).toEqual([{ what: 'close', code: 1000 }]);
  expect(visitor.all('error')).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  const tracks = await visitor.page.evaluate(() =>
    window.microphoneTracks?.map(({ readyState }) => readyState),
  );
  expect(tracks).toEqual(['ended']);
}

function speaks(version: Version): void {
  test('hears, answers aloud, is interrupted, and calls a tool of the page', async ({ visit, llm }) => {
    let told = false;
    llm.write = (request) => {
      const result = toolResult(request);
      if (result) {
        const { open, close }: { open: string; close: string } = JSON.parse(result);
        return `On Saturday from ${open} until ${close}.`;
      }
      if (told) return { call: 'opening_hours', parameters: { day: 'Saturday' } };
      told = true;
      return STORY;
    };
    const visitor = await visit(version);
    await connect(visitor);

    await visitor.say('rms', QUESTION);
    const heard = await final(visitor, 0);
    await visitor.event(({ what }) => what === 'audio_start', heard);
    const [question] = visitor.all('message', heard);
    if (question?.message.type !== 'user_message') throw new Error('unreachable: it was looked for');
    const { message, models, fromText } = question.message;
    expect(shareHeard(QUESTION, message.content ?? ''), message.content).toBeGreaterThan(0.5);
    expect(Object.values(models.prosody?.scores ?? {})).toHaveLength(48);
    expect(fromText).toBe(false);
    await expect(visitor.page.locator('li.user').first()).toHaveText(message.content ?? '');
    await expect(visitor.page.locator('li.assistant').first()).toHaveText(SENTENCE.trim());

    await visitor.event(() => visitor.all('audio_end').length >= 4);
    await visitor.say('awb', INTERRUPTION);
    const cut = await visitor.event(({ what }) => what === 'interruption');
    const atCut = await sounded(visitor);
    expect(atCut).toBeGreaterThan(0.005);
    const story = new Set(
      visitor.happened.slice(0, cut).flatMap((event) => (event.what === 'audio' ? [event.id] : [])),
    );
    const called = await visitor.event(({ what }) => what === 'tool_call', cut);
    expect(visitor.happened[called]).toEqual({
      what: 'tool_call',
      name: 'opening_hours',
      parameters: expect.stringContaining('Saturday'),
    });
    await playedOut(visitor, called);
    await expect(visitor.page.locator('li.assistant').last()).toHaveText('On Saturday from nine until noon.');

    const late = visitor.all('audio', cut).filter(({ id }) => story.has(id));
    expect(late).toEqual([]);
    // What was sent of the story and not yet played is dropped: after it only the answer sounds.
    const after = (await sounded(visitor)) - atCut;
    const answer = soundOf(visitor.all('audio', cut));
    expect(after / answer).toBeGreaterThan(0.7);
    expect(after / answer).toBeLessThan(1.5);

    await visitor.press('End');
    await expectCleanEnd(visitor);
  });
}

function types(version: Version): void {
  test('types, has texts spoken, pauses, resumes, and is hung up on', async ({ visit, llm }) => {
    llm.write = (request) => {
      const said = lastSaid(request);
      if (/goodbye$/i.test(said)) return { call: 'hang_up', parameters: {} };
      return /story$/.test(said) ? STORY : 'At nine.';
    };
    const visitor = await visit(version);
    await connect(visitor);

    await visitor.type('Ask', 'When do you open?');
    await playedOut(visitor, 0);
    await expect(visitor.page.locator('li')).toHaveText(['When do you open?', 'At nine.']);
    const sent = soundOf(visitor.all('audio'));
    expect(sent).toBeGreaterThan(0.002);
    expect((await sounded(visitor)) / sent).toBeGreaterThan(0.8);
    expect((await sounded(visitor)) / sent).toBeLessThan(1.2);

    const spoken = visitor.happened.length;
    await visitor.type('Speak', 'Welcome.');
    await playedOut(visitor, spoken);
    await expect(visitor.page.locator('li').last()).toHaveText('Welcome.');

    const told = visitor.happened.length;
    await visitor.type('Ask', 'Tell me a story');
    await visitor.event(({ what }) => what === 'audio_start', told);
    await visitor.press('Pause');
    const paused = visitor.happened.length;
    const asked = llm.requests.length;
    await visitor.type('Ask', 'Is it loud?');
    await visitor.type('Ask', 'Is it late?');
    const last = await final(visitor, (await final(visitor, paused)) + 1);
    const silent = await sounded(visitor);
    await visitor.press('Resume');
    await playedOut(visitor, last);
    // Both are in the history, and only one answer was asked for.
    expect(llm.requests.slice(asked)).toHaveLength(1);
    expect(JSON.stringify(llm.requests.at(-1))).toMatch(/Is it loud\?.*Is it late\?/);
    expect(visitor.all('audio', last).length).toBeGreaterThan(0);
    const resumed = (await sounded(visitor)) - silent;
    expect(resumed / soundOf(visitor.all('audio', last))).toBeGreaterThan(0.8);
    expect(resumed / soundOf(visitor.all('audio', last))).toBeLessThan(1.2);

    await visitor.type('Ask', 'Goodbye');
    await expectCleanEnd(visitor);
  });
}

for (const version of ['latest', 'beta'] as const)
  test.describe(`a page made with ${VERSIONS[version]}`, () => {
    speaks(version);
    types(version);
  });
