import type { ChatTurn, ToolRequest } from '../providers/types.ts';
import type { RememberedEvent } from '../store/types.ts';

/** Entries kept, the newest: a chat that goes on for ever must not fill memory, nor the language model's request. */
const MOST_ENTRIES = 600;

/** A sentence of the assistant's. It is cut to what was heard of it when the visitor barges in. */
export interface SaidSentence {
  heard(text: string): void;
}

/** What the language model remembers of a chat, and of those before it in the group. */
export class ChatHistory {
  #entries: ChatTurn[] = [];

  /** @param events Oldest first, as the store has them. */
  constructor(events: readonly RememberedEvent[] = []) {
    const results = new Map(
      events
        .filter(({ type }) => type === 'FUNCTION_CALL_RESPONSE')
        .map((event) => [event.relatedEventId, event.text ?? '']),
    );
    for (const event of events) {
      const content = event.heardText ?? event.text ?? '';
      if (event.type === 'USER_MESSAGE') this.add({ role: 'user', content });
      else if (event.type === 'AGENT_MESSAGE') this.said(content);
      else if (event.type === 'FUNCTION_CALL') {
        const result = results.get(event.id);
        const call = readCall(event);
        // A call whose result is not known never came to anything: the process may have ended meanwhile.
        if (call && result !== undefined) this.called(call).result(result);
      }
    }
  }

  /** Oldest first; sentences of one answer are one turn. */
  get turns(): ChatTurn[] {
    const turns: ChatTurn[] = [];
    for (const entry of this.#entries) {
      const last = turns.at(-1);
      if (entry.role !== 'assistant') turns.push(entry);
      else if (last?.role === 'assistant') last.content += ` ${entry.content}`;
      else if (entry.content) turns.push({ ...entry });
    }
    return turns;
  }

  add(turn: ChatTurn): void {
    this.#entries.push(turn);
    if (this.#entries.length <= MOST_ENTRIES) return;
    this.#entries.shift();
    // A result without its call makes a request invalid for most language models.
    if (this.#entries[0]?.role === 'tool_result') this.#entries.shift();
  }

  said(sentence: string): SaidSentence {
    const entry = { role: 'assistant' as const, content: sentence };
    this.add(entry);
    return {
      heard: (text) => {
        if (text) entry.content = text;
        else this.#entries = this.#entries.filter((other) => other !== entry);
      },
    };
  }

  /** A call without a result yet, which makes it one that the visitor went past. */
  called(call: ToolRequest): { result(text: string): void } {
    const result = {
      role: 'tool_result' as const,
      id: call.id,
      name: call.name,
      content: 'The visitor went on before there was a result.',
    };
    this.add({ role: 'tool_call', ...call });
    this.add(result);
    return {
      result: (text) => {
        result.content = text;
      },
    };
  }
}

function readCall({ text }: RememberedEvent): ToolRequest | undefined {
  try {
    const message: unknown = JSON.parse(text ?? '');
    if (typeof message !== 'object' || message === null) return undefined;
    if (!('tool_call_id' in message && 'name' in message && 'parameters' in message)) return undefined;
    const { tool_call_id: id, name, parameters } = message;
    if (typeof id !== 'string' || typeof name !== 'string' || typeof parameters !== 'string')
      return undefined;
    return { id, name, parameters };
  } catch {
    return undefined;
  }
}
