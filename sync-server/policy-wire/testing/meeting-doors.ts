import * as Y from 'yjs';
import { API, type EndpointName } from '#shared/api/contract.ts';
import { logRoots } from '#shared/documents/log.ts';
import { inboxDocument, queueDocument } from '#shared/documents/names.ts';
import { newEntryId, type RequestId } from '#shared/ids.ts';
import { sidesOf, type DoorName } from '#shared/policy/meeting.ts';
import type { AgeGroup } from '#shared/words.ts';
import { systemPorts } from '../../system.ts';
import type { RelayHouse } from './relay-house.ts';
import { awareness, shownOn } from './try-presence.ts';
import type { WireParty } from './wire-party.ts';

const { clock, random } = systemPorts();

export interface WirePair {
  readonly from: WireParty;
  readonly to: WireParty;
}

/** Tries to come through by everything that a client can do there, honest or not, and gives whether anything did. */
type WireDoor = (house: RelayHouse, pair: WirePair) => Promise<boolean>;

/** The doors of `shared/policy/meeting.ts` at a running relay: closed, so that a new one is tried or does not compile. */
export const WIRE_DOORS: Readonly<Record<DoorName, WireDoor>> = {
  'seen in the queue': async (house, { from, to }) => {
    const request = await ask(house, from);
    const ageGroup = ageOf(from);
    return request !== null && ageGroup !== null && (await textOf(to, queueDocument(ageGroup))).includes(request);
  },
  'taken from the queue': async (house, { from, to }) => {
    const request = await ask(house, from);
    if (request === null) return false;
    const taken = await to.call(at('acceptRequest', request));
    if (taken.status >= 400) return false;
    from.waiting = null;
    const { chat } = JSON.parse(taken.text) as { chat: string };
    await to.call(at('endChat', chat));
    return true;
  },
  'asked in person': async (_house, pair) => {
    await standDown(pair.from);
    // Whoever is connected is free, when they say so.
    await pair.to.client();
    return begins(pair, { ...at('askListener'), body: { to: pair.to.name, topic: null, language: 'en', thenQueue: false } });
  },
  'left a message': (_house, pair) => begins(pair, { ...at('leaveMessage'), body: { to: pair.to.name, topic: null, language: 'en', text: 'psst' } }),
  invited: (_house, pair) => begins(pair, { ...at('inviteMember'), body: { to: pair.to.name, language: 'en', text: 'psst' } }),
  'a room': (_house, pair) => byName(pair, ['room/teen', 'room/adult', `room/${pair.to.account}`]),
  'typing in a chat that stands': async (house, pair) => {
    const { seeker, listener } = sidesOf({ from: sideOf(pair.from), to: sideOf(pair.to) });
    const isReal = pair.from.facts !== null && pair.to.facts !== null;
    const id = isReal
      ? await house.chat({ seeker: seeker.party.account, listener: listener.party.account, state: 'open', lines: [] })
      : pair.to.account;
    return typesTo(pair, `chat/${id}`);
  },
  'written into an inbox': (_house, pair) => writesTo(pair.from, `inbox/${pair.to.account}`),
  'written into somebody\'s people': (_house, pair) => writesTo(pair.from, `people/${pair.to.account}`),
  'a mention': (_house, pair) => byName(pair, [`mention/${pair.to.account}`]),
  'an invitation': (_house, pair) => byName(pair, [`invitation/${pair.to.account}`]),
  'a feed': (_house, pair) => byName(pair, [`feed/${pair.to.account}`, `feed/${pair.from.account}`]),
};

const at = (name: EndpointName, id = '') => ({ method: API[name].method, path: API[name].path.replace(/:\w+/, encodeURIComponent(id)) });

const ageOf = ({ facts }: WireParty): AgeGroup | null => facts?.ageGroup ?? null;

/**
 * Words, or a name, reach the other as soon as the relay shows them. Whoever they reach can agree; then it is over again. Of what
 * is taken and may reach nobody, the other sees not a byte, and cannot answer.
 */
async function begins({ from, to }: WirePair, sent: Parameters<WireParty['call']>[0]): Promise<boolean> {
  const begun = await from.call(sent);
  if (begun.status >= 400) return false;
  const { start } = JSON.parse(begun.text) as { start: string };
  const isShown = (await textOf(to, inboxDocument(to.account))).includes(start);
  const agreed = await to.call(at('acceptStart', start));
  if (agreed.status === 404 && !isShown) return false;
  if (agreed.status >= 400) throw new Error(`what reached them they cannot agree to: ${agreed.text}`);
  await to.call(at('endChat', (JSON.parse(agreed.text) as { chat: string }).chat));
  return true;
}

/** Who waits in the queue asks nobody in person (P6). */
async function standDown(from: WireParty): Promise<void> {
  if (from.waiting === null) return;
  await from.call(at('withdrawRequest', from.waiting));
  from.waiting = null;
}

/** One waits once: what nobody has taken waits on. */
async function ask(house: RelayHouse, from: WireParty): Promise<RequestId | null> {
  if (from.waiting !== null || from.isRefused) return from.waiting;
  const asked = await from.call({ ...at('createRequest'), body: { topic: null, language: 'en' } });
  if (asked.status >= 400) {
    from.isRefused = true;
    return null;
  }
  from.waiting = (JSON.parse(asked.text) as { request: RequestId }).request;
  const ageGroup = ageOf(from);
  if (ageGroup !== null) await house.relay.services.matching.projector.project(queueDocument(ageGroup));
  return from.waiting;
}

/** All that somebody is shown of a document; nothing where it does not open. */
async function textOf(reader: WireParty, document: string): Promise<string> {
  const client = await reader.client();
  const read = client === null ? 0 : await client.read(document);
  if (client === null || typeof read === 'number') return '';
  client.leave(read.channel);
  const { entries, marks } = logRoots(read.doc);
  return JSON.stringify([entries.toJSON(), marks.toJSON()]);
}

/** Whether any of these can be opened, by either, or written. */
async function byName({ from, to }: WirePair, documents: readonly string[]): Promise<boolean> {
  for (const document of documents) {
    if ((await writesTo(from, document)) || (await textOf(to, document)) !== '') return true;
  }
  return false;
}

async function writesTo(from: WireParty, document: string): Promise<boolean> {
  const client = await from.client();
  if (client === null) return false;
  const channel = client.open(document);
  const outcome = await client.attempt(channel, aWord(from), false, 1);
  if (outcome.is !== 'closed') client.leave(channel);
  return outcome.is === 'acknowledged';
}

function aWord({ account: author }: WireParty): Uint8Array {
  const doc = new Y.Doc();
  logRoots(doc).entries.push([{ id: newEntryId(author, random), author, at: clock.nowMs(), kind: 'message', text: 'psst' } as never]);
  return Y.encodeStateAsUpdate(doc);
}

const sideOf = (party: WireParty) => ({ party, type: party.facts?.type ?? 'guest', clearedForTeens: party.facts?.clearedForTeens ?? false });

/** Both have the chat open; the one types, the other looks. */
async function typesTo({ from, to }: WirePair, document: string): Promise<boolean> {
  const [hand, eye] = [await from.client(), await to.client()];
  if (hand === null || eye === null) return false;
  const watched = eye.open(document);
  if ((await eye.sync(watched)) !== null) throw new Error('a party cannot read its own chat');
  const channel = hand.open(document);
  const { clientID } = new Y.Doc();
  hand.say(channel, awareness(clientID, 1, { typing: true }));
  await hand.sync(channel);
  await eye.sync(watched);
  const isSeen = shownOn(eye, watched).some(({ client, state }) => client === clientID && state !== null);
  for (const [client, one] of [[hand, channel], [eye, watched]] as const) client.leave(one);
  return isSeen;
}
