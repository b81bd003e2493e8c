import { describe, expect, it } from 'vitest';
import { inboxDocument, peopleDocument, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import type { Vault } from '../vault/types.ts';
import { createBeginAnew } from './begin-anew.ts';

const ACCOUNT = '0'.repeat(20) as AccountId;

function vaultOf(type: string) {
  const values = new Map<string, unknown>([[SESSION_KEY, { token: 't', me: { account: ACCOUNT, type } } as unknown as KeptSession], ['theme', 'dark']]);
  const names = new Set<DocumentName>([inboxDocument(ACCOUNT), peopleDocument(ACCOUNT), `chat/${ACCOUNT}` as DocumentName]);
  const vault = {
    settings: { get: async (key: string) => values.get(key) ?? null, remove: async (key: string) => void values.delete(key) },
    documents: { names: async () => [...names], erase: async (name: DocumentName) => void names.delete(name) },
  } as unknown as Vault;
  return { values, names, begin: createBeginAnew({ restart: (prepare) => prepare(vault) }) };
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
});
