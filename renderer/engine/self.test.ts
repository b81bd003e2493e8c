import { expect, test } from 'vitest';
import { chatDocument } from '#shared/documents/names.ts';
import { SESSION_KEY } from './session.ts';
import { textsOf, twoPeople } from './test-support/people.ts';

const tokenOn = (device: { disk: { settings: Map<string, string> } }): string =>
  (JSON.parse(device.disk.settings.get(SESSION_KEY) ?? 'null') as { token: string }).token;

test('E3 where it is time the session goes on under a new token, on disk first, and what is said goes on', async () => {
  const { time, relay, seeker, listener, chat } = await twoPeople();
  const before = tokenOn(seeker);
  relay.renewalsDue.add(before);
  const mine = seeker.engine.openChat(chat);
  // Without anything else: an app that stays connected asks now and then.
  await time.pass(12 * 60 * 60 * 1_000 + 1_000);
  const after = tokenOn(seeker);
  expect(after).not.toBe(before);
  expect(relay.accounts.has(before)).toBe(false);
  expect(seeker.engine.connection.getSnapshot().at).toBe('online');
  await mine.send('still here');
  await time.pass(2_000);
  expect(textsOf(listener.engine.openChat(chat).getSnapshot().lines)).toContain('still here');
});

test('E3 an answer that is lost changes nothing: the old token serves, and it is tried again', async () => {
  const { time, relay, seeker } = await twoPeople();
  const before = tokenOn(seeker);
  relay.renewalsDue.add(before);
  let tries = 0;
  relay.onRenewal = () => {
    tries += 1;
    if (tries === 1) seeker.online = false;
  };
  await time.pass(12 * 60 * 60 * 1_000 + 1_000);
  expect([tries, tokenOn(seeker)]).toEqual([1, before]);
  seeker.cut(false);
  seeker.online = true;
  await time.pass(60_000);
  expect(tries).toBe(2);
  expect(tokenOn(seeker)).not.toBe(before);
  expect(seeker.engine.connection.getSnapshot().at).toBe('online');
});

test('F016 in the place of a guest who is over, a new one begins; words that still waited come back to their writer', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  seeker.online = false;
  seeker.cut(false);
  await seeker.engine.openChat(chat).send('are you still there?');
  await time.pass(1_000);
  relay.accounts.delete(tokenOn(seeker));
  relay.forbidden.add(chatDocument(chat));
  seeker.online = true;
  await time.pass(60_000);
  expect(seeker.engine.connection.getSnapshot()).toEqual({ at: 'refused', because: 'signed-out' });
  await seeker.engine.close();
  seeker.disk.settings.delete(SESSION_KEY); // as begin-anew.ts does
  await seeker.start();
  await time.pass(60_000);
  expect(seeker.engine.identity.getSnapshot()).toMatchObject({ at: 'account', me: { type: 'guest' } });
  expect(seeker.engine.connection.getSnapshot().at).toBe('online');
  expect(seeker.engine.refused.getSnapshot()).toMatchObject([{ chat, text: 'are you still there?' }]);
});
