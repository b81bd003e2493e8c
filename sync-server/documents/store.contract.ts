import { describe, expect, test } from 'vitest';
import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import type { DocumentChange, DocumentStore } from './store.ts';

const CHAT = 'chat/00000000000000000000' as DocumentName;
const OTHER = 'chat/11111111111111111111' as DocumentName;
const ANN = 'ann00000000000000000' as AccountId;
const BEN = 'ben00000000000000000' as AccountId;

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const updates = (name: DocumentName, ...rows: Uint8Array[]): DocumentChange => ({
  name,
  clients: [],
  content: { kind: 'updates', updates: rows },
});
const plain = (row: Uint8Array): number[] => [...row];

/** What every store of documents keeps to. `run` gives it to one fresh store. */
export function documentStoreContract(kind: string, run: (test: (store: DocumentStore) => Promise<void>) => Promise<void>): void {
  describe(`${kind} document store`, () => {
    test('a document that was never written is empty', () =>
      run(async (store) => {
        expect(await store.load(CHAT)).toEqual({ snapshot: null, updates: [], clients: [] });
      }));

    test('gives back what was committed, in order, document by document', () =>
      run(async (store) => {
        await store.commit([updates(CHAT, bytes(1), bytes(2)), updates(OTHER, bytes(9))]);
        await store.commit([updates(CHAT, bytes(3))]);
        expect((await store.load(CHAT)).updates.map(plain)).toEqual([[1], [2], [3]]);
        expect((await store.load(OTHER)).updates.map(plain)).toEqual([[9]]);
      }));

    test('more rows than fit into one statement', () =>
      run(async (store) => {
        const rows = Array.from({ length: 300 }, (_, index) => bytes(index >> 8, index & 255));
        await store.commit([updates(CHAT, ...rows)]);
        expect((await store.load(CHAT)).updates.map(plain)).toEqual(rows.map(plain));
      }));

    test('a snapshot takes the place of everything before it; later updates go on top', () =>
      run(async (store) => {
        await store.commit([updates(CHAT, bytes(1), bytes(2))]);
        await store.commit([{ name: CHAT, clients: [], content: { kind: 'snapshot', snapshot: bytes(7) } }]);
        await store.commit([updates(CHAT, bytes(8))]);
        const stored = await store.load(CHAT);
        expect(plain(stored.snapshot ?? bytes())).toEqual([7]);
        expect(stored.updates.map(plain)).toEqual([[8]]);
        await store.commit([{ name: CHAT, clients: [], content: { kind: 'snapshot', snapshot: bytes(9) } }]);
        expect(await store.load(CHAT)).toMatchObject({ updates: [] });
      }));

    test('G3 the first use of a client id wins, in each document by itself', () =>
      run(async (store) => {
        await store.commit([{ ...updates(CHAT), clients: [[1, ANN], [4_294_967_295, BEN]] }]);
        await store.commit([{ ...updates(CHAT), clients: [[1, BEN]] }, { ...updates(OTHER), clients: [[1, BEN]] }]);
        expect(new Map((await store.load(CHAT)).clients)).toEqual(new Map([[1, ANN], [4_294_967_295, BEN]]));
        expect((await store.load(OTHER)).clients).toEqual([[1, BEN]]);
      }));

    test('erasing leaves nothing of it, and the others alone', () =>
      run(async (store) => {
        await store.commit([{ ...updates(CHAT, bytes(1)), clients: [[1, ANN]] }, updates(OTHER, bytes(2))]);
        await store.commit([{ name: CHAT, clients: [], content: { kind: 'snapshot', snapshot: bytes(7) } }]);
        await store.erase(CHAT);
        expect(await store.load(CHAT)).toEqual({ snapshot: null, updates: [], clients: [] });
        expect((await store.load(OTHER)).updates.map(plain)).toEqual([[2]]);
        await store.erase(CHAT);
      }));

    test('an empty commit is nothing', () =>
      run(async (store) => {
        await store.commit([]);
        expect(await store.load(CHAT)).toMatchObject({ updates: [] });
      }));
  });
}
