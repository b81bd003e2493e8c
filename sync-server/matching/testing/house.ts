import type { Kysely } from 'kysely';
import { newId, type AccountId } from '#shared/ids.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { foldName } from '#shared/people/names.ts';
import { EMPTY_PROFILE, type OwnProfile } from '#shared/people/profile.ts';
import { toActor } from '../../accounts/account-facts.ts';
import { agreedNow } from '../../accounts/listeners.ts';
import { IN_MEMORY, openDatabase, type Database } from '../../database/open.ts';
import type { NewAccountRow, Tables } from '../../database/tables.ts';
import { writeProfile } from '../../people/profile-rows.ts';
import type { Documents } from '../../ports.ts';
import { createMemoryDocuments, type MemoryDocuments } from '../../projections/testing/memory-documents.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from '../../testing/fake-ports.ts';
import { createMatching, type Matching } from '../matching.ts';
import type { MatchingLimits } from '../parts.ts';

/** A relay's matching over a real database, with time and documents that a test holds in its hands. */
export interface House {
  readonly db: Kysely<Tables>;
  readonly database: Database;
  readonly documents: MemoryDocuments;
  readonly ports: FakePorts;
  readonly log: readonly string[];
  readonly matching: Matching;
  /** Who is connected. */
  readonly here: Set<AccountId>;
  /** Another matching over the same database and documents: the relay after a restart. */
  restart(): Promise<Matching>;
  person(facts?: Partial<NewAccountRow>): Promise<AccountId>;
  seeker(facts?: Partial<NewAccountRow>): Promise<AccountId>;
  listener(facts?: Partial<NewAccountRow>): Promise<AccountId>;
  /** A listener who is connected and says `online`, or whatever else. */
  freeListener(facts?: Partial<NewAccountRow>, says?: Partial<OwnProfile>): Promise<AccountId>;
  /** Waits until nothing in the background is left to do at this moment. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(
  options: {
    readonly file?: string;
    readonly limits?: Partial<MatchingLimits>;
    readonly wrap?: (documents: Documents) => Documents;
  } = {},
): Promise<House> {
  const database = await openDatabase({ file: options.file ?? IN_MEMORY });
  const { db } = database;
  const ports = createFakePorts();
  const documents = createMemoryDocuments();
  const { log, lines } = createMemoryLog();
  const opened: Matching[] = [];
  const here = new Set<AccountId>();
  let people = 0;

  const openMatching = (): Matching => {
    const matching = createMatching({
      db,
      documents: options.wrap?.(documents) ?? documents,
      actorOf: async (account) => {
        const row = await db.selectFrom('accounts').selectAll().where('id', '=', account).executeTakeFirst();
        return row === undefined || row.forgotten_at_ms !== null ? null : toActor(row);
      },
      log,
      isHere: (account) => here.has(account),
      ...ports,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    opened.push(matching);
    return matching;
  };

  const person = async (facts: Partial<NewAccountRow> = {}): Promise<AccountId> => {
    people += 1;
    const id = newId<AccountId>(ports.random);
    const name = facts.name ?? `person${people}`;
    await db
      .insertInto('accounts')
      .values({ ...consenting(ports.clock.nowMs()), id, name, name_folded: foldName(name), ...facts })
      .execute();
    return id;
  };

  const matching = openMatching();
  return {
    db,
    database,
    documents,
    ports,
    log: lines,
    matching,
    here,
    restart: async () => {
      for (const earlier of opened) await earlier.close();
      return openMatching();
    },
    person,
    seeker: (facts) => person({ type: 'member', ...facts }),
    listener: (facts) => person({ type: 'listener', ...facts }),
    freeListener: async (facts, says) => {
      const account = await person({ type: 'listener', ...facts });
      await writeProfile(db, account, { ...EMPTY_PROFILE, status: 'online', ...says });
      here.add(account);
      return account;
    },
    settle: async () => {
      // Each background step is a few turns of the event loop; SQLite answers within the turn.
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
    close: async () => {
      for (const each of opened) await each.close();
      await database.close();
    },
  };
}

const consenting = (nowMs: number): Omit<NewAccountRow, 'id' | 'name' | 'name_folded'> => ({
  type: 'guest',
  password_hash: null,
  age_group: 'adult',
  parental_consent: 1,
  consent_versions: JSON.stringify({
    member: AGREEMENTS.member.version,
    privacy: AGREEMENTS.privacy.version,
    certification: AGREEMENTS.certification.version,
  }),
  consented_at_ms: nowMs,
  ...agreedNow(nowMs),
  cleared_for_teens: 0,
  banned: 0,
  admin: 0,
  created_at_ms: nowMs,
  forgotten_at_ms: null,
});
