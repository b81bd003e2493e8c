import { newId, type AccountId, type ChatId } from '#shared/ids.ts';
import type { Random } from '#shared/ports.ts';
import { IN_MEMORY, openDatabase, type Database } from '../../database/open.ts';
import { createLiveDocuments, type LiveDocuments } from '../../documents/live-documents.ts';
import { SqlDocumentStore } from '../../documents/store.sql.ts';
import { writeTalk, type Said } from '../../documents/testing/written-talk.ts';
import { createFakePorts, createMemoryLog } from '../../testing/fake-ports.ts';
import { createAccountData, type AccountData } from '../account-data.ts';
import { createPasswordHasher } from '../password-hash.ts';
import { createSessions } from '../sessions.ts';
import { diceOf } from './canary-store.ts';

const CHEAP = { memoryKib: 8, passes: 1, lanes: 1 };
const nothing = async (): Promise<void> => undefined;

/** Where a copy of one's data is asked for, over a store that holds what a test puts there. Nobody has a password. */
export class ExportDesk {
  readonly ports = createFakePorts();
  readonly database: Database;
  readonly documents: LiveDocuments;
  readonly #data: AccountData;
  readonly #store: SqlDocumentStore;

  private constructor(database: Database) {
    const { db, checkpoint } = database;
    const { log } = createMemoryLog();
    this.database = database;
    this.#store = new SqlDocumentStore(db, this.ports.clock);
    const directory = { authenticate: async () => null, actor: async () => null, facts: async () => null };
    this.documents = createLiveDocuments({ store: this.#store, directory, checkpoint, log, ...this.ports });
    const sessions = createSessions({ db, ...this.ports });
    const hasher = createPasswordHasher(this.ports.random, CHEAP);
    const events = { changed: nothing, deviceClosed: nothing, signedIn: nothing, forgotten: nothing, erased: nothing };
    this.#data = createAccountData({ db, ...this.ports, sessions, hasher, events, documents: this.documents, log });
  }

  static async open(): Promise<ExportDesk> {
    return new ExportDesk(await openDatabase({ file: IN_MEMORY }));
  }

  /** The file that somebody takes along, as their app writes it. */
  async fileOf(account: AccountId): Promise<string> {
    const made = await this.#data.exportMine({ account, device: newId(this.ports.random) }, { password: null });
    if (!made.ok) throw new Error(made.error.code);
    return JSON.stringify(made.value, null, 2);
  }

  /** A chat with everything that was said in it, part by part. */
  async talk(chat: ChatId, parts: readonly (readonly Said[])[]): Promise<void> {
    await writeTalk(this.#store, this.ports.random, chat, parts);
  }

  async close(): Promise<void> {
    await this.documents.close();
    await this.database.close();
  }
}

const STATES = ['open', 'ended', 'blocked', 'expired'] as const;

/** Chats between people of chance, some cut in parts; gives what each of them said, in the order of an export. */
export async function talkAtRandom(desk: ExportDesk, people: readonly AccountId[], random: Random, chats: number): Promise<Map<AccountId, string[]>> {
  const dice = diceOf(random);
  const said = new Map<AccountId, string[]>(people.map((account) => [account, []]));
  for (let n = 0; n < chats; n += 1) {
    const [at, further] = [dice(people.length), 1 + dice(people.length - 1)];
    const [seeker, listener] = [people[at], people[(at + further) % people.length]] as [AccountId, AccountId];
    const id = newId<ChatId>(random);
    const state = STATES[dice(STATES.length)] ?? 'open';
    const row = { id, seeker, listener, topic: null, language: 'en', state, opened_at_ms: n, ended_at_ms: null, ended_by: dice(2) === 0 ? listener : null } as const;
    await desk.database.db.insertInto('chats').values(row).execute();
    if (state === 'expired') continue;
    const parts = Array.from({ length: 1 + dice(3) }, () => Array.from({ length: dice(12) }, (): Said => {
      const author = dice(2) === 0 ? seeker : listener;
      const text = `said by ${author} ${newId(random)}`;
      said.get(author)?.push(`${id} ${text}`);
      return { author, at: n, text };
    }));
    await desk.talk(id, parts);
  }
  return said;
}
