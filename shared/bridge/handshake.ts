/**
 * The only two messages that ever cross by `window.postMessage`, both to an exact origin. The frame says hello to
 * its embedder; the loader answers welcome with one end of a fresh channel. From then on only the port speaks.
 */
export interface Hello {
  evi: 'hello 1';
  /** 32 hexadecimal digits, made by the frame of 128 random bits. */
  nonce: string;
  /** Of the contract, as the frame has it; 1 where it is missing. */
  version?: number;
}

export interface Welcome {
  evi: 'welcome 1';
  nonce: string;
  /** Of the contract, as the loader has it; 1 where it is missing. */
  version?: number;
}

// Structured clones carry no getters, so reading their properties runs nobody's code. Turning them into text may
// throw, however: `{ toString: 1 }` has none.
export const isHello = (data: Partial<Hello> | null | undefined): data is Hello =>
  data?.evi === 'hello 1' && typeof data.nonce === 'string' && /^[\da-f]{32}$/.test(data.nonce);

/** What is no number is the first version: the message itself has been checked. */
export const versionOf = ({ version }: Hello | Welcome): number =>
  typeof version === 'number' ? version : 1;

export const isWelcome = (data: Partial<Welcome> | null | undefined, nonce: string): data is Welcome =>
  data?.evi === 'welcome 1' && data.nonce === nonce;

/**
 * Does the message truly come from `peer`? `isTrusted` rules out events made by script, `source` rules out other
 * windows, and `origin` a peer that has navigated away: a WindowProxy survives navigation (cases S1 to S6).
 */
export const isFrom = (event: MessageEvent, peer: Window | null, origin: string): boolean =>
  event.isTrusted && !!peer && event.source === peer && event.origin === origin && origin !== 'null';
