import * as Y from 'yjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { logRoots } from '#shared/documents/log.ts';
import { newEntryId } from '#shared/ids.ts';
import { WIRE } from '#shared/limits.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { encodeFrame } from '#shared/protocol/frame.ts';
import { encodeReceipt, encodeStateVector, encodeUpdate } from '#shared/protocol/message.ts';
import { random } from '../documents/testing/scene.ts';
import { systemPorts } from '../system.ts';
import { ManyClient } from './testing/many-client.ts';
import { startRelay, until, type TestRelay } from './testing/relay.ts';

let relay: TestRelay;
beforeEach(async () => {
  relay = await startRelay();
});
afterEach(() => relay.close());

const connect = async (account = relay.seeker): Promise<ManyClient> => {
  const client = new ManyClient(relay.socket('/sync', offeredSubprotocols(relay.token(account))));
  await until(() => client.frames.length > 0, 'a welcome');
  return client;
};

function message(): Uint8Array {
  const doc = new Y.Doc();
  const { seeker } = relay;
  logRoots(doc).entries.push([{ id: newEntryId(seeker, random), author: seeker, at: now(), kind: 'message', text: 'hello' } as never]);
  return Y.encodeStateAsUpdate(doc);
}
const now = (): number => systemPorts().clock.nowMs();

test('W17 the first frame is a welcome with the relay’s clock, and a ping is answered with it', async () => {
  const client = await connect();
  expect(client.frames[0]).toMatchObject({ op: 'welcome', welcome: { protocol: 1, account: relay.seeker } });
  client.send({ op: 'ping', nonce: 42 });
  await until(() => client.frames.length > 1, 'a pong');
  const [, pong] = client.frames;
  expect(pong).toMatchObject({ op: 'pong', nonce: 42 });
  expect(Math.abs((pong as { nowMs: number }).nowMs - now())).toBeLessThan(60_000);
});

test('W1 several documents at once: opened, answered and receipted each on its own channel', async () => {
  const [ann, ben] = [await connect(), await connect(relay.listener)];
  ann.open(1, relay.name);
  ann.open(2, inboxDocument(relay.seeker));
  ann.open(5, peopleDocument(relay.seeker));
  ben.open(1, relay.name);
  // Sent before the relay has answered: waits for the document, in order.
  ann.say(1, encodeStateVector(Uint8Array.of(0)));
  await until(() => ben.words(1).length > 0, 'the other one is there');
  ann.say(1, encodeUpdate(message()));
  await until(() => ben.messages(1).some(({ type }) => type === 'update'), 'delivery');
  await until(() => ann.messages(1).some(({ type }) => type === 'receipt'), 'a receipt');
  expect(ann.messages(1).map(({ type }) => type)).toEqual(['state-vector', 'update', 'update', 'receipt']);
  expect([1, 2, 5].map((channel) => ann.words(channel))).toEqual([['opened'], ['opened'], ['opened']]);
  expect(ann.messages(2).map(({ type }) => type)).toEqual(['state-vector']);
});

test("W4 a channel to what is not there and one to another's are closed with the same bytes, the others go on", async () => {
  const client = await connect(relay.stranger);
  client.open(1, relay.name);
  client.open(2, 'chat/00000000000000000000');
  client.open(3, 'no such kind/x');
  client.open(4, inboxDocument(relay.stranger));
  await until(() => client.words(4).length > 0 && [1, 2, 3].every((channel) => client.words(channel).length > 0), 'answers');
  const bytes = client.frames
    .filter((frame) => frame.op === 'close')
    .map((frame) => Buffer.from(encodeFrame({ ...frame, channel: 1 })).toString('hex'));
  expect(new Set(bytes).size).toBe(1);
  expect([1, 2, 3, 4].map((channel) => client.words(channel))).toEqual([
    ['closed 4404'],
    ['closed 4404'],
    ['closed 4404'],
    ['opened'],
  ]);
});

test('W15 at most so many channels at once; closing one makes room', async () => {
  const client = await connect();
  for (let channel = 1; channel <= WIRE.maxChannelsPerSocket + 1; channel += 1) client.open(channel, relay.name);
  const last = WIRE.maxChannelsPerSocket + 1;
  await until(() => client.words(last).length > 0, 'an answer to the last');
  expect(client.words(last)).toEqual(['closed 4429']);
  client.send({ op: 'close', channel: 1, code: 1000, reason: '' });
  client.open(last + 1, relay.name);
  await until(() => client.words(last + 1).length > 0, 'an answer to the one after');
  expect(client.words(last + 1)).toEqual(['opened']);
});

test.each([
  ['W15 a channel number used twice', (client: ManyClient) => [client.open(1, relay.name), client.open(1, relay.name)]],
  ['W16 a frame that is none', (client: ManyClient) => client.socket.send(Uint8Array.of(1, 99))],
  ['an empty frame', (client: ManyClient) => client.socket.send(new Uint8Array())],
  ['text instead of bytes', (client: ManyClient) => client.socket.send('hello')],
  ['a message that is none', (client: ManyClient) => [client.open(1, relay.name), client.say(1, Uint8Array.of(77))]],
  ['a truncated message', (client: ManyClient) => [client.open(1, relay.name), client.say(1, encodeUpdate(message()).slice(0, 9))]],
  ['what only the relay says', (client: ManyClient) => [client.open(1, relay.name), client.say(1, encodeReceipt(1))]],
  ['a state vector that is none', (client: ManyClient) => [client.open(1, relay.name), client.say(1, encodeStateVector(Uint8Array.of(5, 1)))]],
])('W10 %s closes the socket with 4400, and nobody else is disturbed', async (_title, act) => {
  const [client, other] = [await connect(), await connect(relay.listener)];
  act(client);
  await until(() => client.closed !== null, 'closed');
  expect(client.closed).toBe(4400);
  other.open(1, relay.name);
  await until(() => other.words(1).length > 0, 'the other goes on');
  expect(other.words(1)).toEqual(['opened']);
  expect(relay.logged.filter((line) => line.startsWith('socket-closed'))).toHaveLength(1);
});

test('C8 nobody shows up under another client id, and leaving a channel signs off', async () => {
  const [ann, ben] = [await connect(), await connect(relay.listener)];
  ann.open(1, relay.name);
  ben.open(1, relay.name);
  await until(() => ann.words(1).length > 0 && ben.words(1).length > 0, 'open');
  const show = (client: ManyClient, clock: number, json: string): void =>
    client.say(1, Uint8Array.of(1, json.length + 4, 1, 7, clock, json.length, ...Buffer.from(json)));
  const seen = (client: ManyClient): string[] =>
    client.messages(1).flatMap((heard) => (heard.type === 'awareness' ? [Buffer.from(heard.update).toString('latin1')] : []));
  show(ann, 1, '{"typing":true}');
  await until(() => seen(ben).length === 1, 'presence');
  show(ben, 9, 'null');
  show(ben, 10, '{"typing":false}');
  ann.send({ op: 'close', channel: 1, code: 1000, reason: '' });
  await until(() => seen(ben).length === 2, 'sign-off');
  expect(seen(ben)[0]).toContain(`"account":"${relay.seeker}"`);
  expect(seen(ben)[1]).toMatch(/null$/);
  expect(seen(ann)).toHaveLength(1);
});
