import { expect, test } from 'vitest';
import * as Y from 'yjs';
import * as wire from './testing/wire.ts';
import { structsWithin } from './yjs-internals.ts';

test('finds the structs of a client that reach into a range, and none of a client that never wrote', () => {
  const doc = new Y.Doc();
  const entry = (left?: wire.Id): wire.WireStruct => wire.values(left === undefined ? { root: 'entries' } : { left }, 1);
  Y.applyUpdate(doc, wire.encodeUpdate([{ client: 7, clock: 0, structs: [entry(), entry(), entry([7, 0])] }]));
  const within = (client: number, from: number, to: number): number[] => structsWithin(doc, client, from, to).map(({ id }) => id.clock);
  expect([within(7, 0, 3), within(7, 1, 2), within(7, 2, 9)]).toEqual([[0, 1, 2], [1], [2]]);
  expect(within(8, 0, 3)).toEqual([]);
});
