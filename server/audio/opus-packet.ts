/** Bytes of one frame, at most (RFC 6716, 3.4 [R2]). */
const MAX_FRAME = 1275;
/** 120 ms, in units of 2.5 ms ([R5]). */
const MAX_DURATION = 48;

/**
 * Whether a packet is put together as RFC 6716 (3.2, 3.4) demands. libopus decodes every such packet, if only to noise,
 * and refuses every other one but the empty one, which it takes for a lost packet.
 */
export function isOpusPacket(packet: Uint8Array): boolean {
  const [toc = -1, count = -1] = packet;
  const body = packet.length - 1;
  switch (toc & 3) {
    case 0:
      return body >= 0 && body <= MAX_FRAME;
    case 1:
      return body % 2 === 0 && body / 2 <= MAX_FRAME;
    case 2: {
      const first = frameLength(packet, 1);
      if (first === undefined) return false;
      const second = body - first.length - first.bytes;
      return second >= 0 && second <= MAX_FRAME;
    }
    default:
      return toc >= 0 && count >= 0 && isMultiFramePacket(packet, toc, count);
  }
}

function isMultiFramePacket(packet: Uint8Array, toc: number, count: number): boolean {
  const frames = count & 63;
  if (frames === 0 || frames * frameDuration(toc) > MAX_DURATION) return false;
  let at = 2;
  let padding = 0;
  if (count & 64) {
    for (let more = true; more; at += 1) {
      const byte = packet[at];
      if (byte === undefined) return false;
      more = byte === 255;
      padding += more ? 254 : byte;
    }
  }
  let rest = packet.length - at - padding;
  if (rest < 0) return false;
  if ((count & 128) === 0) return rest % frames === 0 && rest / frames <= MAX_FRAME;
  for (let frame = 0; frame < frames - 1; frame += 1) {
    const next = frameLength(packet, at);
    if (next === undefined) return false;
    at += next.bytes;
    rest -= next.bytes + next.length;
    if (rest < 0) return false;
  }
  return rest <= MAX_FRAME;
}

/** A frame's length, and how many bytes say it. */
function frameLength(packet: Uint8Array, at: number): { length: number; bytes: number } | undefined {
  const first = packet[at];
  if (first === undefined) return undefined;
  if (first < 252) return { length: first, bytes: 1 };
  const second = packet[at + 1];
  return second === undefined ? undefined : { length: 4 * second + first, bytes: 2 };
}

/** In units of 2.5 ms. */
function frameDuration(toc: number): number {
  const config = toc >> 3;
  if (config < 12) return [4, 8, 16, 24][config & 3] ?? 0;
  if (config < 16) return [4, 8][config & 1] ?? 0;
  return 1 << (config & 3);
}
