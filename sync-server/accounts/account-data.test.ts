import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { ACCOUNT } from '#shared/limits.ts';
import { openDatabase } from '../database/open.ts';
import type { Relay } from '../relay.ts';
import { systemPorts } from '../system.ts';
import { call } from '../testing/clients.ts';
import { PASSWORD, RelayBench } from '../testing/relay-bench.ts';
import { anonymizeAccount } from './account-store.ts';

let bench: RelayBench;
let relay: Relay;

beforeEach(async () => {
  bench = new RelayBench();
  relay = await bench.start();
});
afterEach(() => bench.close());

const random = systemPorts().random;
const say = (chat: ChatId, author: AccountId, text: string): Promise<void> =>
  relay.services.documents.write(chatDocument(chat), (doc) => {
    const message = { id: newEntryId(author, random), author, at: Date.now(), kind: 'message', text };
    logRoots(doc).entries.push([message satisfies LogEntry & { text: string }]);
  });
const texts = (chat: ChatId): Promise<string[]> =>
  relay.services.documents.read(chatDocument(chat), (doc) =>
    logRoots(doc).entries.toArray().flatMap((entry) => ('text' in entry ? [String(entry.text)] : [])));

const files = (): string => bench.files();

/** A member with a word in every place that the relay has for one, in a chat with a listener. No name of theirs may be drawn for a guest (F014). */
async function talk() {
  const guest = await bench.seeker(relay);
  const member = await call(relay, 'becomeMember', { token: guest.token, body: { name: 'Canaryrowan', password: PASSWORD } });
  await call(relay, 'changeProfile', { token: member.token, body: { bio: 'canary-bio likes rain' } });
  const { code } = await call(relay, 'makeRecoveryCode', { token: member.token, body: { password: PASSWORD } });
  const listener = await bench.listener(relay, 'Canaryelder');
  const { request } = await call(relay, 'createRequest', { token: member.token, body: { topic: 'grief', language: 'en' } });
  const { chat } = await call(relay, 'acceptRequest', { token: listener.token, id: request });
  await say(chat, member.me.account, 'canary-said by the member');
  await say(chat, listener.me.account, 'heard by the listener');
  return { member, listener, chat, code };
}

it('F022: a sign-in elsewhere is told by the name of the device', async () => {
  const { member } = await talk();
  await call(relay, 'signIn', { body: { name: 'Canaryrowan', password: PASSWORD, deviceName: 'the old laptop' } });
  const told = await relay.services.documents.read(inboxDocument(member.me.account), (doc) => logRoots(doc).entries.toArray());
  expect(told.filter(({ kind }) => kind === 'signed-in')).toMatchObject([{ device: 'the old laptop' }]);
});

describe('H2: an export', () => {
  it('holds what the relay knows of its person, and nothing of others', async () => {
    const { member, listener, chat } = await talk();
    const mine = await call(relay, 'exportMine', { token: member.token, body: { password: PASSWORD } });
    const text = JSON.stringify(mine);
    expect(mine).toMatchObject({
      form: 1,
      tables: {
        accounts: [{ id: member.me.account, name: 'Canaryrowan', type: 'member', age_group: 'adult' }],
        sessions: [{ device_name: 'laptop' }],
        requests: [{ topic: 'grief', language: 'en', state: 'accepted', chat }],
        chats: [{ id: chat, role: 'seeker', state: 'open', topic: 'grief' }],
        profiles: [{ bio: 'canary-bio likes rain' }],
        recovery_codes: [{}],
      },
      messages: [{ chat, text: 'canary-said by the member' }],
    });
    for (const others of ['heard by the listener', 'Canaryelder', listener.me.account]) expect(text).not.toContain(others);
    for (const secret of ['argon2', 'hash', member.token]) expect(text).not.toContain(secret);
  });

  it('F102: whoever was blocked reads of an ending', async () => {
    const { member, listener, chat } = await talk();
    await call(relay, 'blockChat', { token: listener.token, id: chat });
    const body = { password: PASSWORD };
    const stateIn = (mine: Record<string, unknown>) => (mine['tables'] as { chats: { state: string }[] }).chats[0]?.state;
    const ofMember = await call(relay, 'exportMine', { token: member.token, body });
    expect(stateIn(ofMember)).toBe('ended');
    expect((ofMember['tables'] as Record<string, unknown>)['blocks']).toBeUndefined();
    const ofListener = await call(relay, 'exportMine', { token: listener.token, body });
    expect(stateIn(ofListener)).toBe('blocked');
    expect((ofListener['tables'] as { blocks: unknown[] }).blocks).toHaveLength(1);
  });
});

describe('H3: an erasure', () => {
  it('leaves nothing of its person in any file, and of the other side every word', async () => {
    const { member, listener, chat, code } = await talk();
    expect(files()).toContain('canary-said');
    expect(files()).toContain('Canaryrowan');
    await call(relay, 'eraseMe', { token: member.token, body: { password: PASSWORD } });

    expect(await texts(chat)).toEqual(['heard by the listener']);
    const left = files();
    for (const canary of ['canary-said', 'canary-bio', 'Canaryrowan', 'canaryrowan']) expect(left).not.toContain(canary);
    expect(left).toContain('heard by the listener');
    const cards = await relay.services.documents.read(peopleDocument(listener.me.account), (doc) => [...logRoots(doc).marks.values()]);
    expect(cards).toMatchObject([{ with: { name: 'forgotten' }, state: 'ended' }]);

    await expect(call(relay, 'me', { token: member.token })).rejects.toThrow('signed-out');
    await expect(call(relay, 'signIn', { body: { name: 'Canaryrowan', password: PASSWORD, deviceName: 'x' } })).rejects.toThrow('wrong-name-or-password');
    const again = { name: 'Canaryrowan', code, password: 'four unhurried copper forks', deviceName: 'x' };
    await expect(call(relay, 'recover', { body: again })).rejects.toThrow('wrong-name-or-code');
    for (const table of ['sessions', 'requests', 'profiles', 'recovery_codes'] as const) {
      const rows = JSON.stringify(await relay.database.db.selectFrom(table).selectAll().execute());
      expect(rows).not.toContain(member.me.account);
    }
  });

  it('a listener\'s words go as well; F012: the name rests, in no readable form, and is free after 30 days', async () => {
    const { listener, chat } = await talk();
    await call(relay, 'eraseMe', { token: listener.token, body: { password: PASSWORD } });
    expect(await texts(chat)).toEqual(['canary-said by the member']);
    // What was shown to the other side in the same moment leaves the log with the checkpoint after it.
    await expect.poll(() => ['heard by the listener', 'Canaryelder', 'canaryelder'].filter((gone) => files().includes(gone)), { timeout: 10_000 }).toEqual([]);
    const guest = await bench.seeker(relay);
    for (const name of ['Canaryelder', 'canaryeIder', 'CANARYELDER']) {
      await expect(call(relay, 'becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).rejects.toThrow('name-taken');
    }
    await relay.database.db.updateTable('names_resting').set({ at_ms: Date.now() - ACCOUNT.nameRestsMs }).execute();
    await relay.services.house.sweep();
    const next = await call(relay, 'becomeMember', { token: guest.token, body: { name: 'Canaryelder', password: PASSWORD } });
    expect(next.me.name).toBe('Canaryelder');
  });

  it('a restored backup brings nobody back who was erased since', async () => {
    const { member, chat } = await talk();
    await bench.admin('backup', 'before.db');
    await call(relay, 'eraseMe', { token: member.token, body: { password: PASSWORD } });
    await relay.close();
    await bench.admin('restore', 'before.db', '--force');
    relay = await bench.start();
    expect(await texts(chat)).toEqual(['heard by the listener']);
    await relay.close();
    const left = readFileSync(join(bench.folder, 'data', 'samovar.db')).toString('latin1');
    for (const canary of ['canary-said', 'canary-bio', 'Canaryrowan']) expect(left).not.toContain(canary);
    expect(bench.logLines.join('')).toContain('erasures-finished');
    relay = await bench.start();
    await expect(call(relay, 'signIn', { body: { name: 'Canaryrowan', password: PASSWORD, deviceName: 'x' } })).rejects.toThrow('wrong-name-or-password');
  });

  it('one that was cut short after its first step is finished at the next start', async () => {
    const { member, chat } = await talk();
    await relay.close();
    const database = await openDatabase({ file: join(bench.folder, 'data', 'samovar.db') });
    await anonymizeAccount(database.db, member.me.account, Date.now());
    await database.close();
    relay = await bench.start();
    expect(await texts(chat)).toEqual(['heard by the listener']);
    expect(files()).not.toContain('canary-said');
  });

  it('begins in every table or in none: what fails in the middle of it leaves the account as it was', async () => {
    const { member } = await talk();
    const { db } = relay.database;
    await sql`create trigger fails before delete on profiles begin select raise(abort, 'full'); end`.execute(db);
    await expect(anonymizeAccount(db, member.me.account, Date.now())).rejects.toThrow('full');
    expect((await call(relay, 'me', { token: member.token })).name).toBe('Canaryrowan');
    await sql`drop trigger fails`.execute(db);
  });

  it('one of which only the mark was written is finished in every table at the next start', async () => {
    const { member } = await talk();
    await relay.close();
    const { account } = member.me;
    const database = await openDatabase({ file: join(bench.folder, 'data', 'samovar.db') });
    await database.db.insertInto('device_marks').values({ account, mark: 'm', at_ms: Date.now() }).execute();
    await database.db.updateTable('accounts').set({ forgotten_at_ms: 1 }).where('id', '=', account).execute();
    await database.close();
    relay = await bench.start();
    for (const table of ['profiles', 'recovery_codes', 'device_marks', 'sessions', 'requests'] as const) {
      const rows = JSON.stringify(await relay.database.db.selectFrom(table).selectAll().execute());
      expect(rows).not.toContain(account);
    }
    expect(files()).not.toContain('canary-bio');
  });

  it('takes what was said while it was under way as well', async () => {
    const { member, chat } = await talk();
    const { documents } = relay.services;
    const refresh = documents.refreshAccount.bind(documents);
    let late = 0;
    vi.spyOn(documents, 'refreshAccount').mockImplementation(async (account) => {
      // The other side may be looked at anew in the same moment, and what they say stays.
      if (account === member.me.account && late === 0) {
        late += 1;
        await say(chat, account, 'canary-late');
      }
      return refresh(account);
    });
    await call(relay, 'eraseMe', { token: member.token, body: { password: PASSWORD } });
    expect(late).toBe(1);
    expect(await texts(chat)).toEqual(['heard by the listener']);
    expect(files()).not.toContain('canary-late');
  });

  it('where the store fails before the first step, the account stands, and its person asks once more', async () => {
    const { member, chat } = await talk();
    const erase = () => call(relay, 'eraseMe', { token: member.token, body: { password: PASSWORD } });
    vi.spyOn(relay.services.documents, 'write').mockRejectedValueOnce(new Error('full'));
    await expect(erase()).rejects.toThrow('internal');
    expect((await call(relay, 'me', { token: member.token })).name).toBe('Canaryrowan');
    await erase();
    expect(await texts(chat)).toEqual(['heard by the listener']);
  });

  it('F016: a guest who is forgotten leaves no words either', async () => {
    const guest = await bench.seeker(relay);
    const listener = await bench.listener(relay, 'Canaryelder');
    const { request } = await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
    const { chat } = await call(relay, 'acceptRequest', { token: listener.token, id: request });
    await say(chat, guest.me.account, 'canary-guest');
    await call(relay, 'forgetMe', { token: guest.token });
    expect(files()).not.toContain('canary-guest');
  });
});
