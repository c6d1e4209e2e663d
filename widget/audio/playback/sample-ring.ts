/** A queue of samples that grows when it must and never copies while it is read. */
export class SampleRing {
  #samples = new Float32Array(1 << 16);
  #read = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  write(samples: Float32Array): void {
    while (this.#length + samples.length > this.#samples.length) this.#grow();
    const at = (this.#read + this.#length) % this.#samples.length;
    const first = samples.subarray(0, this.#samples.length - at);
    this.#samples.set(first, at);
    this.#samples.set(samples.subarray(first.length), 0);
    this.#length += samples.length;
  }

  /** Fills `target` as far as there are samples; answers how many there were. */
  read(target: Float32Array): number {
    const count = Math.min(target.length, this.#length);
    for (let index = 0; index < count; index += 1)
      target[index] = this.#samples[(this.#read + index) % this.#samples.length] ?? 0;
    this.#read = (this.#read + count) % this.#samples.length;
    this.#length -= count;
    return count;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Root mean square of the samples from `from` to `until`, counted from the next one to be read. */
  rms(from: number, until: number): number {
    const end = Math.min(until, this.#length);
    let squares = 0;
    for (let index = from; index < end; index += 1)
      squares += (this.#samples[(this.#read + index) % this.#samples.length] ?? 0) ** 2;
    return Math.sqrt(squares / Math.max(1, until - from));
  }

  #grow(): void {
    const grown = new Float32Array(this.#samples.length * 2);
    const length = this.read(grown);
    this.#samples = grown;
    this.#read = 0;
    this.#length = length;
  }
}
