import fc from 'fast-check';
import type { WebSocket } from 'ws';
import { compare, count, effectOf, outsideRefusalOf, refusalOf, type Tally } from './answers.ts';
import { type Client, connect } from './client.ts';
import { type Frame, frame } from './frames.ts';
import { anyName, anyShortText } from './mutate.ts';
import { inTime, type ServerProcess } from './server-process.ts';

/** One chat as its clients have it. */
export interface Conversation {
  /** Of the chat's address. */
  query: readonly (readonly [name: string, value: string])[];
  /** It goes on in the group of a conversation before, if one is free. */
  resumes: boolean;
  frames: readonly Frame[];
  /** Frames of somebody who has joined it by its id. */
  joined: readonly Frame[];
  /** Which of the recordings its `recorded` frames are of. */
  recording: number;
  /** `abrupt`: without waiting for an answer. */
  leaves: 'close' | 'abrupt';
}

const parameter = fc.tuple(
  fc.oneof(
    fc.constantFrom('config_id', 'event_limit', 'verbose_transcription', 'voice_id', 'resumed_chat_group_id'),
    fc
      .tuple(fc.constantFrom('audio', 'context', 'variables', 'system_prompt', 'tools', 'metadata'), anyName)
      .map(([group, name]) => `session_settings[${group}]${name && `[${name}]`}`),
    anyShortText,
  ),
  fc.oneof(
    fc.constantFrom('true', '1', '0', '-1', 'linear16', '16000', '{"__proto__":{}}', '{'),
    anyShortText,
  ),
);

/** @param frames At most. */
export const conversation = (frames: number): fc.Arbitrary<Conversation> =>
  fc.record({
    query: fc.array(
      parameter.filter(([name]) => !['api_key', 'access_token'].includes(name)),
      { maxLength: 5 },
    ),
    resumes: fc.boolean(),
    // Of its own accord it makes long arrays seldom.
    frames: fc.array(frame, { maxLength: frames, size: 'max' }),
    joined: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(frame) }),
    recording: fc.nat(),
    leaves: fc.oneof(
      { weight: 9, arbitrary: fc.constant('close' as const) },
      { weight: 1, arbitrary: fc.constant('abrupt' as const) },
    ),
  });

function sender(socket: WebSocket, recording: Uint8Array): (sent: Frame) => void {
  let at = 0;
  return (sent) => {
    if ('text' in sent) socket.send(sent.text);
    else if ('audio' in sent) socket.send(sent.audio);
    else {
      const piece = recording.slice(at, at + sent.recorded);
      at = at + sent.recorded < recording.length ? at + sent.recorded : 0;
      for (const [place, byte] of sent.changes) if (place < piece.length) piece[place] = byte;
      socket.send(piece);
    }
  };
}

/** Plays conversations on a server, one after the other or at the same time. */
export function createPlayer(recordings: readonly Uint8Array[]) {
  /** Of a conversation that is over: to go on with one that is not would end it. */
  let lastGroup: string | undefined;

  /** Resolves with the number of frames that were sent. Rejects when one was not answered as it must be. */
  return async (server: ServerProcess, conversation: Conversation): Promise<number> => {
    const { query, resumes, frames, joined, recording, leaves } = conversation;
    const address = new URLSearchParams(query.map(([name, value]) => [name, value]));
    if (resumes && lastGroup) {
      address.set('resumed_chat_group_id', lastGroup);
      lastGroup = undefined;
    }
    address.set('allow_connection', String(joined.length > 0));
    const client = connect(server, `/v0/evi/chat?${address}`);
    let observer: Client | undefined;
    try {
      const { chat_id, chat_group_id, request_id } = await client.begun();
      const send = sender(client.socket, recordings[recording % recordings.length] ?? new Uint8Array());
      if (leaves === 'abrupt') {
        frames.forEach(send);
        return frames.length;
      }
      // Before this mark come the answers to the address.
      let from = await client.mark('begin');
      let shownFrom = 0;
      if (joined.length > 0) {
        observer = connect(server, `/v0/evi/chat/${chat_id}/connect`);
        await observer.begun();
        shownFrom = await observer.mark('joined');
        from = await client.marked('joined');
      }

      const [due, shown]: [Tally, Tally] = [new Map(), new Map()];
      for (const sent of frames) {
        send(sent);
        const answer = 'text' in sent ? (effectOf(sent.text) ?? refusalOf(sent.text)) : undefined;
        count(due, answer);
        count(shown, answer);
      }
      if (observer) {
        joined.forEach(sender(observer.socket, new Uint8Array()));
        for (const sent of joined) {
          const effect = 'text' in sent ? effectOf(sent.text) : undefined;
          count(due, effect);
          count(shown, outsideRefusalOf(sent) ?? effect);
        }
        await observer.mark('parting');
        count(due, 'too late: parting');
        count(shown, 'too late: parting');
      }

      const probe = `Are you there, ${request_id}?`;
      await client.say(probe);
      await observer?.answered(probe);
      count(due, `heard: ${probe}`);
      count(shown, `heard: ${probe}`);
      await client.leave();
      lastGroup = chat_group_id;
      compare(client.received.slice(from), due, 'The client');
      if (observer) {
        await inTime(server, observer.closed, 'the close for who joined');
        compare(observer.received.slice(shownFrom), shown, 'Who joined');
      }
      return frames.length + joined.length;
    } finally {
      client.socket.terminate();
      observer?.socket.terminate();
    }
  };
}
