import { DEMO_QUESTIONS } from '../demo-questions.ts';
import { microphoneFile, transcribe, VISITORS } from '../support/speech.ts';
import { shareHeard, wordErrors } from '../support/words.ts';
import { playedBy } from './support/audio-taps.ts';
import { expect, test, type Visit } from './support/visit.ts';

const saidBetween = ({ received }: Visit, from: number, to = received.length): string =>
  received
    .slice(from, to)
    .map((message) => (message.type === 'assistant_message' ? message.message.content : ''))
    .filter(Boolean)
    .join(' ');

test('a spoken question is heard, answered from the page, and the answer sounds', async ({ visit }) => {
  const microphone = await microphoneFile('hours', [
    { at: 2, voice: 'rms', sentence: 'what are your opening hours?' },
  ]);
  const visitor = await visit({ microphone });
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();
  await visitor.message(({ type }) => type === 'assistant_end');

  const transcript = visitor.widget.getByRole('log');
  await expect(transcript).toContainText(/opening hours/i);
  await expect(transcript).toContainText(/tuesday to friday/i);
  // The three strongest expressions of the visitor's sentence, each with its name.
  await expect(transcript.getByRole('group', { name: /expression/i }).locator('.expression')).toHaveCount(3);
  await expect(visitor.status).toHaveText(/listening/i);

  const samples = await playedBy(visitor.frame());
  const answer = saidBetween(visitor, 0);
  const heard = await transcribe('answer', samples);
  expect(shareHeard(answer, heard), `said: ${answer}\nheard: ${heard}`).toBeGreaterThan(0.5);
});

test('10 of 10 typed questions about the page are answered with the fact', async ({ visit }) => {
  test.setTimeout(180_000);
  const visitor = await visit();
  await visitor.openPanel();
  for (const { question, fact } of DEMO_QUESTIONS) {
    const from = visitor.received.length;
    await visitor.ask(question);
    const taken = await visitor.message(({ type }) => type === 'user_message', from);
    // The next question cuts the voice off.
    await expect
      .poll(() => saidBetween(visitor, visitor.received.indexOf(taken)), { message: question })
      .toMatch(fact);
  }
  // Typing never asks for the microphone.
  expect(await visitor.frame().evaluate(() => window.microphoneRequests ?? 0)).toBe(0);
});

/** Seconds for each question and its answer: no question of the file interrupts the answer before it. */
const ROUND = 13;

test('at least 8 of 10 spoken questions are answered with the fact', async ({ visit }) => {
  test.setTimeout(300_000);
  const utterances = DEMO_QUESTIONS.map(({ question }, index) => ({
    at: 2 + index * ROUND,
    voice: VISITORS[index % VISITORS.length] ?? 'rms',
    sentence: question,
  }));
  const visitor = await visit({ microphone: await microphoneFile('ten-questions', utterances) });
  await visitor.openPanel();
  await visitor.widget.getByRole('button', { name: 'Talk' }).click();

  const isFinal = (message: Visit['received'][number]): boolean =>
    message.type === 'user_message' && !message.interim;
  let from = 0;
  let facts = 0;
  const total = { errors: 0, words: 0 };
  const report: string[] = [];
  for (const { question, fact } of DEMO_QUESTIONS) {
    const final = await visitor.message(isFinal, from);
    await visitor.message(({ type }) => type === 'assistant_end', visitor.received.indexOf(final));
    const heard = final.type === 'user_message' ? final.message.content : '';
    const answer = saidBetween(visitor, visitor.received.indexOf(final));
    from = visitor.received.length;
    const { errors, words } = wordErrors(question, heard);
    total.errors += errors;
    total.words += words;
    if (fact.test(answer)) facts += 1;
    report.push(`${fact.test(answer) ? 'fact' : 'none'}  ${question}  →  ${heard}  →  ${answer}`);
  }
  const rate = ((100 * total.errors) / total.words).toFixed(1);
  const summary = `${facts} of 10 spoken answers contain the fact; word error rate ${rate} %`;
  console.log(`\n${summary}\n${report.join('\n')}`);
  expect(facts, summary).toBeGreaterThanOrEqual(8);
});
