import type * as Y from 'yjs';
import { parseDocumentName, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId, DeviceId } from '#shared/ids.ts';
import { RELAY_LIMITS, WORK } from '#shared/limits.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { WorkBudget } from '../gate/work-budget.ts';
import type { SessionIdentity } from '../ports.ts';
import { Audience } from './audience.ts';
import { Channel, type ChannelPort } from './channel.ts';
import { Checkpoints } from './checkpoints.ts';
import { DocumentCounters } from './counters.ts';
import { DamagedDocumentError, DamagedDocuments } from './damage.ts';
import { GroupCommit } from './group-commit.ts';
import { ChannelJudge } from './judge-channel.ts';
import type { DocumentStats, LiveDocuments, LiveDocumentsParts } from './live-documents.types.ts';
import { loadRoom } from './loading.ts';
import { Openings } from './openings.ts';
import type { Room } from './room.ts';
import type { RoomServices } from './room-services.ts';
import { Session, type SessionPort } from './session.ts';
import { Shelf, TooManyDocuments, type Asker } from './shelf.ts';
import { standingOf } from './standing.ts';
import { TokenBuckets } from './token-buckets.ts';
import { Turns } from './turns.ts';

export type { DocumentStats, LiveDocuments, LiveDocumentsParts } from './live-documents.types.ts';

export const createLiveDocuments = (parts: LiveDocumentsParts): LiveDocuments => new OpenDocuments(parts);

class OpenDocuments implements LiveDocuments {
  readonly #parts: LiveDocumentsParts;
  readonly #audience = new Audience();
  readonly #counters = new DocumentCounters();
  readonly #judge: ChannelJudge;
  readonly #checkpoints: Checkpoints;
  readonly #turns: Turns;
  readonly #shelf: Shelf;
  readonly #services: RoomServices;
  readonly #openings: Openings<Channel>;
  readonly #erasing = new Map<DocumentName, Promise<void>>();
  readonly #damaged: DamagedDocuments;
  /** One for all channels, which are many. */
  readonly #forget = (channel: Channel): void => {
    this.#audience.removeChannel(channel);
    this.#openings.drop(channel.account, channel);
  };
  #revocations = 0;
  #closing: Promise<void> | null = null;

  constructor(parts: LiveDocumentsParts) {
    const { clock, timers, log, store, directory, checkpoint, nextTurn, limits } = parts;
    this.#parts = parts;
    this.#judge = new ChannelJudge(directory, log, parts.standingOf ?? standingOf);
    this.#damaged = new DamagedDocuments(log);
    this.#checkpoints = new Checkpoints(checkpoint, timers, log);
    this.#openings = new Openings((channel) => this.#enter(channel), timers);
    this.#turns = new Turns(nextTurn ?? setImmediate);
    this.#services = {
      commits: new GroupCommit(store),
      messages: new TokenBuckets(),
      marks: new TokenBuckets(),
      work: new WorkBudget(limits?.work ?? WORK),
      clock,
      timers,
      log,
      isWritable: parts.isWritable ?? (() => true),
      counters: this.#counters,
      ask: (room) => this.#turns.ask(room),
      dropped: (room) => this.#shelf.forget(room),
      erased: () => this.#checkpoints.soon(),
      continued: (continuation) => parts.continued?.(continuation),
    };
    this.#shelf = new Shelf({
      timers,
      limits: { ...RELAY_LIMITS, ...limits },
      load: (name) => this.#load(name),
      unloaded: () => {
        this.#counters.unloads += 1;
      },
    });
  }

  get revocations(): number {
    return this.#revocations;
  }

  connect(identity: SessionIdentity, port: SessionPort): Session {
    const session = new Session(identity, port);
    this.#audience.addSession(session);
    return session;
  }

  disconnect(session: Session): void {
    session.left();
    this.#audience.removeSession(session);
  }

  openChannel(session: Session, text: string, port: ChannelPort, receipts: boolean): Channel | null {
    const address = parseDocumentName(text);
    if (address === null) {
      port.close(CLOSE.notFound, '');
      return null;
    }
    const name = text as DocumentName; // parsing takes one spelling only
    const channel = new Channel({ name, address, session, port, receipts, timers: this.#parts.timers, forget: this.#forget });
    this.#audience.addChannel(channel);
    this.#openings.add(channel.account, channel);
    return channel;
  }

  write(name: DocumentName, change: (doc: Y.Doc) => void, author: AccountId | null = null): Promise<void> {
    return this.#use(name, 'relay', (room) => {
      return new Promise<void>((resolve, reject) => room.push({ kind: 'write', change, author, done: { resolve, reject } }));
    });
  }

  async read<T>(name: DocumentName, look: (doc: Y.Doc) => T): Promise<T> {
    return this.#use(name, 'relay', async (room) => {
      const seen: T[] = [];
      await new Promise<void>((resolve, reject) => {
        room.push({ kind: 'read', look: (doc) => seen.push(look(doc)), done: { resolve, reject } });
      });
      return seen[0] as T; // resolved only after `look` has returned
    });
  }

  async refreshDocument(name: DocumentName): Promise<void> {
    await this.#rejudge(this.#audience.channelsOf(name));
  }

  async refreshAccount(account: AccountId): Promise<void> {
    this.#revocations += 1;
    await this.#rejudge(this.#audience.channelsOfAccount(account));
    if (this.#audience.sessionsOfAccount(account).length === 0) return;
    const gone = (await this.#parts.directory.actor(account)) === null;
    for (const session of this.#audience.sessionsOfAccount(account)) {
      if (gone) session.close(CLOSE.signedOut, '');
      else session.accountChanged();
    }
  }

  async closeDevice(device: DeviceId, why: 'over' | 'renewed' = 'over'): Promise<void> {
    this.#revocations += 1;
    const code = why === 'over' ? CLOSE.signedOut : CLOSE.unavailable;
    for (const session of this.#audience.sessionsOfDevice(device)) session.close(code, '');
    await this.#services.commits.settled();
  }

  erase(name: DocumentName): Promise<void> {
    const running = this.#erasing.get(name);
    if (running !== undefined) return running;
    const erasing = this.#erase(name).finally(() => this.#erasing.delete(name));
    this.#erasing.set(name, erasing);
    return erasing;
  }

  stats(): DocumentStats {
    let present = 0;
    for (const room of this.#shelf.rooms()) present += room.present;
    const { sessions, channels } = this.#audience;
    const damagedDocuments = this.#damaged.size;
    return { counters: this.#counters, openDocuments: this.#shelf.size, damagedDocuments, sessions, channels, present };
  }

  cleanFiles = (): Promise<void> => this.#checkpoints.now();
  async settled(): Promise<void> {
    do {
      this.#turns.run();
      await Promise.all([...this.#shelf.rooms()].map((room) => room.settled()));
    } while (!this.#turns.idle);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#erasing.values());
    await this.settled();
    this.#openings.close();
    this.#shelf.close();
    await this.#checkpoints.close();
  }

  async #load(name: DocumentName): Promise<Room> {
    // What is being erased is in the store until then, and must not come back from there (RELIABILITY H3).
    await this.#erasing.get(name)?.catch(() => undefined); // whoever asked for it hears of it
    return loadRoom(name, this.#parts, this.#damaged, this.#services);
  }

  async #use<T>(name: DocumentName, asker: Asker, act: (room: Room) => T | Promise<T>): Promise<T> {
    if (this.#closing !== null) throw new Error('the relay is closing');
    return this.#shelf.use(name, asker, act);
  }

  async #enter(channel: Channel): Promise<void> {
    await this.#judge.judge(channel);
    if (channel.rights === null) return;
    try {
      await this.#use(channel.name, 'people', (room) => channel.enter(room));
    } catch (error) {
      if (error instanceof TooManyDocuments) {
        this.#counters.openingsRefused += 1;
        return channel.close(CLOSE.unavailable, 'too many documents');
      }
      // Logged where it was loaded.
      channel.close(CLOSE.storage, error instanceof DamagedDocumentError ? 'damaged' : 'storage');
    }
  }

  /**
   * ... and waits for all that was admitted before, also by whoever was still coming in or has left since: so nothing arrives
   * after the one who changed a right was told.
   */
  async #rejudge(channels: readonly Channel[]): Promise<void> {
    await Promise.all(channels.map((channel) => this.#judge.judge(channel)));
    await this.#services.commits.settled();
  }

  async #erase(name: DocumentName): Promise<void> {
    for (const channel of this.#audience.channelsOf(name)) channel.close(CLOSE.gone, '');
    const room = await this.#shelf.takeOut(name);
    room?.retire();
    await room?.settled();
    await this.#parts.store.erase(name);
    this.#damaged.forget(name);
    this.#counters.erasures += 1;
    await this.#checkpoints.now();
  }
}
