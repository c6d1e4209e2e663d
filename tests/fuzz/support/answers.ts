import { parseMessage } from '../../../server/chat/parse-message.ts';
import type { SubscribeEvent } from '../../../shared/evi/messages.ts';
import type { Frame } from './frames.ts';
import { CALL_ID, VOICES } from './stand-ins.ts';

const LONGEST_SHOWN = 200;
const MOST_SHOWN = 5;

/** How often each answer is due, or came. */
export type Tally = Map<string, number>;

export function count(tally: Tally, answer: string | undefined): void {
  if (answer === undefined) return;
  const short =
    answer.length > LONGEST_SHOWN ? `${answer.slice(0, LONGEST_SHOWN)}… (${answer.length})` : answer;
  tally.set(short, (tally.get(short) ?? 0) + 1);
}

/** What the chat itself, so all who are in it, must be told because of one frame. */
export function effectOf(text: string): string | undefined {
  const message = parseMessage(text);
  if ('refused' in message) return undefined;
  if (message.type === 'user_input') return `heard: ${message.text}`;
  if (message.type === 'session_settings' && message.voice_id && !VOICES.includes(message.voice_id))
    return 'no such voice';
  const answers = message.type === 'tool_response' || message.type === 'tool_error';
  // An answer to the one call that may be open is taken, or too late: both are right.
  return answers && message.tool_call_id !== CALL_ID ? `too late: ${message.tool_call_id}` : undefined;
}

export function refusalOf(text: string): string | undefined {
  const message = parseMessage(text);
  return 'refused' in message ? `${message.refused} ${message.why}` : undefined;
}

/** Of one who has joined. */
export function outsideRefusalOf(sent: Frame): string | undefined {
  if (!('text' in sent)) return 'E0101 Audio comes from the chat’s own client only.';
  const message = parseMessage(sent.text);
  if (!('refused' in message) && message.type === 'audio_input')
    return 'E0101 audio_input comes from the chat’s own client only.';
  return refusalOf(sent.text);
}

/** These depend on what is being said at that moment, or on the audio. */
const MAY_COME = /^(E0101 (At most 20 texts|A chat has at most)|I0116 )/;

/** What an incoming message answers, in the words of `effectOf` and `refusalOf`. */
function answerIn(message: SubscribeEvent): string | undefined {
  if (message.type === 'user_message')
    return message.from_text ? `heard: ${message.message.content}` : undefined;
  if (message.type === 'error') {
    if (message.message.startsWith('voice_id: ')) return 'no such voice';
    const answer = `${message.code} ${message.message}`;
    return MAY_COME.test(answer) ? undefined : answer;
  }
  if (message.type !== 'tool_error') return undefined;
  if (message.tool_call_id !== CALL_ID) return `too late: ${message.tool_call_id}`;
  // The open call was answered with what cannot be read.
  return message.error.startsWith('The message does not have') ? `E0101 ${message.error}` : undefined;
}

/** Throws when what came is not what was due. */
export function compare(received: readonly SubscribeEvent[], due: Tally, who: string): void {
  const came: Tally = new Map();
  for (const message of received) count(came, answerIn(message));
  const wrong: string[] = [];
  for (const answer of new Set([...due.keys(), ...came.keys()])) {
    const [expected, got] = [due.get(answer) ?? 0, came.get(answer) ?? 0];
    if (expected !== got) wrong.push(`${who} is due ${expected} × ${JSON.stringify(answer)}, got ${got}.`);
  }
  if (wrong.length > 0) throw new Error(wrong.slice(0, MOST_SHOWN).join('\n'));
}
