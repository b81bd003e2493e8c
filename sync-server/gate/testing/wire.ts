import * as encoding from 'lib0/encoding';

/** A hand encoder for Yjs's V1 update format, for updates that no Yjs client would write. Test support. */
export type Id = readonly [client: number, clock: number];

export const REF = {
  gc: 0, deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8, document: 9, skip: 10,
} as const;

/** Where a struct says that it goes. */
export interface Spot {
  readonly left?: Id;
  readonly right?: Id;
  readonly root?: string;
  readonly parent?: Id;
  readonly key?: string;
}

export type Write = (encoder: encoding.Encoder) => void;

export interface WireStruct {
  readonly ref: number;
  /** Null for what has no place: collected space and skips. */
  readonly spot: Spot | null;
  readonly content: Write;
  /** The first byte, where it should differ from what the rest says. */
  readonly info?: number;
}

export interface WireBlock {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly WireStruct[];
}

export type WireDeletes = readonly (readonly [client: number, ranges: readonly (readonly [clock: number, len: number])[]])[];

/** A varuint past what lib0 will write. */
export const number = (value: number): Write => (encoder) => {
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) encoding.writeUint8(encoder, Number(rest & 127n) | 128);
  encoding.writeUint8(encoder, Number(rest));
};
export const text = (value: string): Write => (encoder) => encoding.writeVarString(encoder, value);
export const bytes = (...values: number[]): Write => (encoder) =>
  encoding.writeUint8Array(encoder, Uint8Array.from(values));
export const json = (value: unknown): Write => (encoder) =>
  encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1]);
export const all = (...writes: Write[]): Write => (encoder) => writes.forEach((write) => write(encoder));

/** An object member by member, so that a key may come twice or be `__proto__`. */
export const members = (...pairs: readonly (readonly [string, Write])[]): Write =>
  all(bytes(118), number(pairs.length), ...pairs.map(([key, value]) => all(text(key), value)));

export const values = (spot: Spot, ...contents: unknown[]): WireStruct => ({
  ref: REF.any,
  spot,
  content: all(number(contents.length), ...contents.map(json)),
});
/** One JSON value, written by hand. */
export const handmade = (spot: Spot, content: Write): WireStruct => ({
  ref: REF.any,
  spot,
  content: all(number(1), content),
});
export const tombstone = (spot: Spot, length: number): WireStruct => ({ ref: REF.deleted, spot, content: number(length) });
export const collected = (length: number): WireStruct => ({ ref: REF.gc, spot: null, content: number(length) });
export const skip = (length: number, info: number = REF.skip): WireStruct => ({
  ref: REF.skip,
  spot: null,
  content: number(length),
  info,
});
export const content = (ref: number, spot: Spot, write: Write): WireStruct => ({ ref, spot, content: write });

export function encodeUpdate(blocks: readonly WireBlock[], deletes: WireDeletes = [], tail: readonly number[] = []): Uint8Array {
  return encoding.encode(
    all(
      number(blocks.length),
      ...blocks.map(({ client, clock, structs }) =>
        all(number(structs.length), number(client), number(clock), ...structs.map(encodeStruct)),
      ),
      number(deletes.length),
      ...deletes.map(([client, ranges]) =>
        all(number(client), number(ranges.length), ...ranges.map(([clock, len]) => all(number(clock), number(len)))),
      ),
      bytes(...tail),
    ),
  );
}

function encodeStruct({ ref, spot, content: write, info }: WireStruct): Write {
  if (spot === null) return all(bytes(info ?? ref), write);
  const { left, right, root, parent, key } = spot;
  const bits = (left ? 128 : 0) | (right ? 64 : 0) | (key === undefined ? 0 : 32);
  const id = (value: Id | undefined): Write => (value === undefined ? bytes() : all(number(value[0]), number(value[1])));
  const where = root === undefined ? all(number(0), id(parent)) : all(number(1), text(root));
  const beside = left !== undefined || right !== undefined;
  return all(
    bytes(info ?? (ref | bits)),
    id(left),
    id(right),
    beside ? bytes() : all(where, key === undefined ? bytes() : text(key)),
    write,
  );
}
