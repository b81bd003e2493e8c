import { expect, test } from 'vitest';
import type { Me, Session as NewSession } from '#shared/api/schemas.ts';
import { meOf } from '../features/chats/testing/people.ts';
import type { Settings } from '../vault/types.ts';
import { openSession, SESSION_KEY, type KeptSession } from './session.ts';

const guest = meOf('calmPear');
const next = (token: string, me: Me = guest): NewSession => ({ token, me }) as NewSession;

/** A disk that writes in the order in which it was asked, and only when it is let. */
async function slowly() {
  let disk: unknown = { token: 'old', me: guest } satisfies KeptSession;
  const asked: (() => void)[] = [];
  const troubles: unknown[] = [];
  const settings: Settings = {
    get: async <Value>(key: string) => (key === SESSION_KEY ? (disk as Value) : null),
    set: (_, value) => new Promise((done) => void asked.push(() => ((disk = value), done()))),
    remove: async () => undefined,
  };
  const session = await openSession(settings, (cause) => void troubles.push(cause));
  return {
    session,
    troubles,
    onDisk: () => disk as KeptSession,
    waiting: () => asked.length,
    async write() {
      for (; asked.length > 0; await new Promise((done) => setImmediate(done))) asked.shift()?.();
    },
  };
}

test('E3, F016 what the relay says meanwhile does not bring the old token back to the disk', async () => {
  const { session, write, onDisk, troubles } = await slowly();
  const going = session.succeed(next('new'), 'old');
  session.update({ ...guest, consent: 'missing' });
  await write();
  expect(await going).toBe(true);
  expect([session.token(), onDisk().token, onDisk().me.consent]).toEqual(['new', 'new', 'missing']);
  expect(session.identity.getSnapshot()).toMatchObject({ me: { consent: 'missing' } });
  // What comes afterwards is under the new one.
  session.update(guest);
  await write();
  expect([onDisk(), troubles]).toEqual([{ token: 'new', me: guest }, []]);
});

test('E3 a guest who becomes a member meanwhile keeps the token and the kind of a member', async () => {
  const { session, write, onDisk } = await slowly();
  const going = session.succeed(next('new'), 'old');
  const member = { ...guest, type: 'member' as const };
  const renewed = session.renew(next('member', member));
  await write();
  await renewed;
  expect(await going).toBe(false);
  expect([session.token(), session.actor()?.type, onDisk()]).toEqual(['member', 'member', { token: 'member', me: member }]);
});

test('E3 whoever signs out meanwhile is signed out, in memory and on disk', async () => {
  const { session, write, onDisk } = await slowly();
  const going = session.succeed(next('new'), 'old');
  const out = session.forgetToken();
  await write();
  await out;
  expect(await going).toBe(false);
  expect([session.token(), onDisk().token]).toEqual([null, null]);
});

test.each([
  ['signed out', (session: Awaited<ReturnType<typeof slowly>>['session']) => session.forgetToken()],
  ['went on under another token', (session: Awaited<ReturnType<typeof slowly>>['session']) => session.renew(next('other'))],
])('E3 whoever %s while the relay was asked is not taken back by its answer', async (_, change) => {
  const { session, write, onDisk, waiting } = await slowly();
  const changed = change(session);
  await write();
  await changed;
  const { token } = onDisk();
  const going = session.succeed(next('new'), 'old');
  await write();
  expect([await going, waiting(), session.token(), onDisk().token]).toEqual([false, 0, token, token]);
});
