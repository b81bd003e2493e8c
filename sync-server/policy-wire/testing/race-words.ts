import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId } from '#shared/ids.ts';
import { encodeUpdate } from '#shared/protocol/message.ts';
import type { Dice } from '#shared/testing/dice.ts';
import { systemPorts } from '../../system.ts';
import type { RelayHouse, Resident } from './relay-house.ts';
import type { Race } from './revocation.ts';
import { endsSession, PLAIN, readyToRevoke, type Powers, type RevocationName } from './revoking.ts';
import { awareness, shownOn } from './try-presence.ts';
import type { WireClient } from './wire-client.ts';

const { clock, random } = systemPorts();
/** Below the burst of a guest and of a member, together with what comes after. */
const FRAMES = { guest: 3, member: 15 } as const;
const AFTERWARDS = 2;

/** One race of somebody who writes in a chat, over real sockets. */
export async function raceWords(powers: Powers, kind: RevocationName, dice: Dice): Promise<Race> {
  const { house } = powers;
  const type = kind === 'forget' ? 'guest' : 'member';
  const ageGroup = kind === 'clearance' ? 'teen' : 'adult';
  const writer = await house.person({ ...PLAIN, ageGroup, type });
  const other = await house.person({ ...PLAIN, type: 'listener', clearedForTeens: kind === 'clearance' });
  const chat = await house.chat({ seeker: writer.account, listener: other.account, state: 'open', lines: [] });
  const revoke = await readyToRevoke(powers, kind, { writer, other, chat });
  const name = chatDocument(chat);
  const watching = house.dial(other);
  const writing = house.dial(writer);
  await Promise.all([watching.opened, writing.opened]);
  const watched = watching.open(name);
  const channel = writing.open(name);
  const hand = new Hand(writing, channel, writer.account);
  // Shown before the race, or for the first time in it: then it is on its way to the disk with the words.
  const isHere = dice.below(2) === 0;
  const appear = (): void => writing.say(channel, awareness(hand.clientId, 1, { typing: true }));
  if (isHere) appear();
  await writing.sync(channel);
  if (isHere) await watching.until(() => (isShown(watching, watched, hand.clientId) ? true : null), 'the presence');
  const second = type === 'member' ? await openSecond(house, writer, name) : null;

  const racing = hand.race(FRAMES[type], dice);
  await pause(dice.below(12));
  if (!isHere) appear();
  second?.writeAndVanish();
  await revoke();
  const answeredAt = performance.now();
  const admitted = (): number => house.relay.services.documents.stats().counters.updatesAdmitted;
  const before = admitted();
  hand.isAnswered = true;
  await racing;

  for (let more = 0; more < AFTERWARDS; more += 1) hand.write();
  const outcome = await writing.outcome(channel, hand.sent);
  if (outcome.is === 'acknowledged') throw new Error('a frame was taken after the right to write was gone');
  const signOffMs = await since(answeredAt, watching, () => !isShown(watching, watched, hand.clientId), 'the end of presence');
  let closeMs = 0;
  if (endsSession(kind)) {
    closeMs = await since(answeredAt, writing, () => writing.closedWith !== null, 'the end of the socket');
    if (writing.closedWith !== 4401) throw new Error(`the socket was closed with ${writing.closedWith}`);
  } else if ((await writing.sync(channel)) !== null) throw new Error('the channel was closed to one who may read');
  if (admitted() !== before) throw new Error(`${admitted() - before} frames were admitted after the answer`);
  if ((await watching.sync(watched)) === null && isShown(watching, watched, hand.clientId)) {
    throw new Error('who was signed off is shown again');
  }
  const texts = (await textsOf(house, name)).filter((text) => !text.startsWith('vanished'));
  const late = texts.filter((text) => text.startsWith('after'));
  if (late.length > 0) throw new Error(`${late.length} frames from after the answer are in the document`);
  for (const client of [watching, writing]) client.cut();
  return { takenBefore: texts.length, refusedAfter: hand.sent - texts.length, closeMs, signOffMs };
}

/** Another socket of the same device, which says a last word and is gone in the same moment. */
async function openSecond(house: RelayHouse, writer: Resident, name: ReturnType<typeof chatDocument>) {
  const client = house.dial(writer);
  await client.opened;
  const channel = client.open(name);
  await client.sync(channel);
  return {
    writeAndVanish: (): void => {
      for (let word = 0; word < 2; word += 1) {
        const doc = new Y.Doc();
        const author = writer.account;
        const entry = { id: newEntryId(author, random), author, at: clock.nowMs(), kind: 'message', text: `vanished ${word}` };
        logRoots(doc).entries.push([entry]);
        client.say(channel, encodeUpdate(Y.encodeStateAsUpdate(doc)));
      }
      client.socket.close();
    },
  };
}

/** Writes without waiting for answers, as fast as it is told. */
class Hand {
  sent = 0;
  isAnswered = false;
  readonly #client: WireClient;
  readonly #channel: number;
  readonly #account: AccountId;
  readonly #doc = new Y.Doc();

  constructor(client: WireClient, channel: number, account: AccountId) {
    this.#client = client;
    this.#channel = channel;
    this.#account = account;
    this.#doc.on('update', (update: Uint8Array) => {
      this.sent += 1;
      if (client.closedWith === null) client.say(channel, encodeUpdate(update));
    });
  }

  get clientId(): number {
    return this.#doc.clientID;
  }

  write(): void {
    const text = `${this.isAnswered ? 'after' : 'before'} ${this.sent}`;
    const entry = { id: newEntryId(this.#account, random), author: this.#account, at: clock.nowMs(), kind: 'message', text };
    logRoots(this.#doc).entries.push([entry]);
  }

  async race(frames: number, dice: Dice): Promise<void> {
    for (let frame = 0; frame < frames && !this.isAnswered && this.#client.closeOf(this.#channel) === null; frame += 1) {
      this.write();
      await pause(dice.below(3));
    }
  }
}

const isShown = (client: WireClient, channel: number, shown: number): boolean =>
  (shownOn(client, channel).findLast((state) => state.client === shown)?.state ?? null) !== null;

async function since(fromMs: number, client: WireClient, is: () => boolean, what: string): Promise<number> {
  return client.until(() => (is() ? Math.max(0, performance.now() - fromMs) : null), what);
}

async function textsOf(house: RelayHouse, name: ReturnType<typeof chatDocument>): Promise<readonly string[]> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await house.bytesOf(name));
  return logRoots(doc).entries.toArray().flatMap((entry) => ('text' in entry ? [String(entry.text)] : []));
}

/** Moments of the race: turns of the event loop, not time. */
export async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
