import type { Environment } from '../environment.ts';
import type { Config } from './types.ts';

/** What the server says of its own accord, where a config lets it and gives no text. */
const EVENT_TEXTS = {
  onNewChat: 'Hello! How can I help you?',
  onInactivityTimeout: 'I have not heard from you for a while, so I will end our conversation. Goodbye!',
  onMaxDurationTimeout: 'We have reached the longest time for a conversation, so I have to end it. Goodbye!',
} as const;

/** Seconds. */
export const NUDGE_INTERVAL = { default: 10, min: 1, max: 1800 } as const;

/** The config of chats that name none, as the environment has it; also what stands where a config file says nothing. */
export function defaultConfig(environment: Environment): Config {
  return {
    id: 'default',
    version: 0,
    name: 'Default',
    prompt: undefined,
    voice: undefined,
    languageModel: {},
    tools: [],
    builtinTools: [],
    turns: {
      end_of_turn_silence_ms: environment.EVI_END_OF_TURN_SILENCE_MS,
      speech_detection_threshold: environment.EVI_SPEECH_DETECTION_THRESHOLD,
      prefix_padding_ms: environment.EVI_PREFIX_PADDING_MS,
      min_interruption_ms: environment.EVI_MIN_INTERRUPTION_MS,
      adaptive: environment.EVI_TURN_DETECTION === 'adaptive',
    },
    eventMessages: {
      onNewChat: { enabled: false, text: EVENT_TEXTS.onNewChat },
      onInactivityTimeout: { enabled: false, text: EVENT_TEXTS.onInactivityTimeout },
      onMaxDurationTimeout: { enabled: false, text: EVENT_TEXTS.onMaxDurationTimeout },
    },
    nudges: { enabled: false, intervalSeconds: NUDGE_INTERVAL.default },
    inactivitySeconds: environment.EVI_INACTIVITY_SECONDS,
    maxDurationSeconds: environment.EVI_MAX_DURATION_SECONDS,
  };
}
