import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import type { AccountId, StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { EMPTY_PROFILE } from '#shared/people/profile.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import { writeProfile } from '../people/profile-rows.ts';

const ABOUT = { to: 'anna', topic: null, language: 'en' } as const;
const denied = (rule: string) => ({ ok: false, error: { code: 'denied', rule } });
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** A therapist who is connected and says `online`; with an entry until then, for good (null), or with none. */
async function therapist(entry: number | null | 'none' = null, facts: object = {}): Promise<AccountId> {
  const account = await house.person({ type: 'therapist', name: 'anna', listener_version: null, entitlements: entry === 'none' ? '[]' : '["directory-entry"]', ...facts });
  const licence = { legal_name: 'Anna Miller', country: 'DE', region: '', number: 'N1', since_ms: 0 };
  await house.db.insertInto('therapists').values({ account, ...licence, entry_until_ms: entry === 'none' ? null : entry }).execute();
  await writeProfile(house.db, account, { ...EMPTY_PROFILE, status: 'online' });
  house.here.add(account);
  return account;
}
const tryToAsk = (seeker: AccountId) => house.matching.starts.ask(seeker, { ...ABOUT, thenQueue: false });
const tryToLeave = (seeker: AccountId) => house.matching.starts.leaveMessage(seeker, { ...ABOUT, text: 'Do you have time?' });
const started = async (begun: ReturnType<typeof tryToAsk>): Promise<StartId> => {
  const answer = await begun;
  if (!answer.ok) throw new Error(`refused: ${answer.error.rule}`);
  return answer.value.start;
};
const stateOf = async (id: StartId) => (await house.db.selectFrom('starts').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const set = (account: AccountId, facts: object) => house.db.updateTable('accounts').set(facts).where('id', '=', account).execute();
const cards = (account: AccountId) => Object.values(house.documents.marks(inboxDocument(account)));
const chatsOf = (account: AccountId) => Object.values(house.documents.marks(peopleDocument(account)));

describe('F043: a therapist with an entry is reached by the doors of listeners', () => {
  it('asked while online, without a listener agreement: the chat opens when they agree, and says that they are a therapist', async () => {
    const anna = await therapist();
    const [guest, seeker] = [await house.person({ type: 'guest' }), await house.seeker()];
    const start = await started(tryToAsk(guest));
    expect(cards(anna)).toMatchObject([{ kind: 'ask', side: 'theirs' }]);
    expect((await house.matching.starts.accept(anna, start)).ok).toBe(true);
    expect(chatsOf(guest)).toMatchObject([{ role: 'seeker', state: 'open', with: { account: anna, type: 'therapist' } }]);
    const message = await started(tryToLeave(seeker));
    expect((await house.matching.starts.accept(anna, message)).ok).toBe(true);
  });

  it('P37: busy, offline or away they are left messages alone; on a break neither', async () => {
    const anna = await therapist();
    const seeker = await house.seeker();
    for (const status of ['busy', 'offline'] as const) {
      await writeProfile(house.db, anna, { ...EMPTY_PROFILE, status });
      expect(await tryToAsk(seeker)).toEqual(denied('P37-not-free'));
    }
    await house.matching.starts.withdraw(seeker, await started(tryToLeave(seeker)));
    await set(anna, { away: 'stated' });
    expect([await tryToAsk(seeker), await tryToLeave(seeker)]).toEqual([denied('P37-not-free'), denied('P37-not-free')]);
  });

  it('P53: without an entry, or behind its end, by neither', async () => {
    const seeker = await house.seeker();
    const anna = await therapist('none');
    expect([await tryToAsk(seeker), await tryToLeave(seeker)]).toEqual([denied('P53-entry-runs'), denied('P53-entry-runs')]);
    await set(anna, { entitlements: '["directory-entry"]' });
    await house.db.updateTable('therapists').set({ entry_until_ms: house.ports.clock.nowMs() }).execute();
    expect(await tryToAsk(seeker)).toEqual(denied('P53-entry-runs'));
    await house.db.updateTable('therapists').set({ entry_until_ms: house.ports.clock.nowMs() + 1 }).execute();
    expect((await tryToAsk(seeker)).ok).toBe(true);
  });

  it('F084, F085: a teen reaches one alone who is cleared', async () => {
    const anna = await therapist();
    const teen = await house.seeker({ age_group: 'teen' });
    expect([await tryToAsk(teen), await tryToLeave(teen)]).toEqual([denied('P8-age-groups-apart'), denied('P8-age-groups-apart')]);
    await set(anna, { cleared_for_teens: 1 });
    const start = await started(tryToAsk(teen));
    expect((await house.matching.starts.accept(anna, start)).ok).toBe(true);
  });

  it('P7, P33, P5: sees no queue, writes to nobody first, asks nobody', async () => {
    const anna = await therapist();
    await house.freeListener({ name: 'boris' });
    const seeker = await house.seeker({ name: 'maria' });
    const request = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    expect(await house.matching.acceptRequest(anna, request.ok ? request.value : ('' as never))).toEqual({ ok: false, error: { code: 'not-found' } });
    expect(await house.matching.starts.invite(anna, { to: 'maria', language: 'en', text: 'Hello.' })).toEqual(denied('P33-experienced-start'));
    expect(await house.matching.starts.ask(anna, { ...ABOUT, to: 'boris', thenQueue: false })).toEqual(denied('P5-seekers-ask'));
  });
});

describe('P53: the end of an entry', () => {
  it('at its moment an ask is over, within a minute a message; a chat that has begun goes on', async () => {
    const endsMs = house.ports.clock.nowMs() + START.askLapseMs / 2;
    const anna = await therapist(endsMs);
    const [first, second, third] = [await house.seeker(), await house.seeker(), await house.seeker()];
    const open = await started(tryToAsk(first));
    await house.matching.starts.accept(anna, open);
    const [ask, message] = [await started(tryToAsk(second)), await started(tryToLeave(third))];
    expect(cards(second)).toMatchObject([{ untilMs: endsMs }]);
    house.ports.advance(START.askLapseMs / 2);
    await house.settle();
    expect(await stateOf(ask)).toBe('lapsed');
    expect((await house.matching.starts.accept(anna, message)).ok).toBe(false);
    await house.matching.starts.sweep();
    expect(await stateOf(message)).toBe('over');
    expect([cards(anna), cards(second), cards(third)]).toEqual([[], [], []]);
    expect(chatsOf(first)).toMatchObject([{ state: 'open' }]);
  });

  it('D3: taken by hand, both are over before that is answered', async () => {
    const anna = await therapist();
    const [one, two] = [await house.seeker(), await house.seeker()];
    const [ask, message] = [await started(tryToAsk(one)), await started(tryToLeave(two))];
    await set(anna, { entitlements: '[]' });
    await house.matching.accountChanged(anna);
    expect([await stateOf(ask), await stateOf(message)]).toEqual(['over', 'over']);
  });

  it('F164: a message to one on a hidden break waits on', async () => {
    const anna = await therapist();
    const message = await started(tryToLeave(await house.seeker()));
    await set(anna, { away: 'hidden' });
    await house.matching.accountChanged(anna);
    expect(await stateOf(message)).toBe('waiting');
  });
});

it('F163: an approval that ends ends the chats that stand, for both, and nothing else of the account\'s', async () => {
  const anna = await therapist();
  const [seeker, member] = [await house.seeker(), await house.seeker()];
  const chat = await house.matching.starts.accept(anna, await started(tryToAsk(seeker)));
  await set(anna, { type: 'member', entitlements: '[]' });
  await house.matching.accountChanged(anna);
  expect(chat.ok).toBe(true);
  expect([chatsOf(seeker), chatsOf(anna)]).toMatchObject([[{ state: 'ended' }], [{ state: 'ended' }]]);
  expect(house.documents.entries(inboxDocument(seeker)).map(({ kind }) => kind)).toContain('chat-ended');
  // Ended at the console while no relay ran: the next one finds it.
  await house.db.updateTable('chats').set({ state: 'open', ended_at_ms: null }).execute();
  const matching = await house.restart();
  await matching.start();
  expect(await house.db.selectFrom('chats').select('state').execute()).toEqual([{ state: 'ended' }]);
  // Whoever is heard goes on, whatever changes about them.
  const boris = await house.freeListener({ name: 'boris' });
  const request = await matching.createRequest(member, { topic: null, language: 'en' });
  if (request.ok) await matching.acceptRequest(boris, request.value);
  await matching.accountChanged(member);
  expect(chatsOf(member)).toMatchObject([{ state: 'open' }]);
});
