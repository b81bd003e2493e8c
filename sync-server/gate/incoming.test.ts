import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { findIncoming, readIncoming } from './incoming.ts';
import * as wire from './testing/wire.ts';

const at = (clock: number, ...structs: wire.WireStruct[]): Uint8Array => wire.encodeUpdate([{ client: 7, clock, structs }]);

test('a gap is refused here as well, should the walk over the bytes ever let one by (G6)', () => {
  expect(readIncoming(new Y.Doc(), at(0, wire.collected(2), wire.skip(1), wire.collected(1)))).toMatchObject({
    ok: false,
    error: { code: 'incomplete' },
  });
});

test('finds what the update brings, and nothing before or behind it', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, at(0, wire.collected(3)));
  const incoming = readIncoming(doc, at(3, wire.collected(2), wire.values({ root: 'entries' }, 1, 2)));
  if (!incoming.ok) throw new Error(incoming.error.detail);
  const found = [2, 3, 4, 5, 6, 7].map((clock) => findIncoming(incoming.value, { client: 7, clock })?.id.clock ?? null);
  expect(found).toEqual([null, 3, 3, 5, 5, null]);
  expect(findIncoming(incoming.value, { client: 8, clock: 3 })).toBeNull();
});
