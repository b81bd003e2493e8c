import { CLOSE } from '#shared/protocol/codes.ts';
import { encodeUpdate } from '#shared/protocol/message.ts';
import { unreachable } from '#shared/result.ts';
import { NotKept } from '../database/storage-error.ts';
import { Answers } from './answers.ts';
import { Attendance } from './attendance.ts';
import { Bill } from './bill.ts';
import type { Channel } from './channel.ts';
import { judgeWithinBudget } from './judge-update.ts';
import type { Drained, LiveDocument } from './live-document.ts';
import type { RoomServices } from './room-services.ts';
import { decided, dropItem, look, type RoomItem } from './room-item.ts';

/** What a turn has still to say, when what it changed is durable. */
type Afterwards = (() => void)[];

/**
 * One live document with those who have it open. Everything that happens to it goes through its turns: judge each item
 * on the live document, commit once, and only then tell anybody (DESIGN §6). While a commit is under way the rest waits,
 * so nobody ever sees a state that the disk does not have.
 */
export class Room {
  readonly document: LiveDocument;
  readonly #services: RoomServices;
  readonly #attendance: Attendance;
  readonly #answers: Answers;
  readonly #bill: Bill;
  #inbox: RoomItem[] = [];
  #committing: Promise<void> | null = null;
  #dropped = false;
  /** Monotonic: when it was last of use, for dropping the least recently used. */
  usedAtMs: number;

  constructor(document: LiveDocument, services: RoomServices) {
    this.document = document;
    this.#services = services;
    this.#attendance = new Attendance(document, services.clock, services.timers);
    this.#answers = new Answers(document, this.#attendance, services);
    this.#bill = new Bill(services.work, services.timers);
    this.usedAtMs = services.timers.monotonicMs();
  }

  /** Nobody has it open and nothing of it is on its way to the disk: it may leave memory at once. */
  get isIdle(): boolean {
    return this.#attendance.size === 0 && this.#inbox.length === 0 && this.#committing === null;
  }

  get present(): number {
    return this.#attendance.present;
  }

  /** Resolves when the turn under way, if any, is durable and told, or has failed. */
  settled(): Promise<void> {
    return this.#committing ?? Promise.resolve();
  }

  push(item: RoomItem): void {
    this.#inbox.push(item);
    if (this.#dropped) return this.#dropInbox();
    if (this.#committing === null) this.#services.ask(this);
  }

  /** A channel is gone. */
  part(channel: Channel): void {
    this.#attendance.remove(channel);
    this.usedAtMs = this.#services.timers.monotonicMs();
  }

  /** The channel may still read, but not take part. */
  signOff(channel: Channel): void {
    this.#attendance.signOff(channel);
  }

  /** Nothing more goes in; what is on its way to the disk is still told. For a document that is being erased. */
  retire(): void {
    this.#dropped = true;
    this.#dropInbox();
  }

  /** One turn. Ends synchronously where nothing was changed. */
  turn(): void {
    if (this.#committing !== null || this.#dropped || this.#inbox.length === 0) return;
    const items = this.#inbox;
    this.#inbox = [];
    const afterwards: Afterwards = [];
    let drained: Drained | null;
    try {
      this.#take(items, afterwards);
      drained = this.#bill.draining(() => this.document.drain());
    } catch (error) {
      return this.#fail(items, 'document-broken', error);
    } finally {
      for (const item of items) decided(item);
    }
    this.usedAtMs = this.#services.timers.monotonicMs();
    if (drained === null) this.#tell(items, [], afterwards);
    else this.#committing = this.#commit(items, drained, afterwards);
  }

  async #commit(items: readonly RoomItem[], drained: Drained, afterwards: Afterwards): Promise<void> {
    const { commits, counters, erased } = this.#services;
    try {
      await commits.add(drained.change);
    } catch (error) {
      this.#committing = null;
      counters.storageFailures += 1;
      return this.#fail(items, 'document-not-stored', error);
    }
    this.#committing = null;
    counters.turnsCommitted += 1;
    if (drained.change.content.kind === 'snapshot') counters.snapshotsWritten += 1;
    if (drained.erased) erased();
    if (drained.change.continues !== undefined) this.#services.continued(drained.change.continues);
    this.#tell(items, drained.updates, afterwards);
    if (this.#inbox.length > 0) this.#services.ask(this);
  }

  /** Judges and applies, in order. Clients' updates between two of the relay's own writes are one Yjs transaction. */
  #take(items: readonly RoomItem[], afterwards: Afterwards): void {
    let next = 0;
    while (next < items.length) {
      this.document.doc.transact(() => {
        for (; next < items.length; next += 1) {
          const item = items[next];
          if (item === undefined || item.kind === 'write') break;
          this.#takeOne(item, afterwards);
          if (!this.document.isFull) continue;
          next += 1;
          break;
        }
        this.#bill.judged();
      });
      this.#bill.tidied();
      // Not within the clients' transaction: Yjs takes what the relay writes there for a stranger under its own id.
      if (this.document.isFull && this.#services.isWritable()) this.document.continueElsewhere();
      const item = items[next];
      if (item?.kind !== 'write') continue;
      this.#write(item, afterwards);
      next += 1;
    }
  }

  #takeOne(item: Exclude<RoomItem, { kind: 'write' }>, afterwards: Afterwards): void {
    switch (item.kind) {
      case 'update':
        return this.#judge(item);
      case 'presence': {
        const pass = this.#attendance.judge(item.channel, item.update, this.#services.isWritable());
        if (pass !== null) afterwards.push(pass);
        return;
      }
      case 'state-vector':
      case 'ask':
      case 'query-presence':
      case 'join':
        afterwards.push(() => this.#answers.answer(item));
        return;
      case 'read':
        afterwards.push(() => look(this.document.doc, item));
        return;
      default:
        return unreachable(item);
    }
  }

  #judge(item: Extract<RoomItem, { kind: 'update' }>): void {
    const { channel, n, step2 } = item;
    const { counters, log, timers } = this.#services;
    const verdict = judgeWithinBudget(this.document, item, this.#services);
    if (verdict === null) return; // revoked since: nothing of it is taken, and nobody is there to be told
    if (verdict.ok) {
      channel.admit(n, step2);
      if (!verdict.noop) this.#bill.admitted(channel.account, verdict.deletes);
      counters[verdict.noop ? 'updatesWithoutNews' : 'updatesAdmitted'] += 1;
      return;
    }
    const { code } = verdict.refusal;
    const gate = verdict.gate ?? 'none';
    counters.countRefused(code, gate);
    const count = channel.session.refused(timers.monotonicMs());
    if (count !== null) log.info('update-refused', { document: channel.address.kind, code, gate, count });
    channel.refuse({ ...verdict.refusal, n });
  }

  #write({ change, author, done }: Extract<RoomItem, { kind: 'write' }>, afterwards: Afterwards): void {
    if (!this.#services.isWritable()) return done.reject(new NotKept('the store is read-only'));
    const { changed, error } = this.document.write(change, author);
    if (error === null) afterwards.push(done.resolve);
    else {
      done.reject(error);
      // Yjs takes nothing back: half a change must not be stored, so the whole turn is read anew from the store.
      if (changed) throw new Error('a change by the relay failed half-way', { cause: error });
    }
  }

  /** Everything is durable: one message for each change, to everybody; then answers and receipts. */
  #tell(items: readonly RoomItem[], updates: readonly Uint8Array[], afterwards: Afterwards): void {
    for (const update of updates) {
      // Its author hears it as well, as from a stock server: stock providers take silence for a lost connection.
      this.#attendance.send(encodeUpdate(update));
    }
    for (const say of afterwards) say();
    for (const item of items) if (item.kind === 'update') item.channel.settle();
  }

  /** Nothing of the turn is kept or acknowledged. Everybody comes back to what the store has. */
  #fail(items: readonly RoomItem[], event: string, error: unknown): void {
    this.#dropped = true;
    this.#services.log.error(event, { document: this.document.name, kind: error instanceof Error ? error.name : 'unknown' });
    this.#services.dropped(this);
    for (const item of items) dropItem(item);
    this.#dropInbox();
    for (const channel of this.#attendance.channels()) channel.close(CLOSE.storage, 'storage');
    this.document.close();
  }

  #dropInbox(): void {
    const items = this.#inbox;
    this.#inbox = [];
    for (const item of items) {
      dropItem(item);
      decided(item);
    }
  }
}
