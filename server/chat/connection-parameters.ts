import type { SessionSettings } from '../../shared/evi/messages.ts';
import { parseSettings, type Refusal } from './parse-message.ts';

/** What a client asks for in the address of its chat socket. */
export interface ConnectionParameters {
  configId: string;
  resumedChatGroupId: string;
  verboseTranscription: boolean;
  settings: SessionSettings | Refusal;
}

/** `session_settings[variables][name]=J` and its like, as an object; numbers where the wire wants numbers. */
function bracketed(query: URLSearchParams): Record<string, unknown> {
  const settings: Record<string, unknown> = Object.create(null);
  for (const [key, value] of query) {
    const path = /^session_settings((?:\[\w+\])+)$/.exec(key)?.[1]?.slice(1, -1).split('][');
    if (!path) continue;
    const last = path.pop() ?? '';
    let parent = settings;
    for (const name of path) {
      const next = (parent[name] ?? Object.create(null)) as Record<string, unknown>;
      parent[name] = next;
      parent = next;
    }
    parent[last] = last === 'channels' || last === 'sample_rate' ? Number(value) : value;
  }
  return settings;
}

export function readConnectionParameters(query: URLSearchParams): ConnectionParameters {
  const settings = parseSettings(bracketed(query));
  return {
    configId: query.get('config_id') ?? '',
    resumedChatGroupId: query.get('resumed_chat_group_id') ?? '',
    verboseTranscription: query.get('verbose_transcription') === 'true',
    settings:
      'code' in settings || settings.type === 'session_settings' ? settings : { type: 'session_settings' },
  };
}
