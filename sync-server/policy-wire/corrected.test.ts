import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, queueDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId } from '#shared/ids.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { systemPorts } from '../system.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './testing/relay-house.ts';
import { send } from './testing/try-http.ts';
import type { WireClient } from './testing/wire-client.ts';

const { clock, random } = systemPorts();
const FACTS = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;

let house: RelayHouse;
let moderator: Resident;

beforeAll(async () => {
  house = await openRelayHouse();
  moderator = await house.person({ ...FACTS, type: 'member', standing: { ...PLAIN_STANDING, rank: 6, capabilities: ['applications.settle'] } }, 'marigold');
});
afterAll(() => house.close());

const post = (who: Resident, path: string, body: object) => send(house, who.token, { method: 'POST', path, body });
const reason = 'they told us so';
const toTeen = async (name: string) => (await post(moderator, '/api/house/ages/correct', { name, ageGroup: 'teen', reason })).status;
/** P65: back among the adults by a wish alone. */
const toAdult = async (who: Resident) => {
  const asked = await post(who, '/api/me/age', { wanted: 'adult', text: 'I tapped the wrong one.' });
  if (asked.status !== 200) return asked.status;
  return (await post(moderator, '/api/house/ages/settle', { name: who.name, grant: true, reason })).status;
};

/** Says something in a chat over a socket that is open already. Each word in a document of its own: a refused one leaves no gap. */
function hand(client: WireClient, channel: number, account: AccountId) {
  let said = 0;
  /** `anew`: everything from here on, as an app sends it after a refusal (W7). */
  return async (anew = false) => {
    said += 1;
    const doc = new Y.Doc();
    const entry = { id: newEntryId(account, random), author: account, at: clock.nowMs(), kind: 'message', text: `word ${said}` };
    logRoots(doc).entries.push([entry]);
    return client.attempt(channel, Y.encodeStateAsUpdate(doc), anew, said);
  };
}

async function talking(seeker: Resident, listener: Resident) {
  const chat = await house.chat({ seeker: seeker.account, listener: listener.account, state: 'open', lines: [] });
  const client = house.dial(seeker);
  await client.opened;
  const channel = client.open(chatDocument(chat));
  await client.sync(channel);
  return { client, say: hand(client, channel, seeker.account), read: () => client.sync(channel) };
}

/** Whose requests a listener's queue shows. */
async function waitingFor(listener: Resident, ageGroup: 'teen' | 'adult'): Promise<string> {
  const client = house.dial(listener);
  await client.opened;
  const read = await client.read(queueDocument(ageGroup));
  client.cut();
  return typeof read === 'number' ? `closed ${read}` : JSON.stringify(logRoots(read.doc).entries.toJSON());
}

/** What somebody's own device reads about their age. */
async function newsOf(person: Resident): Promise<readonly object[]> {
  const client = house.dial(person);
  await client.opened;
  const read = await client.read(inboxDocument(person.account));
  client.cut();
  if (typeof read === 'number') throw new Error(`closed with ${read}`);
  return logRoots(read.doc).entries.toArray().filter(({ kind }) => kind === 'age-corrected');
}

describe('F084, D3: an age group that somebody corrects', () => {
  it('is told in the inbox before the act is answered, to its person alone, and the last one only', async () => {
    const [seeker, listener] = [await house.person({ ...FACTS, type: 'member' }, 'juniper'), await house.person({ ...FACTS, type: 'listener' }, 'aspen')];
    await house.chat({ seeker: seeker.account, listener: listener.account, state: 'open', lines: [] });
    expect(await newsOf(seeker)).toEqual([]);
    expect(await toTeen('juniper')).toBe(200);
    expect(await newsOf(seeker)).toMatchObject([{ ageGroup: 'teen', author: 'relay' }]);
    expect(await toAdult(seeker)).toBe(200);
    expect(await newsOf(seeker)).toMatchObject([{ ageGroup: 'adult' }]);
    expect(JSON.stringify(await newsOf(seeker))).not.toContain(reason);
    expect(await newsOf(listener)).toEqual([]);
    // An act that changes nothing tells nothing new.
    const before = await newsOf(listener);
    expect(await toTeen('aspen')).toBe(200);
    const told = await newsOf(listener);
    expect(await toTeen('aspen')).toBe(200);
    expect([before, await newsOf(listener)]).toEqual([[], told]);
  });

  it('stops the next word in an open chat before the answer, leaves the chat to be read, and lets them meet again when it is put right', async () => {
    const [seeker, listener] = [await house.person({ ...FACTS, type: 'member' }, 'willow'), await house.person({ ...FACTS, type: 'listener' }, 'hazel')];
    const { client, say, read } = await talking(seeker, listener);
    expect(await say()).toEqual({ is: 'acknowledged' });
    expect(await toTeen('willow')).toBe(200);
    // P3: an adult who turns out to be a teen answers for a parent's agreement first; here it is noted already.
    expect(await say()).toMatchObject({ is: 'refused', refusal: { code: 'denied', rule: 'P20-ages-parted' } });
    expect(await read()).toBeNull();
    client.cut();
    expect(await toAdult(seeker)).toBe(200);
    const again = await talking(seeker, listener);
    expect(await again.say()).toEqual({ is: 'acknowledged' });
    again.client.cut();
  });

  it('takes a listener out of the other queue and directory at once, and a clearance with it', async () => {
    const cleared = await house.person({ ...FACTS, type: 'listener', clearedForTeens: true }, 'linden');
    const seeker = await house.person({ ...FACTS, type: 'member', ageGroup: 'teen' }, 'rowan');
    await house.relay.services.accountChanged(cleared.account);
    const { say, client } = await talking(seeker, cleared);
    expect(await say()).toEqual({ is: 'acknowledged' });
    const listed = async (hears: string) => JSON.stringify(await house.relay.services.profiles.find(null, { hears: hears as 'teen', text: 'linden' }));
    expect([await listed('teen'), await listed('adult')].map((found) => found.includes('linden'))).toEqual([true, true]);
    expect(await toTeen('linden')).toBe(200);
    expect([await listed('teen'), await listed('adult')].map((found) => found.includes('linden'))).toEqual([true, false]);
    expect(await waitingFor(cleared, 'adult')).toMatch(/closed/);
    expect(await say()).toEqual({ is: 'acknowledged' }); // two teens
    expect(await toAdult(cleared)).toBe(200);
    expect(await say()).toMatchObject({ is: 'refused', refusal: { rule: 'P20-ages-parted' } }); // the clearance did not come back
    client.cut();
  });

  it('moves who waits into the queue of their own age', async () => {
    const [adults, teens] = [await house.person({ ...FACTS, type: 'listener' }, 'alder'), await house.person({ ...FACTS, type: 'listener', ageGroup: 'teen' }, 'birch')];
    const waiting = await house.person({ ...FACTS, type: 'member' }, 'sorrel');
    await house.request(waiting.account, 'adult');
    await house.relay.services.accountChanged(waiting.account);
    expect([await waitingFor(adults, 'adult'), await waitingFor(teens, 'teen')].map((queue) => queue.includes('sorrel'))).toEqual([true, false]);
    expect(await toTeen('sorrel')).toBe(200);
    expect([await waitingFor(adults, 'adult'), await waitingFor(teens, 'teen')].map((queue) => queue.includes('sorrel'))).toEqual([false, true]);
  });
});

describe('F089, P3: a newer agreement', () => {
  it('takes the right to speak from an open connection, and answering gives it back on the same one', async () => {
    const [seeker, listener] = [await house.person({ ...FACTS, type: 'member' }, 'yarrow'), await house.person({ ...FACTS, type: 'listener' }, 'tansy')];
    const { client, say, read } = await talking(seeker, listener);
    expect(await say()).toEqual({ is: 'acknowledged' });
    // As it is for everybody when a relay starts with a text that is newer than what they agreed to.
    const older = JSON.stringify({ ...currentVersions(), member: '2020-01-01' });
    await house.relay.database.db.updateTable('accounts').set({ consent_versions: older }).where('id', '=', seeker.account).execute();
    await house.relay.services.accountChanged(seeker.account);
    expect(await say()).toMatchObject({ is: 'refused', refusal: { code: 'denied', rule: 'P3-consent' } });
    expect(await read()).toBeNull();
    const answer = (member: string) => ({
      ageGroup: 'adult', parentalConsent: false, certified: true,
      versions: { member, privacy: AGREEMENTS.privacy.version, certification: AGREEMENTS.certification.version },
    });
    expect((await post(seeker, '/api/me/consent', answer('2020-01-01'))).text).toContain('outdated-agreement');
    expect((await post(seeker, '/api/me/consent', answer(AGREEMENTS.member.version))).status).toBe(200);
    expect(await say(true)).toEqual({ is: 'acknowledged' });
    client.cut();
  });
});
