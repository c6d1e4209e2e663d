import type { SessionSettings } from '../../shared/evi/messages.ts';
import { parseSettings, type Refusal } from './parse-message.ts';

/** What a client asks for in the address of its chat socket. */
export interface ConnectionParameters {
  /** Empty: none was asked for. */
  configId: string;
  /** Empty: a new chat group. */
  resumedChatGroupId: string;
  /** Events of the resumed group that the assistant remembers, the newest ones. */
  eventLimit: number;
  verboseTranscription: boolean;
  /** Others may join the chat by its id. */
  allowConnection: boolean;
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

const EVENT_LIMIT = 300;
const MOST_EVENTS = 1000;

/** Hume's default is 300 as well. What makes no sense counts as not sent. */
function eventLimit(...values: readonly (string | null)[]): number {
  for (const value of values) {
    const limit = value === null || value.trim() === '' ? Number.NaN : Number(value);
    if (Number.isInteger(limit) && limit >= 0) return Math.min(limit, MOST_EVENTS);
  }
  return EVENT_LIMIT;
}

export function readConnectionParameters(query: URLSearchParams): ConnectionParameters {
  const settings = bracketed(query);
  const voice = query.get('voice_id');
  return {
    configId: query.get('config_id') ?? '',
    resumedChatGroupId: query.get('resumed_chat_group_id') ?? '',
    eventLimit: eventLimit(query.get('session_settings[event_limit]'), query.get('event_limit')),
    verboseTranscription: query.get('verbose_transcription') === 'true',
    allowConnection: query.get('allow_connection') === 'true',
    settings: parseSettings(voice ? { voice_id: voice, ...settings } : settings),
  };
}
