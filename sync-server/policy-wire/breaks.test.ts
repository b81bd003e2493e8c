import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { UNKNOWN_NAME } from '#shared/people/unknown.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './testing/relay-house.ts';

const NAME = 'canaryHeron';
const FACTS = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;

let house: RelayHouse;
let listener: Resident;
let seeker: Resident;

beforeAll(async () => {
  house = await openRelayHouse();
  listener = await house.person({ ...FACTS, type: 'listener' }, NAME);
  seeker = await house.person({ ...FACTS, type: 'member' }, 'seeker');
  for (const state of ['open', 'ended'] as const) {
    await house.chat({ seeker: seeker.account, listener: listener.account, state, lines: [{ author: listener.account, text: 'hello' }] });
  }
  await house.relay.services.accountChanged(listener.account);
});
afterAll(() => house.close());

/** Everything that somebody can get to see of somebody else: their own documents, the API and the public page, as bytes. */
async function allThatIsTold(): Promise<string> {
  const client = house.dial(seeker);
  await client.opened;
  const seen: string[] = [];
  for (const name of [peopleDocument(seeker.account), inboxDocument(seeker.account)]) {
    const read = await client.read(name);
    if (typeof read === 'number') throw new Error(`closed with ${read}`);
    const { entries, marks } = logRoots(read.doc);
    seen.push(JSON.stringify([entries.toJSON(), marks.toJSON()]));
  }
  client.cut();
  const bytes = Buffer.concat(client.received).toString('latin1');
  const get = async (path: string, token?: string): Promise<string> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(house.relay.url + path, { headers });
    return response.text();
  };
  const asked = [`/api/profiles/${NAME}`, '/api/listeners', `/api/listeners?text=${NAME.slice(0, 3)}`];
  const answers = await Promise.all([...asked.flatMap((path) => [get(path), get(path, seeker.token)]), get(`/@${NAME}`)]);
  return [...seen, bytes, ...answers].join('\n');
}

const takeBreak = (away: 'no' | 'hidden' | 'stated') => house.relay.services.profiles.takeBreak(listener.account, { away, untilMs: null, note: '' });

describe('F164: a break that hides', () => {
  it('D4: leaves no trace of the name on any wire, and brings everything back on return', async () => {
    expect(await allThatIsTold()).toContain(NAME);
    expect((await takeBreak('hidden')).ok).toBe(true);
    const hidden = await allThatIsTold();
    expect(hidden.toLowerCase()).not.toContain(NAME.toLowerCase());
    expect(hidden).toContain(`"name":"${UNKNOWN_NAME}"`);
    expect((await takeBreak('no')).ok).toBe(true);
    const back = await allThatIsTold();
    expect(back).toContain(NAME);
    expect(back).not.toContain(`"name":"${UNKNOWN_NAME}"`);
  });

  it('looks like a ban, to the last byte of every answer and document', async () => {
    await takeBreak('hidden');
    const documents = (told: string): string => told.split('\n').slice(0, 2).join('\n');
    const hidden = documents(await allThatIsTold());
    await takeBreak('no');
    await house.relay.database.db.updateTable('accounts').set({ banned: 1 }).where('id', '=', listener.account).execute();
    await house.relay.services.accountChanged(listener.account);
    expect(documents(await allThatIsTold())).toBe(hidden);
    await house.relay.database.db.updateTable('accounts').set({ banned: 0 }).where('id', '=', listener.account).execute();
    await house.relay.services.accountChanged(listener.account);
  });

  it('P35: no request is taken meanwhile, and it is one\'s own app that says so', async () => {
    const asking = await house.person({ ...FACTS, type: 'member' }, 'asking');
    const request = await house.request(asking.account, 'adult');
    await takeBreak('stated');
    const taken = await house.relay.services.matching.acceptRequest(listener.account, request);
    expect(taken).toEqual({ ok: false, error: { code: 'denied', rule: 'P35-on-a-break' } });
    await takeBreak('no');
    expect((await house.relay.services.matching.acceptRequest(listener.account, request)).ok).toBe(true);
  });
});

describe('F160: being here', () => {
  it('a socket makes an online listener online, for the directory too', async () => {
    await house.relay.services.profiles.setStatus(listener.account, 'online');
    const status = async (): Promise<unknown> => {
      const found = await house.relay.services.profiles.find(null, { text: NAME });
      return found.ok ? found.value.listeners[0]?.presence.status : found.error;
    };
    expect(await status()).toBe('offline');
    const client = house.dial(listener);
    await client.opened;
    await expect.poll(status).toBe('online');
    // Who came is written down together, a moment later; the list by status follows then.
    const online = () => house.relay.services.profiles.find(null, { status: 'online' });
    await expect.poll(online, { timeout: 10_000 }).toMatchObject({ value: { listeners: [{ name: NAME }] } });
    client.cut();
  });
});
