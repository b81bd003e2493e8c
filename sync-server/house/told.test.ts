import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { KEEPING } from '#shared/limits.ts';
import type { AuditPage, OwnRestriction, PersonView, RestrictedPage } from '#shared/people/keeping.ts';
import { anonymizeAccount } from '../accounts/account-store.ts';
import type { TestServer } from '../http/testing.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

let server: TestServer;
let member: KeptHouse['member'];
let as: KeptHouse['as'];
let [moderator, willow]: Session[] = [];
beforeEach(async () => {
  ({ server, member, as } = await openKeptHouse());
  [moderator, willow] = [await member('Marigold', 'moderator'), await member('Willow')];
});
afterEach(() => server.close());

const TOLD = 'You wrote unkind words to a newcomer.\nPlease read the house rules.';
const WHY = 'three people wrote to us';
const ban = async (told?: string, why = WHY) => codeOf(await as(moderator!, 'banPerson', { name: 'Willow', reason: why, ...(told === undefined ? {} : { told }) }));
const bans = async (): Promise<number> => (await server.database.db.selectFrom('audit').select('seq').where('act', '=', 'ban').execute()).length;
const own = async () => (await as(willow!, 'readOwnRestriction')).json as OwnRestriction;
const stored = async () =>
  (await server.database.db.selectFrom('accounts').select('ban_told').where('id', '=', willow!.me.account).executeTakeFirstOrThrow()).ban_told;

describe('F103: what somebody banned reads of why', () => {
  it('is written with the ban, read by them and by those who decide, and names nobody', async () => {
    expect(await own()).toEqual({ restriction: null, told: null, appeal: null });
    expect(await ban(TOLD)).toBe('done');
    expect(await own()).toEqual({ restriction: 'banned', told: TOLD, appeal: null });
    const bytes = (await as(willow!, 'readOwnRestriction')).bytes;
    for (const theirs of [WHY, 'Marigold', moderator!.me.account]) expect(bytes).not.toContain(theirs);
    const { people } = (await as(moderator!, 'readRestrictions')).json as RestrictedPage;
    expect(people).toMatchObject([{ name: 'Willow', reason: WHY, told: TOLD }]);
    expect((await as(moderator!, 'lookUpPerson', { name: 'Willow' })).json as PersonView).toMatchObject({ reason: WHY, told: TOLD });
    // What they say to it is answered beside it.
    expect((await as(willow!, 'writeAppeal', { text: 'I am sorry.' })).json).toMatchObject({ told: TOLD, appeal: { text: 'I am sorry.' } });
  });

  it('may be left out; and a ban of before it has none', async () => {
    expect(await ban()).toBe('done');
    expect(await own()).toEqual({ restriction: 'banned', told: null, appeal: null });
  });

  it('is bounded, and holds nothing that does not show; nobody is banned by what was refused', async () => {
    for (const told of ['', 'x'.repeat(KEEPING.maxToldLength + 1), 'un\u202ekind', 'un\u0000kind']) expect(await ban(told)).toBe('bad-request');
    expect((await own()).restriction).toBeNull();
    for (const name of ['unbanPerson', 'releasePerson', 'removePicture'] as const) {
      expect(codeOf(await as(moderator!, name, { name: 'Willow', reason, told: TOLD }))).toBe('bad-request');
    }
  });

  it('stands as it was first written, and goes with the ban', async () => {
    await ban(TOLD);
    expect(await ban('Other words.')).toBe('already-banned');
    expect((await own()).told).toBe(TOLD);
    await as(moderator!, 'unbanPerson', { name: 'Willow', reason });
    expect([await own(), await stored()]).toEqual([{ restriction: null, told: null, appeal: null }, null]);
    expect((await as(moderator!, 'lookUpPerson', { name: 'Willow' })).json as PersonView).toMatchObject({ restriction: null, told: null });
    await ban();
    expect((await own()).told).toBeNull();
  });

  it('a second ban by other words, for the record or for them, is told to whoever bans; nothing changes', async () => {
    expect(await ban(TOLD)).toBe('done');
    for (const [told, why] of [['Other words.', WHY], [undefined, WHY], [TOLD, 'somebody else wrote to us']] as const) expect(await ban(told, why)).toBe('already-banned');
    expect([(await own()).told, await bans()]).toEqual([TOLD, 1]);
    // What stood before the ban was taken back is not what stands.
    await as(moderator!, 'unbanPerson', { name: 'Willow', reason });
    expect(await ban(undefined, 'somebody else wrote to us')).toBe('done');
    expect(await ban(TOLD)).toBe('already-banned');
    expect(await bans()).toBe(2);
  });

  it('the same words once more, since no answer came, are the ban that stands; and to others it is not told who is banned (D5)', async () => {
    const plain = await member('Clover');
    expect([await ban(TOLD), await ban(TOLD), await bans()]).toEqual(['done', 'done', 1]);
    const asked = ['Willow', 'Nobody'].map(async (name) => codeOf(await as(plain, 'banPerson', { name, reason: WHY })));
    const [banned, nobody] = await Promise.all(asked);
    expect(banned).toBe(nobody);
    expect(banned).toMatch(/^denied/);
  });

  it('G3: is in no line of the record', async () => {
    const admin = await member('Abelia', 'admin');
    await ban(TOLD);
    const page = (await as(admin, 'readAudit')).json as AuditPage;
    expect(page.lines[0]).toMatchObject({ act: 'ban', reason: WHY, after: 'banned' });
    expect(JSON.stringify(page)).not.toContain('unkind');
  });

  it('H2, H3: comes with a copy of one\'s own data, and is erased with the account', async () => {
    await ban(TOLD);
    const copy = (await as(willow!, 'exportMine', { password: 'tall pines beside a slow river' })).json as { tables: { accounts: object[] } };
    expect(copy.tables.accounts).toMatchObject([{ banned: 1, ban_told: TOLD }]);
    await anonymizeAccount(server.database.db, willow!.me.account, 5);
    expect(await stored()).toBeNull();
  });
});
