import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SegmentLimits } from '#shared/documents/segments.ts';
import { newId, type AccountId, type ChatId } from '#shared/ids.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { toActor } from '../../accounts/account-facts.ts';
import { agreedNow } from '../../accounts/listeners.ts';
import { openDatabase, type Database } from '../../database/open.ts';
import { createLiveDocuments, type LiveDocuments } from '../../documents/live-documents.ts';
import { standingOf } from '../../documents/standing.ts';
import { SqlDocumentStore } from '../../documents/store.sql.ts';
import { createMatching, type Matching } from '../../matching/matching.ts';
import type { Directory } from '../../ports.ts';
import { createFakePorts, createMemoryLog } from '../../testing/fake-ports.ts';
import { createRetention, type Retention } from '../retention.ts';

/** One life of the relay's process. */
interface Life {
  readonly database: Database;
  readonly documents: LiveDocuments;
  readonly matching: Matching;
  readonly retention: Retention;
}

export interface Meeting {
  readonly chat: ChatId;
  readonly seeker: AccountId;
  readonly listener: AccountId;
}

/**
 * The real database in a real file, the real documents, and time in the test's hands. Nobody is too fast here: how long
 * a chat gets is not a matter of its rate.
 */
export class DiskRelay {
  readonly ports = createFakePorts();
  readonly #folder = mkdtempSync(join(tmpdir(), 'samovar-retention-'));
  readonly #segment: SegmentLimits | undefined;
  #life: Life | null = null;

  /** `segment`: where long chats are cut, when not where they really are. */
  constructor(segment?: SegmentLimits) {
    this.#segment = segment;
  }

  get #now(): Life {
    if (this.#life === null) throw new Error('the relay does not run');
    return this.#life;
  }

  get database(): Database {
    return this.#now.database;
  }
  get documents(): LiveDocuments {
    return this.#now.documents;
  }
  get matching(): Matching {
    return this.#now.matching;
  }
  get retention(): Retention {
    return this.#now.retention;
  }

  async start(): Promise<void> {
    const database = await openDatabase({ file: join(this.#folder, 'samovar.db') });
    const { db, checkpoint } = database;
    const { log } = createMemoryLog();
    const actor: Directory['actor'] = async (account) => {
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', account).executeTakeFirst();
      return row === undefined ? null : toActor(row);
    };
    const documents = createLiveDocuments({
      store: new SqlDocumentStore(db, this.ports.clock),
      directory: { authenticate: async () => null, actor, facts: (address) => matching.facts(address) },
      checkpoint,
      limits: this.#segment === undefined ? {} : { segment: this.#segment },
      standingOf: (...asked) => {
        const standing = standingOf(...asked);
        return standing.at === 'reader' ? { ...standing, messageRate: { burst: 1e6, refillMs: 1 } } : standing;
      },
      continued: ({ log: name }) => matching.continued(name),
      log,
      ...this.ports,
    });
    const matching = createMatching({ db, documents, actorOf: actor, log, ...this.ports });
    const { projector } = matching;
    const retention = createRetention({ db, documents, projector, checkpoint, log, ...this.ports });
    this.#life = { database, documents, matching, retention };
  }

  /** Ends in good order; what is on the disk stays. */
  async stop(): Promise<void> {
    const life = this.#life;
    this.#life = null;
    await life?.retention.close();
    await life?.matching.close();
    await life?.documents.close();
    await life?.database.close();
  }

  /** Every byte of every file, the write-ahead log included. Yjs keeps strings as they are, so text shows as text. */
  files(): string {
    return readdirSync(this.#folder).map((name) => readFileSync(join(this.#folder, name), 'latin1')).join('\n');
  }

  /** Lets everything that can go on, go on. */
  async settle(turns = 12): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await this.documents.settled();
    }
  }

  /** An adult who has agreed to everything. */
  async person(type: 'member' | 'listener'): Promise<AccountId> {
    const id = newId<AccountId>(this.ports.random);
    const { member, privacy, certification } = AGREEMENTS;
    await this.database.db
      .insertInto('accounts')
      .values({
        id, name: id, name_folded: id, type, password_hash: null, age_group: 'adult', parental_consent: 0,
        consent_versions: JSON.stringify({ member: member.version, privacy: privacy.version, certification: certification.version }),
        consented_at_ms: 1, ...agreedNow(1), cleared_for_teens: 0, banned: 0, admin: 0, created_at_ms: 1, forgotten_at_ms: null,
      })
      .execute();
    return id;
  }

  /** Somebody asks, and somebody takes it. */
  async meet(): Promise<Meeting> {
    const [seeker, listener] = [await this.person('member'), await this.person('listener')];
    const request = await this.matching.createRequest(seeker, { topic: 'grief', language: 'en' });
    const chat = request.ok ? await this.matching.acceptRequest(listener, request.value) : request;
    if (!chat.ok) throw new Error('they did not meet');
    return { chat: chat.value, seeker, listener };
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }
}
