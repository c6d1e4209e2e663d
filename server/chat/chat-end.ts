/**
 * How a chat comes to its end without its client, as one table. `leaving`: the last words are being said, and who
 * speaks or acts meanwhile stays. `expired`: they are being said, and nothing stops them. `over`: all is said, the close is due.
 */
export type EndPhase = 'open' | 'leaving' | 'expired' | 'over';

export type EndEvent =
  /** The assistant hung up, or nobody said anything for too long. */
  | 'leave'
  /** The chat has reached its longest duration. */
  | 'expire'
  /** The visitor spoke, or the client wants something. */
  | 'stay'
  /** The last words have been played. */
  | 'said'
  /** The client is gone. */
  | 'close';

/** What is not in the table changes nothing. */
const END_TRANSITIONS: Record<EndPhase, Partial<Record<EndEvent, EndPhase>>> = {
  open: { leave: 'leaving', expire: 'expired', close: 'over' },
  leaving: { expire: 'expired', stay: 'open', said: 'over', close: 'over' },
  expired: { said: 'over', close: 'over' },
  over: {},
};

export interface ChatEnd {
  readonly phase: EndPhase;
  /** False when nothing changed. */
  on(event: EndEvent): boolean;
}

export function createChatEnd(): ChatEnd {
  let phase: EndPhase = 'open';
  return {
    get phase() {
      return phase;
    },
    on(event) {
      const next = END_TRANSITIONS[phase][event];
      if (!next) return false;
      phase = next;
      return true;
    },
  };
}
