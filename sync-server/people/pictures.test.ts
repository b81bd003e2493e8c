import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { PICTURE, RATE } from '#shared/limits.ts';
import type { OwnPicture, PicturesFound } from '#shared/people/pictures.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { extendedHead, jpegFile, lossyFrame, smallPng, smallWebp, webpFile } from '#shared/testing/picture-files.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { createTestServer, type Answer, type TestServer } from '../http/testing.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 100_000, refillMs: 1 };
const SIDE = PICTURE.maxSidePx;
const WEBP = smallWebp(SIDE);
let server: TestServer;

beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY, lookUp: PLENTY } });
});
afterEach(() => server.close());

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const settle = (session: Session, more: object) => server.database.db.updateTable('accounts').set(more).where('id', '=', session.me.account).execute();

async function member(name: string, more: object = {}): Promise<Session> {
  const guest = await server.guest();
  const made = (await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).json as Session;
  await settle(made, { age_group: 'adult', consent_versions: JSON.stringify(currentVersions()), ...more });
  return made;
}
const set = (token: string, bytes: Uint8Array): Promise<Answer> => server.call('setPicture', { token, body: { image: base64(bytes) } });
const shows = async (token: string, bytes: Uint8Array = WEBP): Promise<string> => {
  const answer = await set(token, bytes);
  if (answer.status !== 200) throw new Error(answer.bytes);
  return (answer.json as OwnPicture).picture as string;
};
it('F024, C9: names are asked about no faster than they are looked up', async () => {
  const guest = await server.guest();
  const ask = async (count: number) => {
    const answer = await server.call('findPictures', { token: guest.token, body: { names: Array.from({ length: count }, (_, n) => `Name${n}`) } });
    return answer.status === 200 ? 'done' : answer.problem.code;
  };
  const { burst, refillMs } = RATE.pictureName;
  const full = Math.ceil(burst / PICTURE.maxNamesAsked);
  for (let n = 0; n < full; n += 1) expect(await ask(PICTURE.maxNamesAsked)).toBe('done');
  expect(await ask(1)).toBe('too-fast');
  server.fake.advance((full * PICTURE.maxNamesAsked - burst + 1) * refillMs);
  expect([await ask(1), await ask(1)]).toEqual(['done', 'too-fast']);
});

const find = async (token: string, ...names: string[]) => {
  const found = await server.call('findPictures', { token, body: { names } });
  return (found.json as PicturesFound).pictures;
};
/** As a client gets it: status, headers and the very bytes. */
const fetched = async (token: string | null, picture: string) => {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await server.app.inject({ method: 'GET', url: `/api/pictures/${picture}`, headers });
  return { status: answer.statusCode, headers: answer.headers, bytes: new Uint8Array(answer.rawPayload) };
};

describe('F027: a picture of one\'s own', () => {
  it('is set, seen by others by the exact name, and fetched as it was sent', async () => {
    const [ann, ben] = [await member('Ann'), await server.guest()];
    const id = await shows(ann.token);
    expect(await find(ben.token, '@ann', 'Nobody')).toEqual([{ name: 'Ann', picture: id }]);
    const answer = await fetched(ben.token, id);
    expect([answer.status, answer.bytes]).toEqual([200, WEBP]);
    expect((await server.call('readOwnPicture', { token: ann.token })).json).toEqual({ picture: id, pausedUntilMs: null });
  });

  it('leaves as nothing that could act: its own type, no sniffing, no content of a page, for no cache but one\'s own', async () => {
    const ann = await member('Ann');
    for (const [bytes, type] of [[WEBP, 'image/webp'], [smallPng(128), 'image/png']] as const) {
      const { headers } = await fetched(ann.token, await shows(ann.token, bytes));
      expect(headers).toMatchObject({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': 'default-src \'none\'; sandbox; frame-ancestors \'none\'',
        'cache-control': 'private, max-age=31536000, immutable',
      });
    }
  });

  it('another one has another address, and the one before is not there any more; two of the same are not one', async () => {
    const [ann, ben] = [await member('Ann'), await member('Ben')];
    const first = await shows(ann.token);
    const second = await shows(ann.token, smallPng(96));
    expect(await find(ben.token, 'Ann')).toEqual([{ name: 'Ann', picture: second }]);
    expect((await fetched(ben.token, first)).status).toBe(404);
    // F037: by its address nobody can tell; by its bytes neither, since the app makes them (`pictures/stir.ts`).
    expect(await shows(ben.token, smallPng(96))).not.toBe(second);
    expect(await server.database.db.selectFrom('pictures').select('account').execute()).toHaveLength(2);
  });

  it('taken away, it is gone at its address, by its name, and from the store', async () => {
    const [ann, ben] = [await member('Ann'), await server.guest()];
    const id = await shows(ann.token);
    expect((await server.call('clearPicture', { token: ann.token })).json).toEqual({ picture: null, pausedUntilMs: null });
    expect(await find(ben.token, 'Ann')).toEqual([]);
    expect((await fetched(ben.token, id)).status).toBe(404);
    expect(await server.database.db.selectFrom('pictures').selectAll().execute()).toEqual([]);
    expect((await server.call('clearPicture', { token: ann.token })).status).toBe(200);
  });

  it('P62, P3, P2: guests show letters; who has not agreed waits; who is banned sets none and may still take theirs away', async () => {
    const guest = await server.guest();
    expect((await set(guest.token, WEBP)).problem).toMatchObject({ code: 'denied', rule: 'P62-guests-show-letters' });
    const ann = await member('Ann', { age_group: null });
    expect((await set(ann.token, WEBP)).problem).toMatchObject({ rule: 'P3-consent' });
    await settle(ann, { age_group: 'adult' });
    await shows(ann.token);
    await settle(ann, { banned: 1 });
    expect((await set(ann.token, WEBP)).problem).toMatchObject({ rule: 'P2-not-banned' });
    expect((await server.call('clearPicture', { token: ann.token })).json).toMatchObject({ picture: null });
  });

  it.each([
    ['a photograph with its place in it', jpegFile(SIDE, SIDE, 'GPS')],
    ['a picture with words beside it', webpFile([extendedHead(SIDE, 0x08), lossyFrame(SIDE), ['EXIF', new Uint8Array(20)]])],
    ['a page', new TextEncoder().encode('<script>alert(1)</script>')],
    ['too large a square', smallWebp(SIDE + 1)],
    ['no square', webpFile([lossyFrame(SIDE, SIDE - 1)])],
    ['a picture and something behind it', Uint8Array.from([...WEBP, 0])],
  ])('the relay believes no app: %s is refused, and the one before stays', async (_, bytes) => {
    const ann = await member('Ann');
    const id = await shows(ann.token);
    expect((await set(ann.token, bytes)).problem).toMatchObject({ status: 422, code: 'not-a-picture' });
    expect((await fetched(ann.token, id)).bytes).toEqual(WEBP);
  });

  it('bounds: more bytes than a picture may have do not come in, and what is no base64 is no body', async () => {
    const { token } = await member('Ann');
    expect((await server.call('setPicture', { token, body: { image: 'A'.repeat(PICTURE.maxBase64Length + 4) } })).problem.code).toBe('bad-request');
    expect((await server.call('setPicture', { token, body: { image: `${base64(WEBP)}\n` } })).problem.code).toBe('bad-request');
    expect((await server.call('findPictures', { token, body: { names: Array.from({ length: PICTURE.maxNamesAsked + 1 }, () => 'Ann') } })).problem.code).toBe('bad-request');
  });

  it('C9: six at once, then one in ten minutes; fetching has a limit of its own that leaves commands alone', async () => {
    const { token } = await member('Ann');
    for (let time = 0; time < PICTURE.setting.burst; time += 1) await shows(token);
    expect((await set(token, WEBP)).problem.code).toBe('too-fast');
    server.fake.advance(PICTURE.setting.refillMs);
    const id = await shows(token);
    const answers = await Promise.all(Array.from({ length: RATE.picture.burst + 1 }, () => fetched(token, id)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await server.call('me', { token })).status).toBe(200);
  });

  it('C9: what is refused counts like what is taken', async () => {
    const { token } = await member('Ann');
    const bytes = new TextEncoder().encode('no picture');
    for (let time = 0; time < PICTURE.setting.burst; time += 1) expect((await set(token, bytes)).problem.code).toBe('not-a-picture');
    expect((await set(token, bytes)).problem.code).toBe('too-fast');
  });

  it('is for who has a session, and an address of another form is not there', async () => {
    const { token } = await member('Ann');
    const id = await shows(token);
    expect((await fetched(null, id)).status).toBe(401);
    const missing = await fetched(token, '1'.repeat(20));
    for (const other of ['x', `${id}x`, '..%2f..', '%00']) expect((await fetched(token, other)).bytes).toEqual(missing.bytes);
  });
});

describe('F164, D5: of somebody who is not shown', () => {
  it.each([
    ['on a hidden break', { type: 'listener', away: 'hidden' }],
    ['banned', { banned: 1 }],
    ['held', { held: 1 }],
    ['a guest again', { type: 'guest' }],
    ['forgotten', { forgotten_at_ms: 1 }],
  ])('%s: the same bytes as of one who never had a picture, and everything is back afterwards', async (_, change) => {
    const [ann, ben] = [await member('Ann'), await member('Ben')];
    const id = await shows(ann.token);
    await settle(ann, change);
    const missing = await fetched(ben.token, '1'.repeat(20));
    expect(await find(ben.token, 'Ann', 'Nobody')).toEqual([]);
    expect(await fetched(ben.token, id)).toMatchObject({ status: 404, bytes: missing.bytes });
    await settle(ann, { type: 'member', away: 'no', banned: 0, held: 0, forgotten_at_ms: null });
    expect((await fetched(ben.token, id)).status).toBe(200);
  });

  it('their own they see themselves, also while nobody else does', async () => {
    const ann = await member('Ann', { type: 'listener', away: 'hidden' });
    const id = await shows(ann.token);
    expect(await find(ann.token, 'Ann')).toEqual([{ name: 'Ann', picture: id }]);
    expect((await fetched(ann.token, id)).status).toBe(200);
  });
});

describe('P63, G3: taken away by the house', () => {
  const remove = (token: string, name = 'Ann'): Promise<Answer> =>
    server.call('removePicture', { token, body: { name, reason: 'not a picture of oneself' } });

  it('needs the power to, reaches downwards alone, stands in the record, and another one waits a week', async () => {
    const ann = await member('Ann');
    const id = await shows(ann.token);
    const helper = await member('Hazel');
    expect((await remove(helper.token)).problem).toMatchObject({ rule: 'P41-needs-role' });
    await settle(helper, { rank: 2, capabilities: '["people.ban"]' });
    const told = async (token: string, name = 'Ann') => ((await server.call('readProfile', { params: { name }, token })).json as ProfileView).mayRemovePicture;
    await settle(ann, { rank: 2 });
    expect((await remove(helper.token)).problem).toMatchObject({ rule: 'P42-from-above' });
    // The page says the same beforehand (DESIGN promise 4), to those alone whose power it is.
    expect([await told(helper.token), await told(helper.token, 'Hazel'), await told(ann.token)]).toMatchObject([{ rule: 'P42-from-above' }, { rule: 'P43-not-oneself' }, undefined]);
    await settle(ann, { rank: 0 });
    expect(await told(helper.token)).toEqual({ allowed: true });
    expect((await remove(helper.token)).status).toBe(200);
    expect(await find(helper.token, 'Ann')).toEqual([]);
    const lines = await server.database.db.selectFrom('audit').selectAll().where('act', '=', 'remove-picture').execute();
    expect(lines).toMatchObject([{ by: helper.me.account, whom: ann.me.account, reason: 'not a picture of oneself', before: `picture ${id}`, after: null }]);
    const pausedUntilMs = (lines[0]?.at_ms ?? 0) + PICTURE.pauseMs;
    expect((await server.call('readOwnPicture', { token: ann.token })).json).toEqual({ picture: null, pausedUntilMs });
    expect((await set(ann.token, WEBP)).problem).toMatchObject({ rule: 'P63-picture-taken-away' });
    server.fake.advance(PICTURE.pauseMs);
    expect((await set(ann.token, WEBP)).status).toBe(200);
    expect((await server.call('readOwnPicture', { token: ann.token })).json).toMatchObject({ pausedUntilMs: null });
  });

  it('whoever takes it away a moment before waits as long, with its line; of nobody nothing is written', async () => {
    const ann = await member('Ann');
    await shows(ann.token);
    await server.call('clearPicture', { token: ann.token });
    const helper = await member('Hazel', { rank: 2, capabilities: '["people.ban"]' });
    expect((await remove(helper.token)).status).toBe(200);
    expect(await server.database.db.selectFrom('audit').select('before').where('act', '=', 'remove-picture').execute()).toEqual([{ before: 'no picture' }]);
    expect((await set(ann.token, WEBP)).problem).toMatchObject({ rule: 'P63-picture-taken-away' });
    expect((await remove(helper.token, 'Nobody')).problem.code).toBe('not-found');
  });
});

describe('H2, H3: with the account', () => {
  it('is in its person\'s copy, and goes with the rest', async () => {
    const ann = await member('Ann');
    await shows(ann.token);
    const copy = (await server.call('exportMine', { token: ann.token, body: { password: PASSWORD } })).json as { tables: { pictures: { bytes: string; type: string }[] } };
    expect(copy.tables.pictures).toMatchObject([{ type: 'image/webp', bytes: base64(WEBP) }]);
    await server.call('eraseMe', { token: ann.token, body: { password: PASSWORD } });
    expect(await server.database.db.selectFrom('pictures').selectAll().execute()).toEqual([]);
  });
});
