import type { LogEntry } from '#shared/documents/log.ts';
import { chatDocument, type DocumentName } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { openHouse, type House } from '../../matching/testing/house.ts';
import type { Documents } from '../../ports.ts';
import { createRetention, type Retention } from '../retention.ts';

export const DAY_MS = 86_400_000;
export const WINDOW = { windowMessages: 3, windowMs: 30 * DAY_MS };

/** A house whose chats are swept, documents in memory and facts in SQL; a test sees what is read, and comes in between. */
export class SweptHouse {
  readonly house: House;
  readonly retention: Retention;
  readonly reads: DocumentName[] = [];
  /** What the next requests to empty the write-ahead log are answered with; then all succeed. */
  checkpoints: boolean[] = [];
  readonly errors: string[] = [];
  /** Runs once, before the next read of a document: somebody does something at this very moment. */
  inBetween: (() => Promise<void>) | null = null;

  private constructor(house: House) {
    this.house = house;
    this.retention = this.retain(house.documents);
  }

  static async open(): Promise<SweptHouse> {
    return new SweptHouse(await openHouse());
  }

  /** Retention over these documents instead of the house's own. */
  retain(documents: Documents): Retention {
    const { db, matching, ports } = this.house;
    return createRetention({
      db,
      documents: this.#watched(documents),
      projector: matching.projector,
      checkpoint: async () => this.checkpoints.shift() ?? true,
      log: { info: () => undefined, warn: () => undefined, error: (event) => this.errors.push(event) },
      clock: ports.clock,
      timers: ports.timers,
      window: WINDOW,
      sweepMs: DAY_MS / 24,
    });
  }

  async meet(): Promise<{ chat: ChatId; seeker: AccountId; listener: AccountId }> {
    const { house } = this;
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const request = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    const chat = request.ok ? await house.matching.acceptRequest(listener, request.value) : request;
    if (!chat.ok) throw new Error('they did not meet');
    return { chat: chat.value, seeker, listener };
  }

  async say(chat: ChatId, author: AccountId, amount = 1): Promise<void> {
    const { db, documents, ports } = this.house;
    for (let n = 0; n < amount; n += 1) {
      const message = { id: newEntryId(author, ports.random), author, at: ports.clock.nowMs(), kind: 'message' };
      documents.append(chatDocument(chat), message satisfies LogEntry);
    }
    // What the store says of a document that changed, which the documents in memory do not write by themselves.
    await db.insertInto('document_updates').values({ name: chatDocument(chat), bytes: new Uint8Array([0]) }).execute();
  }

  async stateOf(chat: ChatId): Promise<string | undefined> {
    return (await this.house.db.selectFrom('chats').select('state').where('id', '=', chat).executeTakeFirst())?.state;
  }

  async close(): Promise<void> {
    await this.retention.close();
    await this.house.close();
  }

  #watched(documents: Documents): Documents {
    return {
      ...documents,
      read: async (name, look) => {
        this.reads.push(name);
        const happens = this.inBetween;
        const found = await documents.read(name, look);
        this.inBetween = null;
        await happens?.();
        return found;
      },
    };
  }
}
