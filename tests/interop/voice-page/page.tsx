/** @jsxImportSource react */
/** A page such as a developer makes with Hume's React SDK. What it needs to know is in its address. */
import { type ToolCallHandler, useVoice, VoiceProvider, type VoiceProviderProps } from '@humeai/voice-react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { PageEvent } from './page-events.ts';

declare global {
  interface Window {
    /** Tells the test. */
    happened(event: PageEvent): void;
  }
}

const address = new URLSearchParams(location.search);
const given = (name: string): string => {
  const value = address.get(name);
  if (value === null) throw new Error(`The address needs ${name}.`);
  return value;
};

const PAGE = [
  'Title: Clay and Water',
  '# Opening hours',
  'The studio is open from Tuesday to Friday from ten until six.',
  'On Saturday the studio is open from nine until noon.',
].join('\n');

const TOOLS = [
  {
    type: 'function' as const,
    name: 'opening_hours',
    description: 'When the studio is open.',
    parameters: '{"type":"object","properties":{"day":{"type":"string"}},"required":["day"]}',
  },
];

const callTool: ToolCallHandler = async ({ name, parameters }, { success, error }) => {
  window.happened({ what: 'tool_call', name, parameters });
  if (name !== 'opening_hours')
    return error({ error: 'no such tool', code: 'unknown', level: 'warn', content: 'I cannot do that.' });
  const { day }: { day: string } = JSON.parse(parameters);
  return success({ day, open: 'nine', close: 'noon' });
};

function Conversation() {
  const voice = useVoice();
  const [text, setText] = useState('');
  const connect = () =>
    voice
      .connect({
        hostname: given('server'),
        auth: { type: 'apiKey', value: given('key') },
        sessionSettings: {
          type: 'session_settings',
          customSessionId: 'page',
          context: { type: 'persistent', text: PAGE },
        },
      })
      .then(() => window.happened({ what: 'connected' }));
  return (
    <main>
      <output>{voice.status.value}</output>
      <button type="button" onClick={connect}>
        Connect
      </button>
      <button
        type="button"
        onClick={() => voice.sendSessionSettings({ tools: TOOLS, builtinTools: [{ name: 'hang_up' }] })}
      >
        Give tools
      </button>
      <button type="button" onClick={voice.pauseAssistant}>
        Pause
      </button>
      <button type="button" onClick={voice.resumeAssistant}>
        Resume
      </button>
      <button type="button" onClick={() => voice.disconnect()}>
        End
      </button>
      <input aria-label="Text" value={text} onChange={({ target }) => setText(target.value)} />
      <button type="button" onClick={() => voice.sendUserInput(text)}>
        Ask
      </button>
      <button type="button" onClick={() => voice.sendAssistantInput(text)}>
        Speak
      </button>
      <ol>
        {voice.messages.map((message) =>
          message.type === 'user_message' || message.type === 'assistant_message' ? (
            <li
              key={`${message.receivedAt.getTime()} ${message.message.content}`}
              className={message.message.role}
            >
              {message.message.content}
            </li>
          ) : null,
        )}
      </ol>
    </main>
  );
}

const tell: Required<
  Pick<
    VoiceProviderProps,
    'onMessage' | 'onError' | 'onClose' | 'onAudioReceived' | 'onAudioStart' | 'onAudioEnd' | 'onInterruption'
  >
> = {
  onMessage: (message) => window.happened({ what: 'message', message }),
  onError: ({ reason, message }) => window.happened({ what: 'error', reason, message }),
  onClose: ({ code }) => window.happened({ what: 'close', code }),
  onAudioReceived: ({ id, index, data }) => window.happened({ what: 'audio', id, index, data }),
  onAudioStart: (id) => window.happened({ what: 'audio_start', id }),
  onAudioEnd: (id) => window.happened({ what: 'audio_end', id }),
  onInterruption: ({ type }) => window.happened({ what: 'interruption', type }),
};

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
createRoot(root).render(
  // The worklet of the SDK is fetched from Hume's storage on the internet.
  <VoiceProvider enableAudioWorklet={false} clearMessagesOnDisconnect={false} onToolCall={callTool} {...tell}>
    <Conversation />
  </VoiceProvider>,
);
