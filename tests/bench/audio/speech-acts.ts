import { writeWav } from '../../../server/audio/wav.ts';
import type { AssistantMessage, AudioOutput, UserMessage } from '../../../shared/evi/messages.ts';
import { VOICE_RATE } from './scripted-server.ts';

/** Hertz: whole waves in a millisecond, so that chunks join and short windows are equally loud. */
const PITCH = 1000;

/** A complete WAV file, base64, of a tone at half of full scale that begins and ends in the middle of it. */
export function tone(milliseconds: number): string {
  const samples = Int16Array.from({ length: (VOICE_RATE * milliseconds) / 1000 }, (_, index) =>
    Math.round(16_000 * Math.cos((2 * Math.PI * PITCH * index) / VOICE_RATE)),
  );
  return writeWav(samples, VOICE_RATE).toString('base64');
}

export const audioOutput = (id: string, index: number, data: string): AudioOutput => ({
  type: 'audio_output',
  id,
  index,
  data,
});

export const assistantMessage = (id: string, content: string): AssistantMessage => ({
  type: 'assistant_message',
  id,
  message: { role: 'assistant', content },
  models: {},
  from_text: false,
  is_quick_response: false,
});

export const userMessage = (content: string, interim: boolean): UserMessage => ({
  type: 'user_message',
  message: { role: 'user', content },
  models: {},
  from_text: false,
  interim,
  time: { begin: 0, end: 0 },
});
