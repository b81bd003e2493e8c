/**
 * Reads lib0's variable-length numbers without allocating and without throwing: past the end, or at a number that no
 * double holds exactly, it stops for good (`broken`) and every further read gives 0.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;
  #broken = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#position;
  }

  get broken(): boolean {
    return this.#broken;
  }

  get atEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  byte(): number {
    if (this.#position >= this.#bytes.length) return this.break();
    return this.#bytes[this.#position++] ?? 0;
  }

  varUint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value <= Number.MAX_SAFE_INTEGER ? value : this.break();
    }
    return this.break();
  }

  skip(count: number): void {
    if (count > this.#bytes.length - this.#position) this.break();
    else this.#position += count;
  }

  /** Stops here for good. */
  break(): 0 {
    this.#broken = true;
    this.#position = this.#bytes.length;
    return 0;
  }
}
