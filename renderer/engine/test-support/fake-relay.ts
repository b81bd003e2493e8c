import * as Y from 'yjs';
import type { Me } from '#shared/api/schemas.ts';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { parseDocumentName } from '#shared/documents/names.ts';
import { CONTINUED_KEY, continuationOf, continuedIn, segmentDocument } from '#shared/documents/segments.ts';
import { newId, type AccountId, type DeviceId } from '#shared/ids.ts';
import type { Random } from '#shared/ports.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeAwareness, encodeReceipt, encodeRefusal, encodeStateVector, encodeUpdate, type Message } from '#shared/protocol/message.ts';
import { AGAIN, type Refusal } from '#shared/protocol/refusal.ts';
import { verdictOn, type Judge } from './fake-gate.ts';
import { withAccount } from './fake-presence.ts';
import { fakeFetch, fakeWebSocket } from './fake-reach.ts';
import type { FakeSocket, RelayEnd, WireBehaviour } from './fake-wire.ts';
import type { VirtualTime } from './virtual-time.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

interface Channel {
  readonly number: number;
  readonly name: string;
  readonly session: Session;
  received: number;
  admitted: number;
  hole: boolean;
}

interface Session {
  readonly end: RelayEnd;
  readonly me: Me;
  readonly channels: Map<number, Channel>;
}

/**
 * A small relay in memory that keeps PROTOCOL.md's promises to a client, so that wires can be broken in virtual time.
 * It judges as little as a test tells it to; the real gate has its own tests, and the engine others against it.
 */
export class FakeRelay {
  judge: Judge = () => null;
  nowMs: () => number;
  readonly docs = new Map<string, Y.Doc>();
  readonly gone = new Set<string>();
  /** Documents that nobody may open, as after a ban. */
  readonly forbidden = new Set<string>();
  readonly accounts = new Map<string, Me>();
  /** Tokens that are to be renewed; and, for one that follows, which one it takes the place of when it is first used. */
  readonly renewalsDue = new Set<string>();
  readonly replaced = new Map<string, string>();
  onRenewal: () => void = () => undefined;
  readonly sockets = new Set<FakeSocket>();
  readonly refusals: Refusal[] = [];
  /** Entries after which a chat's segment is closed. */
  segmentEntries = Infinity;
  /** A segment was closed: where its chat goes on. */
  onContinued: (name: string, segment: number) => void = () => undefined;
  /** Stops receipts, as a crash right before them would. */
  holdReceipts = false;
  readonly #sessions = new Set<Session>();
  readonly #time: VirtualTime;
  readonly #random: Random;

  constructor(time: VirtualTime, random: Random) {
    this.#time = time;
    this.#random = random;
    this.nowMs = time.clock().nowMs;
  }

  doc(name: string): Y.Doc {
    const there = this.docs.get(name) ?? new Y.Doc();
    this.docs.set(name, there);
    return there;
  }

  entries(name: string): LogEntry[] {
    return logRoots(this.doc(name)).entries.toArray();
  }

  texts(name: string): string[] {
    return this.entries(name).flatMap((entry) => ('text' in entry ? [String(entry.text)] : []));
  }

  /** The relay's own write, past the gate. */
  write(name: string, change: (roots: ReturnType<typeof logRoots>) => void): void {
    const doc = this.doc(name);
    const before = Y.encodeStateVector(doc);
    doc.transact(() => change(logRoots(doc)));
    this.#tell(name, Y.encodeStateAsUpdate(doc, before));
  }

  addAccount(type: Me['type'] = 'member'): { token: string; me: Me } {
    const account = newId<AccountId>(this.#random);
    const me: Me = {
      account, name: `name${account.slice(0, 4)}`, type, ageGroup: 'adult', consent: 'given', clearedForTeens: false,
      banned: false, admin: false, standing: PLAIN_STANDING, entitlements: [], device: newId<DeviceId>(this.#random),
    };
    const token = newId(this.#random);
    this.accounts.set(token, me);
    return { token, me };
  }

  webSocket(behaviour: WireBehaviour): new (url: string, protocols: string[]) => WebSocket {
    return fakeWebSocket(this.#time, behaviour, (end) => this.#accept(end), this.sockets);
  }

  fetch(behaviour: WireBehaviour): typeof globalThis.fetch {
    return fakeFetch(behaviour, this.accounts, () => this.addAccount('guest'), {
      due: this.renewalsDue,
      renew: (token, me) => {
        this.onRenewal();
        const next = newId(this.#random);
        this.accounts.set(next, me);
        this.replaced.set(next, token);
        return { token: next, me };
      },
    });
  }

  /** Everybody is thrown out, as when the process ends; what was under way to it is lost. */
  restart(): void {
    for (const socket of this.sockets) socket.cut(false);
    this.sockets.clear();
    this.#sessions.clear();
  }

  closeChannels(name: string, code: number): void {
    for (const channel of this.#on(name)) this.#close(channel, code);
  }

  #accept(end: RelayEnd): { receive(bytes: Uint8Array): void; closed(): void } {
    const me = this.accounts.get(end.token);
    this.accounts.delete(this.replaced.get(end.token) ?? '');
    if (me === undefined) {
      end.close(CLOSE.signedOut);
      return { receive: () => undefined, closed: () => undefined };
    }
    const session: Session = { end, me, channels: new Map() };
    this.#sessions.add(session);
    end.send(encodeFrame({ op: 'welcome', welcome: { protocol: 1, account: me.account, device: me.device, nowMs: this.nowMs() } }));
    return {
      receive: (bytes) => this.#receive(session, bytes),
      closed: () => this.#sessions.delete(session),
    };
  }

  #receive(session: Session, bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame === null) return session.end.close(CLOSE.malformed);
    if (frame.op === 'ping') return session.end.send(encodeFrame({ op: 'pong', nonce: frame.nonce, nowMs: this.nowMs() }));
    if (frame.op === 'open') return this.#open(session, frame.channel, frame.document);
    if (frame.op === 'close') return void session.channels.delete(frame.channel);
    const channel = frame.op === 'data' ? session.channels.get(frame.channel) : undefined;
    const message = frame.op === 'data' ? decodeMessage(frame.message) : null;
    if (channel !== undefined && message !== null) this.#hear(channel, message);
  }

  #open(session: Session, number: number, name: string): void {
    const channel: Channel = { number, name, session, received: 0, admitted: 0, hole: false };
    if (this.gone.has(name)) return this.#close(channel, CLOSE.gone);
    if (this.#isAhead(name)) return this.#close(channel, CLOSE.notFound);
    if (this.forbidden.has(name)) return this.#close(channel, CLOSE.forbidden);
    session.channels.set(number, channel);
    session.end.send(encodeFrame({ op: 'open', channel: number, document: name }));
    this.#say(channel, encodeStateVector(Y.encodeStateVector(this.doc(name))));
  }

  /** No segment is there before the one in front of it is closed (W20). */
  #isAhead(name: string): boolean {
    const address = parseDocumentName(name);
    if (address?.kind !== 'chat' || address.segment === 0 || this.docs.has(name)) return false;
    return continuationOf(this.doc(segmentDocument(address, address.segment - 1))) === null;
  }

  /** W19. */
  #closeWhenFull(name: string): void {
    const address = parseDocumentName(name);
    if (address?.kind !== 'chat' || continuationOf(this.doc(name)) !== null) return;
    if (logRoots(this.doc(name)).entries.length < this.segmentEntries) return;
    this.write(name, ({ marks }) => marks.set(CONTINUED_KEY, continuedIn(address.segment + 1)));
    this.onContinued(name, address.segment + 1);
  }

  #close(channel: Channel, code: number): void {
    channel.session.channels.delete(channel.number);
    channel.session.end.send(encodeFrame({ op: 'close', channel: channel.number, code, reason: '' }));
  }

  #hear(channel: Channel, message: Message): void {
    switch (message.type) {
      case 'state-vector':
        return this.#say(channel, encodeUpdate(Y.encodeStateAsUpdate(this.doc(channel.name), message.stateVector), true));
      case 'update':
        return this.#update(channel, message.update, message.step2);
      case 'awareness':
        for (const other of this.#on(channel.name)) this.#say(other, encodeAwareness(withAccount(message.update, channel.session.me.account)));
        return;
      default:
        return;
    }
  }

  #update(channel: Channel, update: Uint8Array, step2: boolean): void {
    channel.received += 1;
    const doc = this.doc(channel.name);
    const code = verdictOn(doc, update, channel.session.me.account, this.judge);
    if (code !== null) {
      channel.hole = true;
      const refusal: Refusal = { n: channel.received, code, again: AGAIN[code], detail: '' };
      this.refusals.push(refusal);
      this.#say(channel, encodeRefusal(refusal));
      if (code === 'incomplete') this.#say(channel, encodeStateVector(Y.encodeStateVector(doc)));
      return;
    }
    const before = Y.encodeStateVector(doc);
    const deletedBefore = Y.encodeStateAsUpdate(doc).length;
    Y.applyUpdate(doc, update);
    const news = Y.encodeStateAsUpdate(doc, before);
    if (news.length > 2 || Y.encodeStateAsUpdate(doc).length !== deletedBefore) this.#tell(channel.name, news);
    this.#closeWhenFull(channel.name);
    if (step2) channel.hole = false;
    if (!channel.hole) channel.admitted = channel.received;
    if (!this.holdReceipts) this.#say(channel, encodeReceipt(channel.admitted));
  }

  #tell(name: string, update: Uint8Array): void {
    for (const channel of this.#on(name)) this.#say(channel, encodeUpdate(update));
  }

  #on(name: string): Channel[] {
    return [...this.#sessions].flatMap(({ channels }) => [...channels.values()].filter((channel) => channel.name === name));
  }

  #say({ session, number }: Channel, message: Uint8Array): void {
    session.end.send(encodeFrame({ op: 'data', channel: number, message }));
  }
}
