import { z } from 'zod';
import type { KeyWrap } from '../key-wrap.ts';
import type { ShelfRow } from '../shelf-row.ts';
import { fromBase64, toBase64 } from './base64.ts';

/**
 * The way into a vault as text, to stand in the head of its backups: so a backup opens as the vault itself did, even
 * when the shelf is gone with the rest (BACKUP.md, B6). Wraps under this device's own key stay behind: that key cannot
 * leave the browser's storage, and a copy of the wrap would be of no use to anybody.
 */
export function writeDoor({ id, createdDayMs, check, wraps }: ShelfRow): string {
  const carried = wraps.filter(({ kind }) => kind !== 'device');
  return JSON.stringify({ id, createdDayMs, check, wraps: carried }, (_name, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: toBase64(value) } : value,
  );
}

const bytes = z.strictObject({ $bytes: z.base64() }).transform(({ $bytes }) => fromBase64($bytes));
const cost = z.strictObject({ memoryKib: z.int(), passes: z.int(), lanes: z.int() });
const wrap = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keychain') }),
  z.strictObject({ kind: z.literal('passphrase'), salt: bytes, cost, box: bytes }),
  z.strictObject({ kind: z.literal('recovery'), box: bytes }),
]);
const door = z.strictObject({
  id: z.string().regex(/^[0-9a-z]{20}$/u),
  createdDayMs: z.number(),
  check: z.string().regex(/^[0-9a-f]{64}$/u),
  wraps: z.array(wrap).max(8),
});

/** Null for what is none. As if it had never been opened: whoever takes it onto the shelf gives it its order. */
export function readDoor(text: string): ShelfRow | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = door.safeParse(value);
  if (!parsed.success) return null;
  const wraps: readonly KeyWrap[] = parsed.data.wraps;
  return { ...parsed.data, wraps, openedDayMs: parsed.data.createdDayMs, openedOrder: 0 };
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

const sameWay = (one: KeyWrap, other: KeyWrap): boolean => {
  if (one.kind === 'keychain' || other.kind === 'keychain') return one.kind === other.kind;
  return one.kind === other.kind && sameBytes(one.box, other.box);
};

/**
 * Whether a door has a way in that the place itself has no more: an older passphrase, an older recovery key (B6). Not
 * where the key lies on the device alone: a newer backup could be opened by nobody once that is lost, and whoever has
 * the device has the key.
 */
export const opensOtherwise = (then: ShelfRow, now: ShelfRow): boolean =>
  now.wraps.some(({ kind }) => kind !== 'device') &&
  then.wraps.some((older) => !now.wraps.some((present) => sameWay(older, present)));
