import { afterEach, describe, expect, it } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import type { ChatId } from '#shared/ids.ts';
import { eraseOwnWords } from '../accounts/account-words.ts';
import { openHouse } from '../matching/testing/house.ts';
import { call } from '../testing/clients.ts';
import { createMemoryLog } from '../testing/fake-ports.ts';
import { RelayBench } from '../testing/relay-bench.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('H3: the first words of somebody who is forgotten', () => {
  it('on their way into a chat when the store fails: they never come there, however late', async () => {
    const house = await openHouse();
    closing.push(() => house.close());
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker();
    const left = await house.matching.starts.leaveMessage(seeker, { to: 'anna', topic: null, language: 'en', text: 'my words' });
    if (!left.ok) throw new Error('not left');
    house.documents.failWrites(Infinity);
    const taken = await house.matching.starts.accept(anna, left.value.start);
    if (!taken.ok) throw new Error('not taken');
    house.documents.failWrites(0);
    // Any order: as a command does it, the account first.
    await house.db.updateTable('accounts').set({ forgotten_at_ms: 1, name: 'forgotten', name_folded: 'gone' }).where('id', '=', seeker).execute();
    await house.matching.projector.project(chatDocument(taken.value));
    await eraseOwnWords({ ...house, log: createMemoryLog().log }, seeker);
    const texts = () => house.db.selectFrom('starts').select('text').execute();
    expect(await texts()).toEqual([{ text: 'my words' }]);
    await house.matching.forgetAccount(seeker);
    house.ports.advance(60_000);
    await house.settle();
    expect(house.documents.entries(chatDocument(taken.value)).map(({ kind }) => kind)).toEqual(['notice', 'notice']);
    expect(await texts()).toEqual([{ text: '' }]);
  });

  it('D3: taken up in the moment in which they are forgotten, in every order: no word of theirs stays with the listener', async () => {
    const bench = new RelayBench();
    closing.push(() => bench.close());
    const relay = await bench.start();
    const hazel = await bench.listener(relay, 'Hazel');
    const { accounts, documents, matching } = relay.services;
    const opened: ChatId[] = [];
    const rules = new Set<unknown>();
    for (let round = 0; round < 8; round += 1) {
      const { token, me } = await bench.seeker(relay);
      const body = { to: 'Hazel', topic: null, language: 'en', text: `secret ${round}` } as const;
      const { start } = await call(relay, 'leaveMessage', { token, body });
      const later = async () => {
        await new Promise((resolve) => setTimeout(resolve, round * 3));
        return accounts.forgetMe({ account: me.account, device: me.device });
      };
      const [taken, gone] = await Promise.all([matching.starts.accept(hazel.me.account, start), later()]);
      expect(gone.ok).toBe(true);
      if (taken.ok) opened.push(taken.value);
      else rules.add(taken.error.rule);
    }
    for (const chat of opened) {
      const said = await documents.read(chatDocument(chat), (doc) => logRoots(doc).entries.toArray().filter(({ kind }) => kind !== 'notice'));
      expect(said).toEqual([]);
    }
    // Not all of them came too late.
    expect([...rules].filter((rule) => rule !== 'P9-first-wins')).toEqual([]);
    expect(opened.length).toBeGreaterThan(0);
  });
});
