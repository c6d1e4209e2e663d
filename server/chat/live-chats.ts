import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Caller } from '../http/tokens.ts';
import type { ChatSession } from './chat-session.ts';
import { parseMessage, type Refusal } from './parse-message.ts';

/** Messages shown to who joins later, the newest. Audio is not among them. */
const MOST_SHOWN = 1000;
/** Characters of all of them. */
const MOST_SHOWN_LENGTH = 1_048_576;

/** Sends one message, as JSON text, to somebody who joined the chat. */
type Observer = (text: string) => void;

/** A chat that goes on now and that others may join by its id (EVI's `allow_connection`). */
interface LiveChat {
  session: ChatSession;
  owner: Caller;
  shown: string[];
  /** Characters of `shown`. */
  shownLength: number;
  observers: Set<Observer>;
}

export interface ChatForObservers {
  /** Shows the message to those who have joined, and to those who will. */
  show(message: SubscribeEvent): void;
  end(): void;
}

/** A key's holder joins chats opened with the same key. A visitor joins no chat. */
const mayJoin = (caller: Caller, owner: Caller): boolean =>
  caller.kind === 'key' && owner.kind === 'key' && owner.keyId === caller.keyId;

function remember(chat: LiveChat, text: string): void {
  chat.shown.push(text);
  chat.shownLength += text.length;
  while (chat.shown.length > MOST_SHOWN || chat.shownLength > MOST_SHOWN_LENGTH)
    chat.shownLength -= chat.shown.shift()?.length ?? 0;
}

export class LiveChats {
  readonly #chats = new Map<string, LiveChat>();

  /** A visitor's chat is opened to nobody, whatever its address asks for: what would be shown is not kept. */
  open(session: ChatSession, owner: Caller, shownBefore: readonly SubscribeEvent[]): ChatForObservers {
    if (owner.kind === 'widget') return { show: () => undefined, end: () => undefined };
    const chat: LiveChat = { session, owner, shown: [], shownLength: 0, observers: new Set() };
    this.#chats.set(session.chatId, chat);
    const show = (message: SubscribeEvent): void => {
      const text = JSON.stringify(message);
      if (message.type !== 'audio_output') remember(chat, text);
      for (const observer of chat.observers) observer(text);
    };
    shownBefore.forEach(show);
    return { show, end: () => this.#chats.delete(session.chatId) };
  }

  /** Undefined when no chat of that id goes on that the caller may join: the two are not told apart. */
  find(chatId: string, caller: Caller): ChatSession | undefined {
    const chat = this.#chats.get(chatId);
    return chat && mayJoin(caller, chat.owner) ? chat.session : undefined;
  }

  /** Shows all that was said so far, then what follows. Answers with what ends it. */
  observe(session: ChatSession, observer: Observer): () => void {
    const chat = this.#chats.get(session.chatId);
    if (!chat) return () => undefined;
    chat.shown.forEach(observer);
    chat.observers.add(observer);
    return () => chat.observers.delete(observer);
  }
}

/** What others than the chat's own client may send: everything but audio. Undefined: it was passed on. */
export function receiveFromOutside(session: ChatSession, text: string): Refusal | undefined {
  const message = parseMessage(text);
  if ('refused' in message) return message;
  if (message.type === 'audio_input')
    return { refused: 'E0101', why: 'audio_input comes from the chat’s own client only.' };
  session.receive(message);
  return undefined;
}
