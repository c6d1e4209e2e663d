import { type Signal, signal } from '@preact/signals';
import { vi } from 'vitest';
import { writeWav } from '../../../server/audio/wav.ts';
import type { FunctionTool, SubscribeEvent } from '../../../shared/evi/messages.ts';
import { ASKED } from '../../../shared/tools/names.ts';
import { createCall } from '../../../widget/call/call.ts';
import type { Tabs } from '../../../widget/call/tabs.ts';
import { createTools, type Tools } from '../../../widget/call/tools.ts';
import {
  type FakeBrowser,
  type FakeMicrophone,
  FakeSocket,
  type FakeSpeaker,
  fakeMicrophone,
  fakeSpeaker,
  stubBrowser,
} from './frame-world.ts';

/** Lets everything that is already decided happen. Wants vitest's fake timers. */
export const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

export const newestSocket = (): FakeSocket => {
  const found = FakeSocket.opened.at(-1);
  if (!found) throw new Error('No socket was opened.');
  return found;
};

export interface CallWorld {
  browser: FakeBrowser;
  microphone: FakeMicrophone;
  speaker: FakeSpeaker;
  tools: Tools;
  configId: Signal<string>;
  variables: Signal<Record<string, string | number | boolean>>;
  declarations: Signal<FunctionTool[]>;
  call: ReturnType<typeof createCall>;
  tabs: FakeTabs;
  /** Grants the token and greets; answers with the socket. */
  connected(group?: string): Promise<FakeSocket>;
  /** A spoken call that is live. */
  talking(): Promise<FakeSocket>;
}

export interface FakeTabs extends Tabs {
  elsewhere: Signal<boolean>;
  /** Another tab takes the place, and is handed the answer. */
  steal(): string;
  /** What the tab that lost the place hands over. */
  give(memory: string): void;
}

function fakeTabs(): FakeTabs {
  let lose = (): string => '';
  let receive: (memory: string) => void = () => undefined;
  const tabs: FakeTabs = {
    elsewhere: signal(false),
    look: async () => undefined,
    hold(_signal, _steal, leave) {
      lose = leave;
    },
    steal() {
      tabs.elsewhere.value = true;
      return lose();
    },
    taken: () =>
      new Promise((resolve) => {
        receive = resolve;
      }),
    give: (memory) => receive(memory),
  };
  return tabs;
}

/** A call, and all that it meets, in a test's hands. */
export function callWorld(): CallWorld {
  const browser = stubBrowser();
  const microphone = fakeMicrophone();
  const speaker = fakeSpeaker();
  const tools = createTools();
  const configId = signal('');
  const variables = signal<Record<string, string | number | boolean>>({});
  const declarations = signal<FunctionTool[]>([]);
  const tabs = fakeTabs();
  const call = createCall({
    microphone,
    speaker,
    tools,
    context: signal('Title: Page'),
    variables,
    declarations,
    configId,
    voiceInput: signal(true),
    tabs,
    name: 'default',
    sourceOf: (words) =>
      words.startsWith('From ') ? { key: 's1', label: 'Returns', url: 'https://a.example/' } : null,
    stateOf: (result) => (result.startsWith(ASKED) ? 'asked' : 'done'),
  });
  const connected = async (group?: string): Promise<FakeSocket> => {
    browser.grantToken();
    await settle();
    newestSocket().greet(group);
    await settle();
    return newestSocket();
  };
  return {
    browser,
    microphone,
    speaker,
    tools,
    configId,
    variables,
    declarations,
    call,
    tabs,
    connected,
    async talking() {
      call.talk();
      microphone.answer();
      await settle();
      return connected();
    },
  };
}

const audio = writeWav(new Int16Array(160).fill(1000), 16_000).toString('base64');

export const said = (id: string, content = id): SubscribeEvent => ({
  type: 'assistant_message',
  id,
  message: { role: 'assistant', content },
  models: {},
  from_text: false,
  is_quick_response: false,
});

export const sounds = (id: string, index = 0): SubscribeEvent => ({
  type: 'audio_output',
  id,
  index,
  data: audio,
});

export const visitor = (
  content: string,
  interim: boolean,
  from_text = false,
  time = { begin: 0, end: 0 },
): SubscribeEvent => ({
  type: 'user_message',
  message: { role: 'user', content },
  models: {},
  from_text,
  interim,
  time,
});

export const problem = (code: string): SubscribeEvent => ({
  type: 'error',
  code,
  slug: 'slug',
  message: 'What happened.',
});

export const asks = (id: string, name: string, parameters = '{}', builtin = false): SubscribeEvent => ({
  type: 'tool_call',
  tool_call_id: id,
  name,
  parameters,
  tool_type: builtin ? 'builtin' : 'function',
  response_required: !builtin,
});
