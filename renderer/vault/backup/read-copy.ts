import { z } from 'zod';
import { CLOCK, COPY } from '#shared/limits.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { unseal } from '../secrets.ts';
import { isBearable, type Stretch } from '../stretch.ts';
import { passphraseBytes } from '../key-wrap.ts';
import { chunkPlace } from './chunk-place.ts';
import { copyKeys, damaged, readHead, saltOf, type CopyFailure, type CopyKeys, type CopySource, type ReadHead } from './copy-head.ts';
import { belongsInCopy, copyAbout, copyEnd, copyItem, type CopyAbout, type CopyEnd, type CopyItem } from './copy-items.ts';
import { noLaterThan } from './merge.ts';

/** A copy that was unlocked: what it says of itself, and the way to everything in it. */
export interface UnlockedCopy {
  readonly kind: ReadHead['head']['kind'];
  readonly about: CopyAbout;
  /** Reads and proves the whole copy. Nothing of it may be used before this is `ok`. */
  items(): Promise<Result<{ readonly items: readonly CopyItem[]; readonly end: CopyEnd }, CopyFailure>>;
}

/** Unlocks an export with the passphrase that was chosen for it. */
export async function unlockExport(
  source: CopySource,
  passphrase: string,
  stretch: Stretch,
  nowMs: number,
): Promise<Result<UnlockedCopy, CopyFailure>> {
  const read = await readHead(source);
  if (!read.ok) return read;
  const { head } = read.value;
  if (head.kind !== 'export') return damaged('not an export');
  if (!isBearable(head.cost)) return damaged('cost');
  return unlockWith(source, read.value, await stretch(passphraseBytes(passphrase), saltOf(head), head.cost), nowMs);
}

/** Unlocks a copy with the key that it hangs on. Nothing in it is later than the copy, nor that later than about now. */
export async function unlockWith(
  source: CopySource,
  read: ReadHead,
  base: Uint8Array,
  nowMs: number,
): Promise<Result<UnlockedCopy, CopyFailure>> {
  const keys = copyKeys(base, read.head.id);
  if (keys.proof !== read.head.proof) return err({ code: 'wrong-passphrase' });
  const first = await readChunk(source, read, keys, { offset: read.length, n: 0 });
  const about = first === null || first.last ? null : copyAbout.safeParse(first.value);
  if (first === null || about?.success !== true) return damaged('first chunk');
  const madeAtMs = Math.min(about.data.madeAtMs, nowMs + CLOCK.maxStepMs);
  return ok({
    kind: read.head.kind,
    about: { ...about.data, madeAtMs },
    async items() {
      const whole = await readItems(source, read, keys, { offset: first.next, n: 1 });
      if (!whole.ok) return whole;
      return ok({ ...whole.value, items: whole.value.items.map((item) => noLaterThan(item, madeAtMs)) });
    },
  });
}

interface Place {
  readonly offset: number;
  readonly n: number;
}

const itemsSchema = z.array(copyItem);

async function readItems(
  source: CopySource,
  read: ReadHead,
  keys: CopyKeys,
  from: Place,
): ReturnType<UnlockedCopy['items']> {
  const items: CopyItem[] = [];
  for (let place = from; ; ) {
    const chunk = await readChunk(source, read, keys, place);
    if (chunk === null) return damaged(`chunk ${place.n}`);
    if (chunk.last) {
      const end = copyEnd.safeParse(chunk.value);
      if (!end.success || end.data.items !== items.length) return damaged('end');
      return ok({ items: items.filter((item) => belongsInCopy(item, read.head.kind)), end: end.data });
    }
    const some = itemsSchema.safeParse(chunk.value);
    if (!some.success) return damaged(`items of chunk ${place.n}`);
    for (const item of some.data) items.push(item);
    place = { offset: chunk.next, n: place.n + 1 };
  }
}

/** Null for a chunk that is not exactly what was written here. The last one is the one that ends the file. */
async function readChunk(
  source: CopySource,
  { sum }: ReadHead,
  keys: CopyKeys,
  { offset, n }: Place,
): Promise<{ readonly value: unknown; readonly next: number; readonly last: boolean } | null> {
  const framed = await source.read(offset, 4);
  if (framed.length < 4) return null;
  const length = new DataView(framed.buffer, framed.byteOffset).getUint32(0);
  const next = offset + 4 + length;
  if (length > COPY.maxChunkBytes || next > source.size) return null;
  const last = next === source.size;
  const plain = unseal(keys.chunks, await source.read(offset + 4, length), chunkPlace(sum, n, last));
  return plain === null ? null : { value: parsed(plain), next, last };
}

/** Null for what is no JSON, which then fits no shape. */
function parsed(plain: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

/** A file that a person chose. */
export const sourceOf = (blob: Blob): CopySource => ({
  size: blob.size,
  read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
});
