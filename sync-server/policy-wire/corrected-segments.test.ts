import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { SEGMENT } from '#shared/limits.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { systemPorts } from '../system.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './testing/relay-house.ts';
import type { WireClient } from './testing/wire-client.ts';

const { clock, random } = systemPorts();
const FACTS = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;

/** A chat is cut behind its third entry. */
let house: RelayHouse;
beforeAll(async () => {
  house = await openRelayHouse({}, { segment: { ...SEGMENT, maxEntries: 3 } });
});
afterAll(() => house.close());

const message = (author: AccountId): Uint8Array => {
  const doc = new Y.Doc();
  const entry = { id: newEntryId(author, random), author, at: clock.nowMs(), kind: 'message', text: 'a word' };
  logRoots(doc).entries.push([entry]);
  return Y.encodeStateAsUpdate(doc);
};

/** Says something in a document that is open already; each word in a document of its own, so that a refused one leaves no gap. */
async function opened(person: Resident, chat: ChatId, segment: number) {
  const client: WireClient = house.dial(person);
  await client.opened;
  const channel = client.open(chatDocument(chat, segment));
  if ((await client.sync(channel)) !== null) throw new Error('it was not let in');
  let said = 0;
  return {
    client,
    read: () => client.sync(channel),
    say: () => {
      said += 1;
      return client.attempt(channel, message(person.account), false, said);
    },
  };
}

it.each([
  ['the age group of the other side is corrected', 'seeker', { ...FACTS, type: 'member' }, { ...FACTS, type: 'listener' }, { age_group: 'teen' }],
  [
    'the clearance of the other side is taken back', 'listener',
    { ...FACTS, type: 'member', ageGroup: 'teen' }, { ...FACTS, type: 'listener', clearedForTeens: true }, { cleared_for_teens: 0 },
  ],
] as const)('P20, D2, D3: %s, and nothing more is said in the newest segment of a long chat either', async (_what, changed, seeks, listens, change) => {
  const [seeker, listener] = [await house.person(seeks), await house.person(listens)];
  const chat = await house.chat({ seeker: seeker.account, listener: listener.account, state: 'open', lines: [] });
  const head = await opened(seeker, chat, 0);
  for (let word = 0; (await head.say()).is === 'acknowledged'; word += 1) expect(word).toBeLessThan(3);
  head.client.cut();
  const [whose, other] = changed === 'seeker' ? [seeker, listener] : [listener, seeker];
  const here = await opened(other, chat, 1);
  expect(await here.say()).toEqual({ is: 'acknowledged' });

  await house.relay.database.db.updateTable('accounts').set(change).where('id', '=', whose.account).execute();
  await house.relay.services.accountChanged(whose.account);
  expect(await here.say()).toMatchObject({ is: 'refused', refusal: { code: 'denied', rule: 'P20-ages-parted' } });
  expect(await here.read()).toBeNull(); // what was said stays to be read
  here.client.cut();
});
