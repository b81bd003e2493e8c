import type { Me } from '#shared/api/schemas.ts';
import { chatDocument, parseDocumentName, peopleDocument, type DocumentName } from '#shared/documents/names.ts';
import { formatMarkKey, logRoots } from '#shared/documents/log.ts';
import { UNCUT, type SegmentLimits, type SegmentRange } from '#shared/documents/segments.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import { RELAY, type AccountId, type ChatId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { agesMeet } from '#shared/policy/ages.ts';
import { hearsOthers } from '#shared/policy/listening.ts';
import type { Random } from '#shared/ports.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { fakeFetch, NO_RENEWALS, fakeWebSocket } from '../../../renderer/engine/test-support/fake-reach.ts';
import type { FakeSocket, RelayEnd, WireBehaviour } from '../../../renderer/engine/test-support/fake-wire.ts';
import type { VirtualTime } from '../../../renderer/engine/test-support/virtual-time.ts';
import { createLiveDocuments, type LiveDocuments } from '../../../sync-server/documents/live-documents.ts';
import { MemoryDocumentStore } from '../../../sync-server/documents/store.memory.ts';
import type { DocumentChange, DocumentStore } from '../../../sync-server/documents/store.ts';
import { MemoryDirectory } from '../../../sync-server/documents/testing/memory-directory.ts';
import { converseAboutMany } from '../../../sync-server/sync/many-documents.ts';
import { PLAIN_STANDING } from '../../../shared/policy/standing.ts';

/** What of somebody may change under them. */
type Facts = Partial<Pick<Me, 'type' | 'ageGroup' | 'clearedForTeens' | 'banned'>>;

/** One life of the relay's process. */
interface Life {
  readonly documents: LiveDocuments;
  /** As `kill -9`: nothing more reaches the store, no promise ends, no timer runs. */
  kill(): void;
}

/**
 * The real relay (documents, gate, rule book, channels) without a network and without a disk: sockets are in a test's
 * hands, time is virtual, and what was committed outlives its process.
 */
export class RelayInMemory {
  readonly store = new MemoryDocumentStore();
  readonly directory: MemoryDirectory;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #sockets = new Set<FakeSocket>();
  readonly #accounts = new Map<string, Me>();
  readonly #parties = new Map<ChatId, readonly [seeker: Me, listener: Me]>();
  readonly #openedAtMs: number;
  readonly #segment: SegmentLimits;
  #life: Life;

  constructor(time: VirtualTime, random: Random, segment: SegmentLimits) {
    this.#time = time;
    this.#random = random;
    this.#segment = segment;
    this.#openedAtMs = time.clock().nowMs();
    this.directory = new MemoryDirectory(random);
    this.#life = this.#begin();
  }

  get documents(): LiveDocuments {
    return this.#life.documents;
  }

  addAccount(type: Me['type'] = 'member'): { token: string; me: Me } {
    const account = this.directory.addAccount(type);
    return this.addDevice(account, type);
  }

  addDevice(account: AccountId, type: Me['type']): { token: string; me: Me } {
    const { token, device } = this.directory.addSession(account);
    const flags = { clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING, entitlements: [] };
    const me: Me = { account, name: `name${account.slice(0, 4)}`, type, ageGroup: 'adult', consent: 'given', ...flags, device };
    this.#accounts.set(token, me);
    return { token, me };
  }

  /** A chat between the two, with its card on both sides, as matching and projections write them. */
  async openChat(seeker: Me, listener: Me): Promise<ChatId> {
    const chat = this.directory.addChat(seeker.account, listener.account);
    this.#parties.set(chat, [seeker, listener]);
    await this.#writeCards(chat);
    return chat;
  }

  segmentsOf(chat: ChatId): SegmentRange {
    return this.directory.segments.get(chatDocument(chat)) ?? UNCUT;
  }

  /** The listener blocks the other side (F102): the fact first, then everybody is judged anew. */
  async block(chat: ChatId): Promise<void> {
    const facts = this.directory.chats.get(chat);
    if (facts === undefined) throw new Error('no such chat');
    this.directory.chats.set(chat, { ...facts, state: 'blocked' });
    await this.#refreshChat(chat);
  }

  /**
   * A ban (F103); an age that is corrected (F082), a clearance given or taken back (F085), a guest who joins (F021), a therapist's approval
   * that ends (P51): what both may do is decided anew in each of their chats, in every segment (P20, RELIABILITY D2). A clearance ends with
   * what it rests on (P46).
   */
  async setFacts(account: AccountId, facts: Facts): Promise<void> {
    const { actors, chats } = this.directory;
    const changed = { ...(actors.get(account) as Actor), ...facts };
    const clearedForTeens = changed.clearedForTeens && hearsOthers(changed.type) && changed.ageGroup === 'adult';
    actors.set(account, { ...changed, clearedForTeens });
    for (const [token, me] of this.#accounts) if (me.account === account) this.#accounts.set(token, { ...me, ...facts, clearedForTeens });
    for (const [chat, stands] of chats) {
      const [seeker, listener] = [actors.get(stands.seeker) as Actor, actors.get(stands.listener) as Actor];
      chats.set(chat, { ...stands, agesMeet: agesMeet(seeker.ageGroup, listener) });
      await this.#refreshChat(chat);
    }
    await this.documents.refreshAccount(account);
  }

  async #refreshChat(chat: ChatId): Promise<void> {
    const { first, newest } = this.segmentsOf(chat);
    for (let segment = first; segment <= newest; segment += 1) await this.documents.refreshDocument(chatDocument(chat, segment));
  }

  /** The process ends, in order or not, and another one takes its place. */
  async restart(how: 'stopped' | 'killed'): Promise<void> {
    if (how === 'killed') this.#life.kill();
    else await this.#life.documents.close();
    for (const socket of this.#sockets) socket.cut(false);
    this.#sockets.clear();
    this.#life = this.#begin();
  }

  webSocket(behaviour: WireBehaviour): new (url: string, protocols: string[]) => WebSocket {
    return fakeWebSocket(this.#time, behaviour, (end) => this.#accept(end), this.#sockets);
  }

  fetch(behaviour: WireBehaviour): typeof globalThis.fetch {
    return fakeFetch(behaviour, this.#accounts, () => this.addAccount('guest'), NO_RENEWALS);
  }

  #begin(): Life {
    const timers = this.#time.timers();
    const mortal = new MortalStore(this.store, (changes) => this.#committed(changes));
    const documents = createLiveDocuments({
      store: mortal,
      directory: this.directory,
      clock: this.#time.clock(),
      timers,
      random: this.#random,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      checkpoint: async () => true,
      nextTurn: queueMicrotask,
      limits: { segment: this.#segment },
      continued: ({ log }) => void this.#continued(log),
    });
    return {
      documents,
      kill: () => {
        mortal.die();
        timers.kill();
      },
    };
  }

  #accept(end: RelayEnd): { receive(bytes: Uint8Array): void; closed(): void } {
    const { documents } = this;
    const identity = this.directory.sessions.get(end.token);
    if (identity === undefined) {
      end.close(CLOSE.signedOut);
      return { receive: () => undefined, closed: () => undefined };
    }
    const unread: Uint8Array[] = [];
    let paused = false;
    const session = documents.connect(identity, {
      close: (code) => {
        end.close(code);
        documents.disconnect(session);
      },
      pause: () => {
        paused = true;
      },
      resume: () => {
        paused = false;
        for (let bytes = unread.shift(); bytes !== undefined; bytes = paused ? undefined : unread.shift()) conversation.receive(bytes);
      },
      accountChanged: () => conversation.accountChanged(),
    });
    const conversation = converseAboutMany(documents, session, { send: end.send, close: end.close }, this.#time.clock());
    return {
      receive: (bytes) => (paused ? void unread.push(bytes) : conversation.receive(bytes)),
      closed: () => documents.disconnect(session),
    };
  }

  /** What the SQL store keeps in the same transaction. */
  #committed(changes: readonly DocumentChange[]): void {
    for (const { continues } of changes) {
      if (continues !== undefined) this.directory.segments.set(continues.log, { first: 0, newest: continues.segment });
    }
  }

  async #continued(log: DocumentName): Promise<void> {
    const address = parseDocumentName(log);
    if (address?.kind === 'chat') await this.#writeCards(address.chat);
  }

  async #writeCards(chat: ChatId): Promise<void> {
    const [seeker, listener] = this.#parties.get(chat) ?? [];
    if (seeker === undefined || listener === undefined) throw new Error('no such chat');
    await this.#writeCard(chat, seeker, listener, 'seeker');
    await this.#writeCard(chat, listener, seeker, 'listener');
  }

  async #writeCard(chat: ChatId, of: Me, other: Me, role: ChatCard['role']): Promise<void> {
    const segments = this.segmentsOf(chat);
    const card: ChatCard = {
      with: { account: other.account, name: other.name, type: other.type },
      role, state: 'open', topic: null, openedAtMs: this.#openedAtMs, endedAtMs: null,
      ...(segments === UNCUT ? {} : { segments }),
    };
    const key = formatMarkKey({ subject: chat, account: RELAY, name: 'chat' });
    await this.documents.write(peopleDocument(of.account), (doc) => void logRoots(doc).marks.set(key, card));
  }
}

/** A store whose process can die: what it had not committed by then is lost, and nobody hears of it. */
class MortalStore implements DocumentStore {
  readonly #store: DocumentStore;
  readonly #committed: (changes: readonly DocumentChange[]) => void;
  #dead = false;

  constructor(store: DocumentStore, committed: (changes: readonly DocumentChange[]) => void) {
    this.#store = store;
    this.#committed = committed;
  }

  die(): void {
    this.#dead = true;
  }

  load = (...parts: Parameters<DocumentStore['load']>) => this.#alive(() => this.#store.load(...parts));
  commit = (changes: readonly DocumentChange[]) =>
    this.#alive(async () => {
      await this.#store.commit(changes);
      this.#committed(changes);
    });
  erase = (...parts: Parameters<DocumentStore['erase']>) => this.#alive(() => this.#store.erase(...parts));

  async #alive<T>(act: () => Promise<T>): Promise<T> {
    await Promise.resolve();
    return this.#dead ? new Promise<T>(() => undefined) : act();
  }
}
