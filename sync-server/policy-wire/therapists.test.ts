import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartCard } from '#shared/documents/inbox.ts';
import { logRoots, parseMarkKey } from '#shared/documents/log.ts';
import { inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { call } from '../testing/clients.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './testing/relay-house.ts';
import { send } from './testing/try-http.ts';

const FACTS = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
const ABOUT = { topic: 'grief', language: 'en' } as const;

let house: RelayHouse;
beforeAll(async () => {
  house = await openRelayHouse();
});
afterAll(() => house.close());

const member = (facts: object = {}): Promise<Resident> => house.person({ ...FACTS, type: 'member', ...facts });
const ask = (seeker: Resident, listener: Resident, thenQueue = false) =>
  call(house.relay, 'askListener', { token: seeker.token, body: { to: listener.name, ...ABOUT, thenQueue } });
const leave = (seeker: Resident, listener: Resident, text: string) =>
  call(house.relay, 'leaveMessage', { token: seeker.token, body: { to: listener.name, ...ABOUT, text } });

/** An inbox as its own person's device reads it over the wire. */
async function inboxOf(person: Resident): Promise<{ readonly cards: readonly StartCard[]; readonly kinds: readonly string[] }> {
  const client = house.dial(person);
  await client.opened;
  const read = await client.read(inboxDocument(person.account));
  if (typeof read === 'number') throw new Error(`closed with ${read}`);
  const { entries, marks } = logRoots(read.doc);
  client.cut();
  return {
    cards: [...marks.entries()].flatMap(([key, value]) => (parseMarkKey(key)?.name === 'start' ? [value as StartCard] : [])),
    kinds: entries.toArray().map(({ kind }) => kind),
  };
}

describe('F043: chats with a therapist over the wire', () => {
  /** With an entry, an app that is connected, and `online` said. */
  async function freeTherapist(): Promise<Resident> {
    const anna = await house.person({ ...FACTS, type: 'therapist' });
    const { db } = house.relay.database;
    const licence = { legal_name: 'Anna Miller', country: 'DE', region: '', number: 'N1', since_ms: 0, entry_until_ms: null };
    await db.insertInto('therapists').values({ account: anna.account, ...licence }).execute();
    await db.updateTable('accounts').set({ entitlements: '["directory-entry"]' }).where('id', '=', anna.account).execute();
    await house.relay.services.accountChanged(anna.account);
    await house.dial(anna).opened;
    await call(house.relay, 'setStatus', { token: anna.token, body: { status: 'online' } });
    return anna;
  }
  const settler = (): Promise<Resident> =>
    house.person({ ...FACTS, type: 'member', standing: { ...PLAIN_STANDING, rank: 6, capabilities: ['applications.settle'] } });

  it('their page and the directory say that they are here; asked, they agree, and the seeker\'s list says "therapist"', async () => {
    const anna = await freeTherapist();
    const [seeker, teen] = [await member(), await member({ ageGroup: 'teen' })];
    const view = await call(house.relay, 'readProfile', { token: seeker.token, id: anna.name });
    expect(view).toMatchObject({ listener: null, therapist: { listed: true, hears: ['adult'], presence: { status: 'online', personalRequests: true } }, mayAsk: { allowed: true } });
    expect(await call(house.relay, 'readProfile', { token: teen.token, id: anna.name })).toMatchObject({ mayAsk: { rule: 'P8-age-groups-apart' } });
    const { therapists } = await call(house.relay, 'findTherapists', { token: seeker.token });
    expect(therapists.find(({ name }) => name === anna.name)).toMatchObject({ hears: ['adult'], presence: { status: 'online' } });
    const { start } = await ask(seeker, anna);
    expect((await inboxOf(anna)).cards).toMatchObject([{ kind: 'ask', side: 'theirs' }]);
    const { chat } = await call(house.relay, 'acceptStart', { token: anna.token, id: start });
    const client = house.dial(seeker);
    await client.opened;
    const read = await client.read(peopleDocument(seeker.account));
    if (typeof read === 'number') throw new Error(`closed with ${read}`);
    expect(logRoots(read.doc).marks.get(`${chat}|relay|chat`)).toMatchObject({ role: 'seeker', with: { type: 'therapist' } });
    client.cut();
  });

  it('F084, F085: a teen comes through by neither door, through both once they are cleared, and by neither when it is taken back; both read in their chat that it is one', async () => {
    const [anna, keeper] = [await freeTherapist(), await settler()];
    const clear = async (cleared: 0 | 1): Promise<void> => {
      await house.relay.database.db.updateTable('accounts').set({ cleared_for_teens: cleared }).where('id', '=', anna.account).execute();
      await house.relay.services.accountChanged(anna.account);
    };
    const teens = [await member({ ageGroup: 'teen' }), await member({ ageGroup: 'teen' }), await member({ ageGroup: 'teen' })] as const;
    const tried = async (teen: Resident) => {
      const ways = [['/api/asks', { thenQueue: false }], ['/api/messages', { text: 'Hello.' }]] as const;
      const answers = [];
      for (const [path, more] of ways) answers.push((await send(house, teen.token, { method: 'POST', path, body: { to: anna.name, ...ABOUT, ...more } })).status);
      return answers;
    };
    expect(await tried(teens[0])).toEqual([403, 403]);
    await clear(1);
    expect(await call(house.relay, 'readProfile', { token: teens[0].token, id: anna.name })).toMatchObject({ therapist: { hears: ['teen', 'adult'] }, mayAsk: { allowed: true } });
    const { chat } = await call(house.relay, 'acceptStart', { token: anna.token, id: (await ask(teens[0], anna)).start });
    const across = async (person: Resident): Promise<unknown> => {
      const client = house.dial(person);
      await client.opened;
      const read = await client.read(peopleDocument(person.account));
      if (typeof read === 'number') throw new Error(`closed with ${read}`);
      client.cut();
      return logRoots(read.doc).marks.get(`${chat}|relay|across`);
    };
    expect([await across(anna), await across(teens[0])]).toEqual([true, true]);
    expect(await tried(teens[1])).toEqual([200, 200]);
    await call(house.relay, 'endClearance', { token: keeper.token, body: { name: anna.name, reason: 'the check ran out' } });
    expect(await inboxOf(teens[1])).toMatchObject({ cards: [], kinds: ['start-over', 'start-over'] });
    expect([await across(anna), await across(teens[0])]).toEqual([undefined, undefined]);
    expect(await tried(teens[2])).toEqual([403, 403]);
  });

  it('P53, D3: the entry is taken: what waits is over before that is answered, the page says so, and who talks talks on', async () => {
    const [anna, keeper] = [await freeTherapist(), await settler()];
    const [talking, asking, writing] = [await member(), await member(), await member()];
    const { chat } = await call(house.relay, 'acceptStart', { token: anna.token, id: (await ask(talking, anna)).start });
    await ask(asking, anna);
    await leave(writing, anna, 'Do you have time?');
    await call(house.relay, 'takeEntry', { token: keeper.token, body: { name: anna.name, reason: 'not renewed' } });
    for (const who of [asking, writing]) expect(await inboxOf(who)).toMatchObject({ cards: [], kinds: ['start-over'] });
    expect((await inboxOf(anna)).cards).toEqual([]);
    expect(await call(house.relay, 'readProfile', { token: asking.token, id: anna.name })).toMatchObject({
      therapist: { listed: false, presence: null }, mayAsk: { rule: 'P53-entry-runs' }, mayMessage: { rule: 'P53-entry-runs' },
    });
    const state = async () => (await house.relay.database.db.selectFrom('chats').select('state').where('id', '=', chat as never).executeTakeFirstOrThrow()).state;
    expect(await state()).toBe('open');
    // F163: the approval itself ends, and so does this.
    await call(house.relay, 'endTherapist', { token: keeper.token, body: { name: anna.name, reason: 'the licence ended' } });
    expect(await state()).toBe('ended');
  });
});

it('C6: of one address two asks wait for a listener; the third is told what everybody is told who finds no place', async () => {
  const listener = await house.person({ ...FACTS, type: 'listener' });
  await house.dial(listener).opened;
  await call(house.relay, 'setStatus', { token: listener.token, body: { status: 'online' } });
  const seekers = [await member(), await member(), await member()] as const;
  await ask(seekers[0], listener);
  await ask(seekers[1], listener);
  const refused = await send(house, seekers[2].token, { method: 'POST', path: '/api/asks', body: { to: listener.name, ...ABOUT, thenQueue: false } });
  expect([refused.status, refused.text.includes('P37-not-free')]).toEqual([403, true]);
  expect(await call(house.relay, 'readProfile', { token: seekers[2].token, id: listener.name })).toMatchObject({ mayAsk: { rule: 'P37-not-free' }, mayMessage: { allowed: true } });
});
