/** S27 and S29: a script on the host page looks everywhere for what belongs to the frame, during a real call. */

import { expect, test } from '../browser/support/visit.ts';
import { microphoneFile } from '../support/speech.ts';
import { eavesdrop, search } from './support/search.ts';

test('S27, S29: neither token nor audio nor transcript can be found on the host page', async ({ visit }) => {
  const microphone = await microphoneFile('isolation', [
    { at: 2, voice: 'rms', sentence: 'what are your opening hours?' },
  ]);
  const visitor = await visit({ microphone, scripts: [eavesdrop] });
  const { page } = visitor;
  const spoken: string[] = [];
  page.on('console', (message) => spoken.push(message.text()));
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url(), request.headers().referer ?? ''));
  const [socket] = await Promise.all([
    page.waitForEvent('websocket'),
    (async () => {
      await visitor.openPanel();
      await visitor.widget.getByRole('button', { name: 'Talk' }).click();
    })(),
  ]);
  const end = await visitor.message(({ type }) => type === 'assistant_end');
  expect(end).toBeDefined();

  const token = new URL(socket.url()).searchParams.get('access_token') ?? '';
  expect(token.length).toBeGreaterThan(20);
  const secrets = [token, ...token.split('.').filter((part) => part.length > 20)];
  for (const message of visitor.received) {
    if (message.type === 'chat_metadata') secrets.push(message.chat_id, message.chat_group_id);
    // The whole question: single words of it stand on any page.
    if (message.type === 'user_message' && !message.interim) secrets.push(message.message.content);
    if (message.type === 'audio_output') secrets.push(message.id, message.data.slice(100, 160));
  }
  expect(secrets.length).toBeGreaterThan(6);

  // The search finds what there is to find: the page's own words, and what the frame did ask of it.
  const found = await page.evaluate(search);
  expect(found.objects).toBeGreaterThan(1000);
  for (const known of ['hello 1', 'readPage', 'Old Mill Pottery'])
    expect(found.texts.includes(known)).toBe(true);
  expect(await page.evaluate(() => window.overheard.length)).toBeGreaterThan(3);

  for (const secret of secrets) {
    expect(found.texts.includes(secret), secret).toBe(false);
    expect(spoken.join('\n')).not.toContain(secret);
    expect(requested.join('\n')).not.toContain(secret);
  }
  // No piece of audio in whatever form: the page has no binary data at all.
  expect(found.binary).toBe(0);
  // In the frame, too, the token is nowhere but in the address of its socket.
  const inner = await visitor.frame().evaluate(search);
  expect(inner.texts.includes(token)).toBe(false);
});
