import type { SessionSettings } from '../../shared/evi/messages.ts';
import { parseSettings, type Refusal } from './parse-message.ts';

/** What a client asks for in the address of its chat socket. */
export interface ConnectionParameters {
  resumedChatGroupId: string;
  verboseTranscription: boolean;
  settings: SessionSettings | Refusal;
}

type Group = Record<string, unknown>;

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some clients send a whole group as JSON text: `session_settings[variables]={"name":"J"}`. */
function groupOrText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isGroup(value) ? value : text;
  } catch {
    return text;
  }
}

const GROUPS = ['audio', 'context', 'variables'];
const AUDIO_NUMBERS = ['channels', 'sample_rate'];

/** `session_settings[variables][name]=J` and its like, as an object; numbers where the wire wants numbers. */
function bracketed(query: URLSearchParams): Group {
  const settings = new Map<string, unknown>();
  for (const [key, value] of query) {
    const [, group = '', name] = /^session_settings\[(\w+)\](?:\[(\w+)\])?$/.exec(key) ?? [];
    if (!group) continue;
    const before = settings.get(group);
    if (name === undefined) settings.set(group, GROUPS.includes(group) ? groupOrText(value) : value);
    else
      settings.set(group, {
        ...(isGroup(before) ? before : {}),
        [name]: group === 'audio' && AUDIO_NUMBERS.includes(name) ? Number(value) : value,
      });
  }
  return Object.fromEntries(settings);
}

export function readConnectionParameters(query: URLSearchParams): ConnectionParameters {
  const settings = parseSettings(bracketed(query));
  return {
    resumedChatGroupId: query.get('resumed_chat_group_id') ?? '',
    verboseTranscription: query.get('verbose_transcription') === 'true',
    settings:
      'code' in settings || settings.type === 'session_settings' ? settings : { type: 'session_settings' },
  };
}
