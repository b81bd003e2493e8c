import { accountName } from './dialects.ts';

/** A struct in a Yjs document. */
export interface StructId {
  readonly client: number;
  readonly clock: number;
}

/** What is found again in the bytes of a delivered message, whatever frame it comes in. */
export interface Found {
  readonly id: StructId;
  readonly sentAtUs: number;
  /** The entry after which it was appended; client 0 for none. */
  readonly after: StructId;
}

/** Before the numbers that are found again. */
export const MARK = Buffer.from('~M~');
const WIDTH = { client: 10, clock: 8, time: 13 } as const;
const NUMBERS = WIDTH.client + WIDTH.clock + WIDTH.time + WIDTH.client + WIDTH.clock;
export const FOUND_LENGTH = MARK.length + NUMBERS;
/** Makes the text as long as a line in a chat usually is. */
const REST = ' and so on.';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Reads the numbers of one delivered message; `at` is where its mark begins. */
export function readFound(bytes: Buffer, at: number): Found {
  const digits = bytes.toString('latin1', at + MARK.length, at + FOUND_LENGTH);
  let from = 0;
  const number = (width: number): number => Number(digits.slice(from, (from += width)));
  const client = number(WIDTH.client);
  const clock = number(WIDTH.clock);
  const sentAtUs = number(WIDTH.time);
  return { id: { client, clock }, sentAtUs, after: { client: number(WIDTH.client), clock: number(WIDTH.clock) } };
}

/**
 * The Yjs update of one chat message at the end of a log, byte for byte what Yjs writes for it. By hand, because a load
 * generator that is slower than what it measures measures itself. `after` is null in an empty log.
 */
export function encodeMessage(head: Uint8Array, id: StructId, after: StructId | null, nowUs: number): Buffer {
  const account = accountName(id.client);
  const update = new Writer(UPDATE);
  update.varUint(1); // one client
  update.varUint(1); // one struct
  update.varUint(id.client);
  update.varUint(id.clock);
  if (after === null) {
    update.byte(CONTENT_ANY);
    update.varUint(1); // a root
    update.text('entries');
  } else {
    update.byte(CONTENT_ANY | LEFT_ORIGIN);
    update.varUint(after.client);
    update.varUint(after.clock);
  }
  update.varUint(1); // one value
  update.byte(ANY.object);
  update.varUint(5);
  update.member('id', `${account}/${pad(id.client, 8)}${pad(id.clock, 8)}`);
  update.member('author', account);
  update.text('at');
  update.byte(ANY.float64);
  update.float64(Date.now());
  update.member('kind', 'message');
  const numbers = [pad(id.client, WIDTH.client), pad(id.clock, WIDTH.clock), pad(nowUs, WIDTH.time)].join('');
  const origin = pad(after?.client ?? 0, WIDTH.client) + pad(after?.clock ?? 0, WIDTH.clock);
  update.member('text', `${MARK.toString('latin1')}${numbers}${origin}${REST}`);
  update.varUint(0); // deletes nothing
  const message = new Writer(MESSAGE);
  message.bytes(head);
  message.varUint(update.length);
  message.bytes(update.written());
  return message.written();
}

const CONTENT_ANY = 8;
const LEFT_ORIGIN = 128;
const ANY = { object: 118, text: 119, float64: 123 } as const;
const UPDATE = Buffer.alloc(1_024);
const MESSAGE = Buffer.alloc(1_200);

/** Writes into a buffer that is used again and again; ASCII only. */
class Writer {
  readonly #buffer: Buffer;
  length = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  byte(value: number): void {
    this.#buffer[this.length] = value;
    this.length += 1;
  }

  varUint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.byte(128 | (rest % 128));
    this.byte(rest);
  }

  text(value: string): void {
    this.varUint(value.length);
    this.length += this.#buffer.write(value, this.length, 'latin1');
  }

  member(key: string, value: string): void {
    this.text(key);
    this.byte(ANY.text);
    this.text(value);
  }

  float64(value: number): void {
    this.length = this.#buffer.writeDoubleBE(value, this.length);
  }

  bytes(value: Uint8Array): void {
    this.#buffer.set(value, this.length);
    this.length += value.length;
  }

  /** A view: good until the next message. */
  written(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }
}
