import type { BuiltinTool, FunctionTool } from '../../shared/evi/messages.ts';
import type { TurnSettings } from '../audio/turn-settings.ts';

/** `text` is spoken as it is; without one the server has its own. */
export interface EventMessage {
  enabled: boolean;
  text: string;
}

/** How one kind of chat goes: what a config file says, with the defaults filled in. */
export interface Config {
  /** What clients send as `config_id`. */
  id: string;
  version: number;
  name: string;
  /** Undefined: the server's own prompt. */
  prompt: string | undefined;
  /** A name of the server's voices; undefined: its first one. */
  voice: string | undefined;
  languageModel: { name?: string; temperature?: number };
  tools: FunctionTool[];
  builtinTools: BuiltinTool[];
  turns: TurnSettings;
  eventMessages: {
    onNewChat: EventMessage;
    onInactivityTimeout: EventMessage;
    onMaxDurationTimeout: EventMessage;
  };
  nudges: { enabled: boolean; intervalSeconds: number };
  /** Seconds; 0: none. */
  inactivitySeconds: number;
  /** Seconds. */
  maxDurationSeconds: number;
}

export interface Configs {
  /** The config for chats that name none. */
  readonly default: Config;
  find(id: string): Config | undefined;
  readonly all: readonly Config[];
}
