import { describe, expect, it } from 'vitest';
import { inboxDocument, peopleDocument, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import { createDraftBook } from '../engine/draft-book.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import { createDisk, createMemoryVault } from '../engine/test-support/memory-vault.ts';
import { sentOf, type SentWords } from '../features/starts/sent-words.ts';
import type { Vault } from '../vault/types.ts';
import { createBeginAnew } from './begin-anew.ts';

const ACCOUNT = '0'.repeat(20) as AccountId;

function vaultOf(type: string) {
  const values = new Map<string, unknown>([[SESSION_KEY, { token: 't', me: { account: ACCOUNT, type } } as unknown as KeptSession], ['theme', 'dark']]);
  const names = new Set<DocumentName>([inboxDocument(ACCOUNT), peopleDocument(ACCOUNT), `chat/${ACCOUNT}` as DocumentName]);
  const inMemory = createMemoryVault(createDisk());
  const idle = { cancel: () => undefined };
  const timers = { monotonicMs: () => 0, after: () => idle, every: () => idle };
  const drafts = createDraftBook({ vault: inMemory, clock: { nowMs: () => 9_000 }, timers, onStorageFailure: (cause) => expect.fail(String(cause)) });
  const vault = {
    collection: inMemory.collection,
    settings: { get: async (key: string) => values.get(key) ?? null, remove: async (key: string) => void values.delete(key) },
    documents: { names: async () => [...names], erase: async (name: DocumentName) => void names.delete(name) },
  } as unknown as Vault;
  return { values, names, vault, drafts, begin: createBeginAnew({ restart: (prepare) => prepare(vault, drafts) }) };
}

describe('F016: going on as a new guest', () => {
  it('takes the guest and what the relay told them out of the place, and nothing of its person', async () => {
    const { values, names, begin } = vaultOf('guest');
    await begin();
    expect([...values.keys()]).toEqual(['theme']);
    // The copy of a chat goes when the new guest's list is there, and gives back what was being written.
    expect([...names]).toEqual([`chat/${ACCOUNT}`]);
  });

  it.each(['member', 'listener', 'therapist'])('never makes a guest of a %s, who has a password', async (type) => {
    const { values, names, begin } = vaultOf(type);
    await begin();
    expect([values.has(SESSION_KEY), names.size]).toEqual([true, 3]);
  });

  const left = (to: string, text: string): SentWords => ({ to, account: null, text, topic: 'grief', language: 'en', sentAtMs: 1_000 });

  it('promise 2, F158: what the guest had left for somebody is a draft again, since nobody is told any more what becomes of it', async () => {
    const { vault, drafts, begin } = vaultOf('guest');
    await sentOf(vault).put('one', left('warmOak', 'Do you have time?'));
    await sentOf(vault).put('two', left('mildPlum', 'Hello?'));
    const { draft } = drafts.open('message/mildPlum');
    draft.set('Are you there?');
    await begin();
    expect(draft.text.getSnapshot()).toBe('Hello?\nAre you there?');
    const { draft: other } = drafts.open('message/warmOak');
    await new Promise((done) => setImmediate(done));
    expect(other.content.getSnapshot()).toMatchObject({ text: 'Do you have time?', form: { topic: 'grief', language: 'en' } });
    expect(await sentOf(vault).all()).toEqual([]);
  });

  it('of whoever comes back by a password it waits on', async () => {
    const { vault, begin } = vaultOf('member');
    await sentOf(vault).put('one', left('warmOak', 'Do you have time?'));
    await begin();
    expect(await sentOf(vault).all()).toHaveLength(1);
  });
});
