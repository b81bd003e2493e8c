import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SESSION } from '#shared/limits.ts';
import { anonymizeAccount, insertAccount, newAccount } from '../accounts/account-store.ts';
import { createSessions } from '../accounts/sessions.ts';
import { storeFile } from '../database/data-folder.ts';
import { openDatabase } from '../database/open.ts';
import { verifyAudit } from '../house/audit.ts';
import * as again from './erase-again.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;
let store: string;
let guests = 0;

beforeEach(async () => {
  desk = new AdminDesk();
  store = storeFile(desk.data);
  await desk.type('listener Rowan --consented');
  await desk.type('listener Hazel --consented');
});
afterEach(() => {
  vi.restoreAllMocks();
  desk.close();
});

/** As a relay leaves its files that was killed: the erasure stands in the log alone. */
async function eraseRowanAndKill(): Promise<void> {
  const { id } = await desk.account('Rowan');
  const database = await openDatabase({ file: store, beside: true });
  await anonymizeAccount(database.db, id, 1_000);
  for (const companion of ['', '-wal']) copyFileSync(`${store}${companion}`, join(desk.folder, `killed${companion}`));
  await database.close();
  for (const companion of ['', '-wal']) renameSync(join(desk.folder, `killed${companion}`), `${store}${companion}`);
  const file = new DatabaseSync(`${new URL(`file://${store}`).href}?immutable=1`, { readOnly: true });
  expect(file.prepare("select 1 from accounts where name = 'Rowan'").all()).toHaveLength(1);
  file.close();
}

/** Somebody without a password, with the token of their one device. */
const aGuest = () =>
  desk.inStore(async ({ db }) => {
    const row = newAccount(desk.ports.random, `guest${(guests += 1)}`, 'guest', desk.ports.clock.nowMs());
    await db.transaction().execute((trx) => insertAccount(trx, row));
    const opened = await createSessions({ db, ...desk.ports }).open(row.id, 'laptop');
    if (!opened.ok) throw new Error(opened.error);
    return { id: row.id, account: row.id, ...opened.value };
  });

const isIn = (token: string): Promise<boolean> =>
  desk.inStore(async ({ db }) => (await createSessions({ db, ...desk.ports }).authenticate(token)) !== null);

describe('H3: whoever was erased since a backup stays erased', () => {
  it('also where the erasure stands in the log alone, and nothing is left of looking', async () => {
    await desk.type('backup copy.db');
    await eraseRowanAndKill();
    expect((await desk.type('restore copy.db --force')).out).toMatch(/1 erased since/);
    await expect(desk.account('Rowan')).rejects.toThrow(/no account/);
    const left = readdirSync(desk.data).filter((name) => name.startsWith('samovar.db'));
    expect(left.toSorted()).toEqual(['samovar.db', 'samovar.db.replaced', 'samovar.db.replaced-wal']);
  });

  it('a restore that fails before it is done with them changes nothing', async () => {
    await desk.type('backup copy.db');
    const { id } = await desk.account('Rowan');
    await desk.inStore(({ db }) => anonymizeAccount(db, id, 1_000));
    vi.spyOn(again, 'eraseAgain').mockRejectedValueOnce(new Error('died'));
    await expect(desk.type('restore copy.db --force')).rejects.toThrow('died');
    expect(readdirSync(desk.data).filter((name) => /replaced|restoring/.test(name))).toEqual([]);
    await expect(desk.account('Rowan')).rejects.toThrow(/no account/);
  });

  it('a second restore knows them after one that set the log aside and died', async () => {
    await desk.type('backup copy.db');
    await eraseRowanAndKill();
    copyFileSync(join(desk.folder, 'copy.db'), `${store}.restoring`);
    linkSync(store, `${store}.replaced`);
    renameSync(`${store}-wal`, `${store}.replaced-wal`);
    expect((await desk.type('restore copy.db --force')).out).toMatch(/1 erased since/);
    await expect(desk.account('Rowan')).rejects.toThrow(/no account/);
  });

  it('what is no backup does not open the way for a store that a restore left without its log', async () => {
    writeFileSync(join(desk.folder, 'letters.txt'), 'x'.repeat(5_000));
    await desk.type('restore letters.txt --force');
    expect(existsSync(`${store}.restoring`)).toBe(false);
    writeFileSync(`${store}.restoring`, 'as far as it came');
    await desk.type('restore letters.txt --force');
    expect(existsSync(`${store}.restoring`)).toBe(true);
  });
});

describe('E3, F103: a restore gives nobody back what was taken from them', () => {
  it('no session and no recovery code of the backup goes on, on an empty machine, too', async () => {
    const { id } = await desk.account('Rowan');
    await desk.inStore(async ({ db }) => {
      await createSessions({ db, ...desk.ports }).open(id, 'a stolen phone');
      await db.insertInto('recovery_codes').values({ account: id, code_hash: 'hash', made_at_ms: 1 }).execute();
    });
    await desk.type('backup copy.db');
    const left = () => desk.inStore(async ({ db }) => [
      await db.selectFrom('sessions').selectAll().execute(), await db.selectFrom('recovery_codes').selectAll().execute(),
    ]);
    expect((await left()).map(({ length }) => length)).toEqual([1, 1]);
    renameSync(desk.data, join(desk.folder, 'old'));
    expect((await desk.type('restore copy.db')).out).toMatch(/signs in again/);
    expect(await left()).toEqual([[], []]);
  });

  it('a guest, who has no password, goes on where the store that is replaced says so', async () => {
    const guest = await aGuest();
    await desk.type('backup copy.db');
    const laterMs = desk.ports.clock.nowMs() + 1_000;
    await desk.inStore(({ db }) => db.updateTable('sessions').set({ seen_at_ms: laterMs }).execute());
    expect((await desk.type('restore copy.db --force')).out).toMatch(/1 guests, who have no password, go on/);
    expect(await isIn(guest.token)).toBe(true);
    expect(await desk.inStore(({ db }) => db.selectFrom('sessions').select('seen_at_ms').execute())).toEqual([{ seen_at_ms: laterMs }]);
  });

  it('E3: ... also where it goes on under another token since, by that one', async () => {
    const guest = await aGuest();
    await desk.type('backup copy.db');
    const next = await desk.inStore(async ({ db }) => {
      const sessions = createSessions({ db, ...desk.ports });
      await db.updateTable('sessions').set({ created_at_ms: desk.ports.clock.nowMs() - SESSION.guestRenewsAfterMs }).execute();
      const token = (await sessions.succeed(guest)) ?? '';
      await sessions.authenticate(token);
      return token;
    });
    await desk.type('restore copy.db --force');
    expect([await isIn(next), await isIn(guest.token)]).toEqual([true, false]);
  });

  it('... but not one that signed out since, became a member since, or was a member before', async () => {
    const [left, became, member] = [await aGuest(), await aGuest(), await aGuest()];
    await desk.inStore(({ db }) => db.updateTable('accounts').set({ type: 'member' }).where('id', '=', member.id).execute());
    await desk.type('backup copy.db');
    await desk.inStore(async ({ db }) => {
      const sessions = createSessions({ db, ...desk.ports });
      await sessions.revokeAll(left.id);
      await sessions.renew({ account: became.id, device: became.device }, db);
      await db.updateTable('accounts').set({ type: 'member' }).where('id', '=', became.id).execute();
    });
    await desk.type('restore copy.db --force');
    for (const { token } of [left, became, member]) expect(await isIn(token)).toBe(false);
  });

  it('... nor where that store is not there or cannot be read, which is said', async () => {
    const guest = await aGuest();
    await desk.type('backup copy.db');
    writeFileSync(store, 'x'.repeat(10_000));
    expect((await desk.type('restore copy.db --force')).out).toMatch(/1 guests of the backup cannot come back/);
    expect(await isIn(guest.token)).toBe(false);
    renameSync(desk.data, join(desk.folder, 'old'));
    expect((await desk.type('restore copy.db')).out).toMatch(/1 guests of the backup cannot come back/);
    expect(await isIn(guest.token)).toBe(false);
  });

  it('whoever was banned since is banned again, with the reason, and reads what was written for them; a ban that was lifted is not', async () => {
    await desk.type('listener Aspen --consented');
    await desk.type('ban Aspen --reason of_before --told Words_of_before.');
    await desk.type('backup copy.db');
    await desk.type('ban Rowan --reason sells_things --told You_sold_things.');
    await desk.type('unban Aspen --reason it_is_over');
    await desk.type('ban Aspen --reason once_more --told Words_of_today.');
    await desk.type('ban Hazel --reason for_a_while');
    await desk.type('unban Hazel --reason it_is_over');
    expect((await desk.type('restore copy.db --force')).out).toMatch(/1 banned since/);
    expect([(await desk.account('Rowan')).banned, (await desk.account('Hazel')).banned]).toEqual([1, 0]);
    expect([(await desk.account('Rowan')).ban_told, (await desk.account('Aspen')).ban_told, (await desk.account('Hazel')).ban_told])
      .toEqual(['You sold things.', 'Words of today.', null]);
    expect((await desk.type('audit')).out).toMatch(/ban @Rowan .*"sells things"/);
    expect(await desk.inStore(({ db }) => verifyAudit(db))).toMatchObject({ whole: true });
  });

  it('what else was done since is named, and nothing of before', async () => {
    await desk.type('admin Rowan');
    await desk.type('age Hazel adult --reason they_said_so');
    await desk.type('backup copy.db');
    await desk.type('clear Hazel --reason looked_into');
    await desk.type('role take admin Rowan --reason left_us');
    const { out } = await desk.type('restore copy.db --force');
    expect(out).toMatch(/undone by it[^]* clear @Hazel [^]* take-role @Rowan .*admin -> -/);
    expect(out).not.toMatch(/correct-age|make-admin/);
  });

  it('one whose store cannot be read says so', async () => {
    await desk.type('backup copy.db');
    writeFileSync(store, 'x'.repeat(10_000));
    expect((await desk.type('restore copy.db --force')).out).toMatch(/could not be read/);
  });
});
