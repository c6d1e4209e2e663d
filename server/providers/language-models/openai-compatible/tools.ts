/** Tools between the chat's form and the SDK's. */
import type { ChatTurn, ToolDefinition } from '../../types.ts';
import { newCallId } from '../call-id.ts';

interface Schema extends Record<string, unknown> {
  type: 'object';
  properties: Record<string, unknown>;
}

/**
 * The schema of each tool that can be offered. One bad schema makes servers refuse the whole request, so a tool whose
 * schema is not that of an object is left out.
 */
export function schemasOf(tools: readonly ToolDefinition[]): Map<ToolDefinition, Schema> {
  const usable = new Map<ToolDefinition, Schema>();
  for (const tool of tools) {
    const schema = parseObject(tool.parameters);
    if (!schema) continue;
    const { type = 'object', properties = {} } = schema;
    if (type === 'object' && isObject(properties)) usable.set(tool, { ...schema, type, properties });
  }
  return usable;
}

/** The object that a JSON text holds, or `{}`: models write broken arguments now and then. */
export const objectOrEmpty = (json: string): Record<string, unknown> => parseObject(json) ?? {};

/** What a client answers to, so it must be new in its chat; some servers count from zero in every answer. */
export const callId = (own: string, history: readonly ChatTurn[]): string =>
  history.some((turn) => turn.role === 'tool_call' && turn.id === own) ? newCallId() : own;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
