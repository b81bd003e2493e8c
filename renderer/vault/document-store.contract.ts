import { expect, test } from 'vitest';
import { chatDocument, type DocumentName } from '#shared/documents/names.ts';
import { CHAT, type ContractBench } from './contract-bench.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** The promises of `DocumentStore`. */
export function documentStoreContract(bench: () => ContractBench): void {
  const NAME = chatDocument(CHAT);
  const OTHER = 'queue/adult' as DocumentName;

  test('a document is its snapshot and the updates since, in order', async () => {
    const { vault, asNextStart } = bench();
    expect(await vault.documents.load(NAME)).toBeNull();
    await vault.documents.append(NAME, bytes(1));
    await vault.documents.append(NAME, bytes(2, 2));
    expect(await vault.documents.load(NAME)).toEqual({
      updates: [bytes(1), bytes(2, 2)],
      hasSnapshot: false,
      rows: 2,
      bytes: 3,
    });
    await vault.documents.replace(NAME, bytes(9));
    await vault.documents.append(NAME, bytes(3));
    const again = await asNextStart();
    const kept = await again.documents.load(NAME);
    expect(kept).toEqual({ updates: [bytes(9), bytes(3)], hasSnapshot: true, rows: 2, bytes: 2 });
  });

  test('many updates at once all stay, in the order they were given', async () => {
    const { vault } = bench();
    await Promise.all(Array.from({ length: 40 }, (_, n) => vault.documents.append(NAME, bytes(n))));
    expect((await vault.documents.load(NAME))?.updates.map((update) => update[0])).toEqual(
      Array.from({ length: 40 }, (_, n) => n),
    );
  });

  test('documents do not mix, and one erased is forgotten with its client id', async () => {
    const { vault, asNextStart } = bench();
    await vault.documents.append(NAME, bytes(1));
    await vault.documents.append(OTHER, bytes(2));
    await vault.documents.setClientId(NAME, 4_294_967_295);
    expect(await vault.documents.clientId(NAME)).toBe(4_294_967_295);
    expect(await vault.documents.clientId(OTHER)).toBeNull();
    expect((await vault.documents.names()).toSorted()).toEqual([NAME, OTHER]);
    await vault.documents.erase(NAME);
    const again = await asNextStart();
    expect(await again.documents.names()).toEqual([OTHER]);
    expect([await again.documents.load(NAME), await again.documents.clientId(NAME)]).toEqual([null, null]);
    expect((await again.documents.load(OTHER))?.updates).toEqual([bytes(2)]);
  });

  test('a client id survives what happens to the content', async () => {
    const { vault } = bench();
    await vault.documents.setClientId(NAME, 7);
    await vault.documents.append(NAME, bytes(1));
    await vault.documents.replace(NAME, bytes(2));
    expect(await vault.documents.clientId(NAME)).toBe(7);
  });
}
