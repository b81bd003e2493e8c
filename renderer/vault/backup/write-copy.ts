import { COPY } from '#shared/limits.ts';
import type { Random } from '#shared/ports.ts';
import { seal, toHex } from '../secrets.ts';
import { chunkPlace } from './chunk-place.ts';
import { copyKeys, encodeHead, textOfSalt, type CopyHead } from './copy-head.ts';
import type { CopyAbout, CopyItem } from './copy-items.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Argon2Cost } from '../stretch.ts';

/** What a copy is locked with: what a passphrase was stretched to, or a vault's own copy key with its way in. */
export type CopyLock =
  | { readonly kind: 'export'; readonly base: Uint8Array; readonly salt: Uint8Array; readonly cost: Argon2Cost }
  | { readonly kind: 'local'; readonly base: Uint8Array; readonly door: string };

/** Rows of a vault in batches, and how many could not be read, known at the end. */
export interface CopyContents {
  readonly about: CopyAbout;
  batches(): AsyncIterable<readonly CopyItem[]>;
  unreadable(): number;
}

/** More than a reader takes (B4). It must fail now, while the words are still here, and not on the day they are needed. */
export class CopyTooLarge extends RangeError {
  constructor(what: string) {
    super(`${what} is too large`);
    this.name = 'CopyTooLarge';
  }
}

const utf8 = new TextEncoder();
const HEAD_ID_BYTES = 16;

/** A whole copy, piece by piece, in the order of the file. `maxBytes` is smaller in tests only. */
export async function* writeCopy(
  lock: CopyLock,
  contents: CopyContents,
  random: Random,
  maxBytes: number = COPY.maxBytes,
): AsyncGenerator<Uint8Array> {
  const id = toHex(random.bytes(HEAD_ID_BYTES));
  const keys = copyKeys(lock.base, id);
  const bytes = encodeHead(headOf(lock, id, keys.proof));
  const sum = toHex(sha256(bytes.subarray(0, -32)));
  yield bytes;

  let n = 0;
  let size = bytes.length;
  const chunk = (plain: string, last: boolean): Uint8Array => {
    const box = seal(keys.chunks, utf8.encode(plain), chunkPlace(sum, n, last), random);
    n += 1;
    if (box.length > COPY.maxChunkBytes) throw new CopyTooLarge('a chunk of the copy');
    const framed = new Uint8Array(4 + box.length);
    size += framed.length;
    if (size > maxBytes) throw new CopyTooLarge('the copy');
    new DataView(framed.buffer).setUint32(0, box.length);
    framed.set(box, 4);
    return framed;
  };
  yield chunk(JSON.stringify(contents.about), false);

  let items = 0;
  let waiting: string[] = [];
  let weight = 0;
  for await (const batch of contents.batches()) {
    for (const item of batch) {
      const json = JSON.stringify(item);
      waiting.push(json);
      weight += json.length;
      items += 1;
      if (weight < COPY.chunkBytes) continue;
      yield chunk(`[${waiting.join(',')}]`, false);
      waiting = [];
      weight = 0;
    }
  }
  if (waiting.length > 0) yield chunk(`[${waiting.join(',')}]`, false);
  yield chunk(JSON.stringify({ items, unreadable: contents.unreadable() }), true);
}

function headOf(lock: CopyLock, id: string, proof: string): CopyHead {
  if (lock.kind === 'local') return { kind: 'local', id, proof, door: lock.door };
  return { kind: 'export', id, proof, salt: textOfSalt(lock.salt), cost: { ...lock.cost } };
}
