import { expect, test } from 'vitest';
import type { EntryId } from '#shared/ids.ts';
import { CHAT, type ContractBench } from './contract-bench.ts';
import type { OutboxItem, Vault } from './types.ts';

const ENTRY = (n: number): EntryId => `0123456789abcdefghjk/${String(n).padStart(16, '0')}` as EntryId;
const waiting = (n: number, text = `message ${n}`): Omit<OutboxItem, 'seq'> => ({
  id: ENTRY(n),
  chat: CHAT,
  text,
  writtenAtMs: 1_000 + n,
});
const refusal = (n: number) => ({
  id: ENTRY(n),
  chat: CHAT,
  text: `message ${n}`,
  refusedAtMs: 5_000 + n,
  code: 'denied' as const,
  rule: 'P13-chat-closed' as const,
});

const texts = async (vault: Vault): Promise<string[]> => (await vault.outbox.all()).map((item) => item.text);

/** The promises of `Outbox`. */
export function outboxContract(bench: () => ContractBench): void {
  test('the outbox keeps the order of writing, also across a restart', async () => {
    const { vault, asNextStart } = bench();
    for (const n of [9, 3, 7, 1]) await vault.outbox.add(waiting(n));
    await vault.outbox.remove(ENTRY(3));
    const again = await asNextStart();
    await again.outbox.add(waiting(2));
    expect(await texts(again)).toEqual(['message 9', 'message 7', 'message 1', 'message 2']);
    const seqs = (await again.outbox.all()).map((item) => item.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  });

  test('no number is given twice, even after the outbox was empty', async () => {
    const { vault } = bench();
    const first = await vault.outbox.add(waiting(1));
    await vault.outbox.remove(first.id);
    expect((await vault.outbox.add(waiting(2))).seq).toBeGreaterThan(first.seq);
  });

  test('messages added at once get different numbers', async () => {
    const { vault } = bench();
    const items = await Promise.all([1, 2, 3, 4, 5].map((n) => vault.outbox.add(waiting(n))));
    expect(new Set(items.map((item) => item.seq)).size).toBe(5);
  });

  test('the same message added twice waits once', async () => {
    const { vault } = bench();
    const first = await vault.outbox.add(waiting(1));
    expect(await vault.outbox.add(waiting(1))).toEqual(first);
    expect(await texts(vault)).toEqual(['message 1']);
  });

  test('a refused message is in one place at a time and comes back on request', async () => {
    const { vault, asNextStart } = bench();
    await vault.outbox.add(waiting(1));
    await vault.outbox.refuse(refusal(1));
    expect([await texts(vault), await vault.outbox.refused()]).toEqual([[], [refusal(1)]]);
    const again = await asNextStart();
    await again.outbox.retry(ENTRY(1), waiting(8, 'message 1'));
    expect([await texts(again), await again.outbox.refused()]).toEqual([['message 1'], []]);
  });

  test('a refused message cannot be sent twice, nor after it was discarded', async () => {
    const { vault } = bench();
    await vault.outbox.refuse(refusal(1));
    const tries = await Promise.allSettled([1, 2].map((n) => vault.outbox.retry(ENTRY(1), waiting(n + 10))));
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await vault.outbox.all()).toHaveLength(1);
    await vault.outbox.refuse(refusal(2));
    await vault.outbox.discardRefused(ENTRY(2));
    await expect(vault.outbox.retry(ENTRY(2), waiting(20))).rejects.toMatchObject({ code: 'missing' });
    expect(await vault.outbox.refused()).toEqual([]);
  });
}
