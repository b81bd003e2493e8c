import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId } from '#shared/ids.ts';
import { encodeUpdate } from '#shared/protocol/message.ts';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import { systemPorts } from '../../system.ts';
import { call } from '../../testing/clients.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './relay-house.ts';
import { awareness, shownOn } from './try-presence.ts';
import type { WireClient } from './wire-client.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

const { clock, random } = systemPorts();

/** What can be taken away from somebody who is writing, and how it is done. */
export const REVOCATIONS = ['ban', 'block', 'end', 'age', 'clearance', 'sign-out', 'revoke-device', 'forget'] as const;
type Revocation = (typeof REVOCATIONS)[number];
/** With these the session itself is over, and its sockets with it. */
const ENDS_SESSION: ReadonlySet<Revocation> = new Set(['sign-out', 'revoke-device', 'forget']);

export interface RevocationReport {
  readonly rounds: number;
  /** Frames that came through before, and after: the second ought to be 0, or the run has thrown. */
  readonly admittedBefore: number;
  readonly refusedAfter: number;
  /** From the answer to whoever took the right away, in milliseconds. */
  readonly slowestCloseMs: number;
  readonly slowestSignOffMs: number;
}

/**
 * A writer races against the loss of their right over real sockets (RELIABILITY D3): once whoever took it has their
 * answer, nothing more is admitted, the next frame is refused, presence ends, and where the session is over the socket
 * is closed. Throws at the first round where that is not so.
 */
export async function runRevocations(seed: number, rounds: number): Promise<RevocationReport> {
  const house = await openRelayHouse();
  const totals = { admittedBefore: 0, refusedAfter: 0, slowestCloseMs: 0, slowestSignOffMs: 0 };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const kind = REVOCATIONS[round % REVOCATIONS.length] ?? 'ban';
      try {
        const one = await runRound(house, kind, createDice(seed + round));
        totals.admittedBefore += one.admittedBefore;
        totals.refusedAfter += one.refusedAfter;
        totals.slowestCloseMs = Math.max(totals.slowestCloseMs, one.closeMs);
        totals.slowestSignOffMs = Math.max(totals.slowestSignOffMs, one.signOffMs);
      } catch (cause) {
        throw new Error(`round ${round} of seed ${seed}, ${kind}: ${String(cause)}`, { cause });
      }
    }
    return { rounds, ...totals };
  } finally {
    await house.close();
  }
}

const PLAIN = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
/** Below the burst of a guest and of a member, together with what comes after. */
const FRAMES = { guest: 3, member: 15 } as const;
const AFTERWARDS = 2;

async function runRound(house: RelayHouse, kind: Revocation, dice: Dice) {
  const isForgotten = kind === 'forget';
  const ageGroup = kind === 'clearance' ? 'teen' : 'adult';
  const writer = await house.person({ ...PLAIN, ageGroup, type: isForgotten ? 'guest' : 'member' });
  const other = await house.person({ ...PLAIN, type: 'listener', clearedForTeens: kind === 'clearance' });
  const chat = await house.chat({ seeker: writer.account, listener: other.account, state: 'open', lines: [] });
  const name = chatDocument(chat);
  const watching = house.dial(other);
  const writing = house.dial(writer);
  await Promise.all([watching.opened, writing.opened]);
  const watched = watching.open(name);
  const channel = writing.open(name);
  const hand = new Hand(writing, channel, writer.account);
  writing.say(channel, awareness(hand.clientId, 1, { typing: true }));
  await writing.sync(channel);
  await watching.until(() => (isShown(watching, watched, hand.clientId) ? true : null), 'the presence');

  const racing = hand.race(FRAMES[isForgotten ? 'guest' : 'member'], dice);
  await pause(dice.below(12));
  await revoke(house, kind, { writer, other, chat });
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
  if (ENDS_SESSION.has(kind)) {
    closeMs = await since(answeredAt, writing, () => writing.closedWith !== null, 'the end of the socket');
    if (writing.closedWith !== 4401) throw new Error(`the socket was closed with ${writing.closedWith}`);
  } else if ((await writing.sync(channel)) !== null) throw new Error('the channel was closed to one who may read');
  if (admitted() !== before) throw new Error(`${admitted() - before} frames were admitted after the answer`);
  const texts = await textsOf(house, name);
  const late = texts.filter((text) => text.startsWith('after'));
  if (late.length > 0) throw new Error(`${late.length} frames from after the answer are in the document`);
  for (const client of [watching, writing]) client.cut();
  return { admittedBefore: texts.length, refusedAfter: hand.sent - texts.length, closeMs, signOffMs };
}

interface Scene {
  readonly writer: Resident;
  readonly other: Resident;
  readonly chat: string;
}

/** Resolves when whoever took the right away has their answer. */
async function revoke(house: RelayHouse, kind: Revocation, { writer, other, chat }: Scene): Promise<void> {
  const { relay } = house;
  const byOperator = async (account: AccountId, set: object): Promise<void> => {
    await relay.database.db.updateTable('accounts').set(set).where('id', '=', account).execute();
    await relay.services.accountChanged(account);
  };
  switch (kind) {
    case 'ban':
      return byOperator(writer.account, { banned: 1 });
    case 'age':
      return byOperator(other.account, { age_group: 'teen' });
    case 'clearance':
      return byOperator(other.account, { cleared_for_teens: 0 });
    case 'block':
      return void (await call(relay, 'blockChat', { token: other.token, id: chat }));
    case 'end':
      return void (await call(relay, 'endChat', { token: other.token, id: chat }));
    case 'sign-out':
      return void (await call(relay, 'signOut', { token: writer.token }));
    case 'forget':
      return void (await call(relay, 'forgetMe', { token: writer.token }));
    case 'revoke-device': {
      const second = await relay.services.sessions.open(writer.account, 'phone');
      if (!second.ok) throw new Error(second.error);
      return void (await call(relay, 'revokeDevice', { token: second.value.token, id: writer.device }));
    }
  }
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
async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
