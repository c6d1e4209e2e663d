/**
 * The EVI chat wire: JSON text frames in snake_case. Fields, and which of them are required, follow the
 * schemas of Hume's `hume` 0.16.0 SDK; tests/interop parses everything that the server can send with them.
 */
import type { ExpressionScores } from './expressions.ts';

type Custom = { custom_session_id?: string | null | undefined };

/** Headerless audio needs this before its first byte. `sample_rate` in hertz. */
export interface AudioFormat {
  encoding: 'linear16';
  channels: number;
  sample_rate: number;
}

/** `temporary` counts for the next visitor message only; `persistent` until replaced. */
export interface ChatContext {
  text: string;
  type?: 'persistent' | 'temporary' | null | undefined;
}

/** A function that the client runs when the assistant calls it. */
export interface FunctionTool {
  type: 'function';
  name: string;
  /** JSON Schema of an object, as JSON text. */
  parameters: string;
  description?: string | null | undefined;
  /** What the assistant is given when the client does not answer. */
  fallback_content?: string | null | undefined;
}

export type BuiltinToolName = 'web_search' | 'hang_up';

/** A tool that the server itself runs. */
export interface BuiltinTool {
  name: BuiltinToolName;
  /** What the assistant is given when the tool fails. */
  fallback_content?: string | null | undefined;
}

/** What is left out stays as it is; `null` takes it back to the config's own. */
export interface SessionSettings extends Custom {
  type: 'session_settings';
  audio?: AudioFormat | null | undefined;
  context?: ChatContext | null | undefined;
  system_prompt?: string | null | undefined;
  variables?: Record<string, string | number | boolean> | null | undefined;
  voice_id?: string | null | undefined;
  language_model_api_key?: string | null | undefined;
  tools?: FunctionTool[] | null | undefined;
  builtin_tools?: BuiltinTool[] | null | undefined;
  /** Kept with the chat; nothing else is done with it. */
  metadata?: Record<string, unknown> | null | undefined;
}

export interface AudioInput extends Custom {
  type: 'audio_input';
  /** Base64; the bytes of all chunks form one stream. */
  data: string;
}

export interface UserInput extends Custom {
  type: 'user_input';
  text: string;
}

export interface AssistantInput extends Custom {
  type: 'assistant_input';
  text: string;
}

export interface PauseAssistant extends Custom {
  type: 'pause_assistant_message';
}

export interface ResumeAssistant extends Custom {
  type: 'resume_assistant_message';
}

export type ToolType = 'function' | 'builtin';

export interface ToolResponse extends Custom {
  type: 'tool_response';
  tool_call_id: string;
  /** Any text; often JSON. */
  content: string;
  tool_name?: string | null | undefined;
  tool_type?: ToolType | null | undefined;
}

export interface ToolError extends Custom {
  type: 'tool_error';
  tool_call_id: string;
  error: string;
  code?: string | null | undefined;
  /** What the assistant is given instead of a result. */
  content?: string | null | undefined;
  level?: 'warn' | null | undefined;
  tool_type?: ToolType | null | undefined;
}

/** What a client may send as JSON. Binary frames are audio too, part of the same stream as `audio_input`. */
export type PublishEvent =
  | SessionSettings
  | AudioInput
  | UserInput
  | AssistantInput
  | PauseAssistant
  | ResumeAssistant
  | ToolResponse
  | ToolError;

export interface ChatMessage<Role extends 'assistant' | 'user'> {
  role: Role;
  content: string;
}

/** Empty for typed input, and where nothing could be measured. */
export interface Inference {
  prosody?: { scores: ExpressionScores };
}

export interface ChatMetadata extends Custom {
  type: 'chat_metadata';
  chat_id: string;
  chat_group_id: string;
  request_id: string;
}

export interface UserMessage extends Custom {
  type: 'user_message';
  message: ChatMessage<'user'>;
  models: Inference;
  from_text: boolean;
  interim: boolean;
  /** Milliseconds since the chat's first audio. */
  time: { begin: number; end: number };
}

export interface AssistantMessage extends Custom {
  type: 'assistant_message';
  /** The segment: the same id is on its audio and its prosody. */
  id: string;
  message: ChatMessage<'assistant'>;
  models: Inference;
  from_text: boolean;
  is_quick_response: boolean;
}

export interface AudioOutput extends Custom {
  type: 'audio_output';
  id: string;
  /** Counts the chunks of one segment from 0, without gaps. */
  index: number;
  /** Base64 of a complete WAV file. */
  data: string;
}

export interface AssistantProsody extends Custom {
  type: 'assistant_prosody';
  id: string;
  models: Inference;
}

export interface AssistantEnd extends Custom {
  type: 'assistant_end';
}

export interface UserInterruption extends Custom {
  type: 'user_interruption';
  /** Unix time in milliseconds. */
  time: number;
}

export interface ToolCall extends Custom {
  type: 'tool_call';
  tool_call_id: string;
  name: string;
  /** The arguments, as JSON text. */
  parameters: string;
  tool_type: ToolType;
  /** False for tools that the server runs itself. */
  response_required: boolean;
}

export interface EviError extends Custom {
  type: 'error';
  code: string;
  slug: string;
  message: string;
  request_id?: string;
}

/** What the server sends. */
export type SubscribeEvent =
  | ChatMetadata
  | UserMessage
  | AssistantMessage
  | AudioOutput
  | AssistantProsody
  | AssistantEnd
  | UserInterruption
  | ToolCall
  | ToolResponse
  | ToolError
  | SessionSettings
  | EviError;
