import type { JSONMessage } from '@humeai/voice-react';

/** What the SDK tells a page, as the page hands it to the test. */
export type PageEvent =
  | { what: 'connected' }
  | { what: 'message'; message: JSONMessage }
  | { what: 'audio'; id: string; index: number; data: string }
  | { what: 'audio_start' | 'audio_end'; id: string }
  | { what: 'interruption'; type: string }
  | { what: 'tool_call'; name: string; parameters: string }
  | { what: 'error'; reason: string; message: string }
  | { what: 'close'; code: number };
