import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { startRelay, until, withReceipts, type TestRelay } from './testing/relay.ts';
import { StockClient } from './testing/stock-client.ts';

let relay: TestRelay;
let clients: StockClient[];

beforeEach(async () => {
  relay = await startRelay();
  clients = [];
});
afterEach(async () => {
  for (const made of clients) made.close();
  await relay.close();
});

function client(account: AccountId, doc?: Y.Doc, name: string = relay.name): StockClient {
  const made = new StockClient(relay.port, name, withReceipts(relay.token(account)), doc);
  clients.push(made);
  return made;
}

async function talking(): Promise<[ann: StockClient, ben: StockClient]> {
  const [ann, ben] = [client(relay.seeker), client(relay.listener)];
  await until(() => ann.provider.synced && ben.provider.synced, 'both in sync');
  ann.say(relay.seeker, 'hello');
  ben.say(relay.listener, 'welcome');
  await until(() => ann.texts.length === 2 && ben.texts.length === 2, 'both see both');
  return [ann, ben];
}

/** Everything that a refusal must leave as it was: the live document and the stored one. */
async function fingerprint(): Promise<unknown> {
  const live = await relay.documents.read(relay.name, (doc) => Y.encodeStateAsUpdate(doc));
  return [Buffer.from(live).toString('hex'), JSON.stringify(await relay.store.load(relay.name))];
}

/** Does something that must be refused: with which codes it was, and what came of it besides. */
async function attempt(who: StockClient, other: StockClient, act: () => void) {
  const before = await fingerprint();
  const seen = Y.encodeStateAsUpdate(other.doc);
  act();
  await until(() => who.refusals.length > 0, 'a refusal');
  const [relayChanged, otherChanged] = [
    !isDeepStrictEqual(await fingerprint(), before),
    !isDeepStrictEqual(Y.encodeStateAsUpdate(other.doc), seen),
  ];
  return { codes: who.refusals.map((refusal) => refusal.code), relayChanged, otherChanged };
}

const refusedAs = (code: string) => ({ codes: [code], relayChanged: false, otherChanged: false });

test('a stock provider with a token reads and writes its own chat, also after a reload', async () => {
  const [ann] = await talking();
  await until(() => ann.receipts.at(-1) === 2, 'a receipt');
  const again = client(relay.seeker);
  await until(() => again.texts.length === 2, 'the reloaded one sees both');
  expect([...again.texts].toSorted()).toEqual(['hello', 'welcome']);
});

test('two stock providers see each other, named by the relay', async () => {
  const [ann, ben] = await talking();
  ann.provider.awareness.setLocalStateField('typing', true);
  const annAsSeen = (): unknown => ben.provider.awareness.getStates().get(ann.doc.clientID);
  await until(() => (annAsSeen() as { typing?: boolean } | undefined)?.typing === true, 'presence');
  expect(annAsSeen()).toEqual({ typing: true, account: relay.seeker });
  ann.close();
  await until(() => annAsSeen() === undefined, 'signed off');
});

test('W4 another person’s chat and one that is not there are closed with 4404, and the provider stays away', async () => {
  const stranger = client(relay.stranger);
  const lost = client(relay.stranger, undefined, 'chat/00000000000000000000');
  await until(() => stranger.closed !== null && lost.closed !== null, 'closed');
  expect([stranger.closed, lost.closed]).toEqual([4404, 4404]);
});

test('W8 a forged author is refused with the reason', async () => {
  const [ann, ben] = await talking();
  expect(await attempt(ann, ben, () => ann.say(relay.listener, 'as if I were Ben'))).toEqual(refusedAs('forged-author'));
});

test("G3 another's client id is refused with the reason", async () => {
  const [ann, ben] = await talking();
  expect(await attempt(ann, ben, () => {
    ann.doc.clientID = ben.doc.clientID;
    ann.say(relay.seeker, 'with the id of Ben');
  })).toEqual(refusedAs('foreign-client'));
});

test('a change of history is refused with the reason: put in between, or taken from another', async () => {
  const [ann, ben] = await talking();
  expect(await attempt(ann, ben, () => {
    const { entries } = logRoots(ann.doc);
    entries.insert(0, [{ ...entries.get(0), id: `${relay.seeker}/0123456789abcdef` as never, author: relay.seeker }]);
  })).toEqual(refusedAs('not-append'));
  const other = client(relay.seeker);
  await until(() => other.provider.synced, 'in sync');
  expect(await attempt(other, ben, () => {
    const index = other.texts.indexOf('welcome');
    logRoots(other.doc).entries.delete(index, 1);
  })).toEqual(refusedAs('not-yours'));
});

test('W7 a receipt comes only after the commit', async () => {
  const [ann, ben] = await talking();
  await until(() => ann.receipts.at(-1) === 2, 'the first receipt');
  relay.store.hold();
  ann.say(relay.seeker, 'held');
  await until(() => relay.store.waiting > 0, 'a commit under way');
  // A round trip through the relay: what had been sent before would have arrived.
  const pong = new Promise((resolve) => (ann.provider.ws as unknown as import('ws').WebSocket).once('pong', resolve));
  (ann.provider.ws as unknown as import('ws').WebSocket).ping();
  await pong;
  expect([ann.receipts.at(-1), ben.texts.length]).toEqual([2, 2]);
  relay.store.letGo();
  await until(() => ann.receipts.at(-1) === 3 && ben.texts.length === 3, 'told after the commit');
});

test('D3 a right that is lost in mid-session: the next words are refused, and an ended session stays away', async () => {
  const [ann, ben] = await talking();
  relay.directory.chats.set(relay.chat, { seeker: relay.seeker, listener: relay.listener, state: 'ended', agesMeet: true });
  await relay.documents.refreshDocument(relay.name);
  expect(await attempt(ann, ben, () => ann.say(relay.seeker, 'after the end'))).toEqual(refusedAs('denied'));
  const { device } = relay.directory.addSession(relay.seeker);
  const ended = new StockClient(relay.port, relay.name, offeredSubprotocols(`token-${device}`));
  clients.push(ended);
  await until(() => ended.provider.synced, 'in sync');
  await relay.documents.closeDevice(device);
  await until(() => ended.closed === 4401, 'closed');
});

test('a relay that goes down says so with a code after which a stock provider comes back by itself', async () => {
  const [ann] = await talking();
  const closed = new Promise<number | undefined>((resolve) => {
    ann.provider.once('connection-close', (event) => resolve(event?.code));
  });
  await relay.sync.close(1_000);
  expect(await closed).toBe(4503);
  expect([ann.closed, ann.provider.shouldConnect]).toEqual([null, true]);
});
