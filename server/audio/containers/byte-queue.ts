const SMALL = 64 * 1024;

/** Bytes in, bytes out, in order. What is peeked or taken is a view that the next `append` may overwrite. */
export interface ByteQueue {
  readonly length: number;
  /** How many bytes were taken since the queue was made. */
  readonly position: number;
  append(bytes: Uint8Array): void;
  /** The first `count` bytes, or fewer when there are fewer. */
  peek(count: number): Buffer;
  /** As `peek`, and they are gone. */
  take(count: number): Buffer;
}

/** Appending single bytes is as cheap, byte for byte, as appending blocks; emptied, a large queue gives its memory back. */
export function createByteQueue(): ByteQueue {
  let memory = Buffer.alloc(0);
  let start = 0;
  let end = 0;
  let position = 0;

  function makeRoom(count: number): void {
    if (end + count <= memory.length) return;
    const kept = end - start;
    // Moving within the same memory only when half of it is free again keeps the copying linear.
    const next =
      kept + count <= memory.length / 2 ? memory : Buffer.allocUnsafeSlow(Math.max(256, 2 * (kept + count)));
    memory.copy(next, 0, start, end);
    memory = next;
    start = 0;
    end = kept;
  }

  return {
    get length() {
      return end - start;
    },
    get position() {
      return position;
    },
    append(bytes) {
      makeRoom(bytes.length);
      memory.set(bytes, end);
      end += bytes.length;
    },
    peek(count) {
      return memory.subarray(start, Math.min(end, start + count));
    },
    take(count) {
      const taken = memory.subarray(start, Math.min(end, start + count));
      start += taken.length;
      position += taken.length;
      if (start === end) {
        start = end = 0;
        if (memory.length > SMALL) memory = Buffer.alloc(0);
      }
      return taken;
    },
  };
}
