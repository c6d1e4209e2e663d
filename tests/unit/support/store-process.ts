import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { openStore } from '../../../server/store/store.ts';

/** One line of output, as JSON. */
export type StoreProcessLine = 'ready' | { opened: string } | { chatGroupId: string } | { appended: string };

/**
 * A process that has a store open, for tests to end: `<StoreOptions as JSON> open|write`. When its input ends it opens the
 * store, and with `write` then appends events until it is killed. It says what was done when it was done, and not before.
 */
const [options = '', task] = process.argv.slice(2);
const say = (line: StoreProcessLine): unknown => writeSync(1, `${JSON.stringify(line)}\n`);

say('ready');
await text(process.stdin);
const store = await openStore(JSON.parse(options));
say({ opened: store.name });
if (task === 'write') {
  const { chat } = await store.chats.start({ owner: 'widget' });
  say({ chatGroupId: chat.chatGroupId });
  for (;;) {
    const id = randomUUID();
    await store.chats.append({
      id,
      chatId: chat.id,
      timestamp: Date.now(),
      role: 'USER',
      type: 'USER_MESSAGE',
      text: 'What do you charge for a haircut on a Saturday? '.repeat(20),
      heardText: null,
      emotionFeatures: null,
      metadata: null,
      relatedEventId: null,
    });
    say({ appended: id });
  }
}
await store.close();
