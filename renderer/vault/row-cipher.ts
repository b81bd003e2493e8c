import type { Random } from '#shared/ports.ts';
import { VaultFailure } from './failure.ts';
import { decodeRow, encodeRow, type Row } from './row-codec.ts';
import { isWiped, seal, unseal } from './secrets.ts';

/** The format of a stored row (VAULT.md, V4). A number once used never changes its meaning. */
export const ROW_VERSION = 1;

/** The field of a stored row that holds everything else of it. */
export const BOX = '$';

/** What of a row stays readable: its key, and nothing that is content (V2). */
export type ClearFields = Readonly<Record<string, string | number>>;

/** Seals and opens the rows of one vault. */
export interface RowCipher {
  seal(table: string, clear: ClearFields, secret: Row): Uint8Array;
  /** Null when the row was altered, moved, or written by another vault or version (RELIABILITY F5). */
  open(table: string, clear: ClearFields, box: unknown): Row | null;
}

/** A cipher for the profile with this id; `cipherKey` is its own (secrets.ts). */
export function createRowCipher(profile: string, cipherKey: Uint8Array, random: Random): RowCipher {
  return {
    seal(table, clear, secret) {
      if (isWiped(cipherKey)) throw new VaultFailure('closed', 'its keys are gone');
      const associated = associatedData(profile, table, clear);
      const sealed = seal(cipherKey, encodeRow(secret), associated, random);
      const box = new Uint8Array(1 + sealed.length);
      box[0] = ROW_VERSION;
      box.set(sealed, 1);
      return box;
    },
    open(table, clear, box) {
      if (!(box instanceof Uint8Array) || box[0] !== ROW_VERSION) return null;
      const plain = unseal(cipherKey, box.subarray(1), associatedData(profile, table, clear));
      return plain === null ? null : decodeRow(plain);
    },
  };
}

/** Ties a row to its place: whoever moves it, renames it or changes a readable field makes it unreadable. */
function associatedData(profile: string, table: string, clear: ClearFields): Uint8Array {
  const fields = Object.entries(clear).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new TextEncoder().encode(JSON.stringify(['samovar-row', ROW_VERSION, profile, table, fields]));
}
