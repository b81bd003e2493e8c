import { ByteReader } from './byte-reader.ts';
import { MAX_WORD_BYTES, WordCache } from './word-cache.ts';
import { EMPTY_DELETES, itemOf, type DecodedUpdate, type Item, type StructId } from './yjs-internals.ts';

/**
 * Reads the updates that nearly all traffic is made of: a few items of JSON values in a row (messages, marks), or none,
 * and at most one delete range. It gives exactly what Yjs's own decoder gives, in a fraction of the time (that one is built
 * for anything), and null for every other update, the odd and the broken ones included. So it refuses nothing and
 * bounds nothing, and no rule lives here: what it passes over takes the long way, and the same rules judge both.
 *
 * That both readers agree is shown on hostile bytes in simple-update.test.ts and by `npm run fuzz -- gate`.
 */
export function readSimpleUpdate(update: Uint8Array, maxJsonDepth: number, scratch: Scratch): DecodedUpdate | null {
  if (update.length < MIN_BYTES) return null;
  const reader = new SimpleReader(update, scratch);
  const blocks = reader.varUint();
  if (blocks > 1) return null;
  const structs = blocks === 0 ? [] : readItems(reader, maxJsonDepth);
  const deletes = readOnlyDelete(reader);
  // Trailing bytes are no part of an update, and an empty one with trailing bytes is in V2: both go the long way.
  return reader.broken || !reader.atEnd ? null : { structs, deletes };
}

/** Less than this is an empty update at most. */
const MIN_BYTES = 3;

const ANY = 8;
const KEY = 32;
const LEFT_ORIGIN = 128;

/** More than this is no everyday update. */
export const MAX_ITEMS = 16;

function readItems(reader: SimpleReader, maxJsonDepth: number): Item[] {
  const count = reader.varUint();
  if (count === 0 || count > MAX_ITEMS) reader.break();
  const client = reader.varUint();
  let clock = reader.varUint();
  const items: Item[] = [];
  while (items.length < count && !reader.broken) {
    const item = readItem(reader, client, clock, maxJsonDepth);
    items.push(item);
    clock += item.length;
  }
  return items;
}

function readItem(reader: SimpleReader, client: number, clock: number, maxJsonDepth: number): Item {
  const info = reader.byte();
  if ((info & ~(KEY | LEFT_ORIGIN)) !== ANY) reader.break();
  const origin = (info & LEFT_ORIGIN) === 0 ? null : readId(reader);
  let parent: string | StructId | null = null;
  let key: string | null = null;
  if (origin === null) {
    parent = reader.varUint() === 1 ? reader.text() : readId(reader);
    if ((info & KEY) !== 0) key = reader.text();
  }
  const values: unknown[] = [];
  for (let left = reader.varUint(); left > 0 && !reader.broken; left -= 1) values.push(readValue(reader, maxJsonDepth));
  return itemOf({ client, clock }, origin, parent, key, values);
}

function readId(reader: SimpleReader): StructId {
  const client = reader.varUint();
  return { client, clock: reader.varUint() };
}

function readOnlyDelete(reader: SimpleReader): DecodedUpdate['deletes'] {
  const clients = reader.varUint();
  if (clients === 0) return EMPTY_DELETES;
  if (clients > 1) reader.break();
  const client = reader.varUint();
  if (reader.varUint() !== 1) reader.break();
  const clock = reader.varUint();
  return new Map([[client, [{ clock, len: reader.varUint() }]]]);
}

/** lib0's tags of JSON-like values; those that no entry or mark holds are left to the long way. */
function readValue(reader: SimpleReader, depth: number): unknown {
  switch (reader.byte()) {
    case 119:
      return reader.text();
    case 125:
      return reader.integer();
    case 123:
      return reader.float64();
    case 124:
      return reader.float32();
    case 126:
      return null;
    case 121:
      return false;
    case 120:
      return true;
    case 118:
      return depth > 0 ? readObject(reader, depth - 1) : reader.break();
    default:
      return reader.break();
  }
}

function readObject(reader: SimpleReader, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let members = reader.varUint(); members > 0 && !reader.broken; members -= 1) {
    const key = reader.text();
    // To set this one is to change the prototype; the long way shows what Yjs makes of it (G7).
    if (key === '__proto__') reader.break();
    else object[key] = readValue(reader, depth);
  }
  return object;
}

/** As Yjs reads text: what is not well-formed UTF-8 is not read at all, and a byte order mark is text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What reading needs again and again, made once per document. */
export class Scratch {
  readonly words = new WordCache();
  readonly bytes = new Uint8Array(8);
  readonly view = new DataView(this.bytes.buffer);
}

/** Reads values beside numbers, as lib0 does; `broken` at whatever is not of the simple kind. */
class SimpleReader extends ByteReader {
  readonly #bytes: Uint8Array;
  readonly #scratch: Scratch;

  constructor(bytes: Uint8Array, scratch: Scratch) {
    super(bytes);
    this.#bytes = bytes;
    this.#scratch = scratch;
  }

  text(): string {
    const length = this.varUint();
    const from = this.position;
    this.skip(length);
    if (this.broken) return '';
    const word = length <= MAX_WORD_BYTES ? this.#scratch.words.at(this.#bytes, from, length) : null;
    if (word !== null) return word;
    try {
      return utf8.decode(this.#bytes.subarray(from, from + length));
    } catch {
      this.break();
      return '';
    }
  }

  /** lib0's signed integer, as far as 32 bits go; it writes greater ones as floats. */
  integer(): number {
    let byte = this.byte();
    const sign = (byte & 64) === 0 ? 1 : -1;
    let value = byte & 63;
    for (let factor = 64; byte > 127; factor *= 128) {
      if (factor > 2 ** 31) return this.break();
      byte = this.byte();
      value += (byte & 127) * factor;
    }
    return sign * value;
  }

  float32(): number {
    return this.#copy(4).getFloat32(0, false);
  }

  float64(): number {
    return this.#copy(8).getFloat64(0, false);
  }

  #copy(count: number): DataView {
    const { bytes, view } = this.#scratch;
    for (let index = 0; index < count; index += 1) bytes[index] = this.byte();
    return view;
  }
}
