import { constants, existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import type { AccountId } from '#shared/ids.ts';
import type { ActInWords } from './audit.ts';
import { NOBODY_CAN_SAY, readStillThere, type StillThere } from './still-there.ts';

/** A line of its record of acts. The hash tells whether the backup has it, too. */
type KnownAct = ActInWords & { readonly hash: string };

/** A guest's session, which holds in the store that is replaced. */
export interface KnownSession {
  readonly account: AccountId;
  readonly token_hash: string;
  readonly next_hash: string | null;
  readonly created_at_ms: number;
  readonly seen_at_ms: number;
}

/** What a store that is about to be replaced knows, and a backup of before must not undo. */
export interface KnownSince {
  readonly erased: readonly AccountId[];
  /** With the reason in the record, where there is one, and what the person reads; `undefined`: from before anything was written down for them. */
  readonly banned: readonly { readonly id: AccountId; readonly reason: string | null; readonly told: string | null | undefined }[];
  readonly acts: readonly KnownAct[];
  /** By the device. Null: nobody can say which sessions were ended since. */
  readonly guests: ReadonlyMap<string, KnownSession> | null;
  readonly still: StillThere;
}

export const NOTHING_KNOWN: KnownSince = { erased: [], banned: [], acts: [], guests: null, still: NOBODY_CAN_SAY };

/**
 * Read from a copy, with the log that belongs to it: the newest erasures may be in the log alone (RELIABILITY H3), and what
 * SQLite opens it may mend. Null: it cannot be read.
 */
export async function knownIn(store: string, copy: string): Promise<KnownSince | null> {
  await removeCopy(copy); // what a restore that was cut short has left
  try {
    await copyFile(store, copy, constants.COPYFILE_FICLONE);
    if (existsSync(`${store}-wal`)) await copyFile(`${store}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
    return read(copy);
  } catch (error) {
    // Not the store's fault, and nobody who was erased may come back for it.
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw error;
    return null;
  } finally {
    await removeCopy(copy);
  }
}

const removeCopy = async (copy: string): Promise<void> => {
  for (const companion of ['', '-wal', '-shm']) await rm(`${copy}${companion}`, { force: true });
};

function read(file: string): KnownSince {
  const database = new DatabaseSync(file);
  try {
    const erased = database.prepare('select id from accounts where forgotten_at_ms is not null').all();
    const banned = database.prepare('select * from accounts where banned = 1 and forgotten_at_ms is null').all();
    // A store of an older version has no record.
    const hasRecord = database.prepare("select 1 from sqlite_schema where name = 'audit'").get() !== undefined;
    const acts = hasRecord ? (database.prepare(RECORD).all() as unknown as KnownAct[]) : [];
    const guests = database.prepare(GUESTS).all();
    const why = hasRecord ? database.prepare("select reason from audit where act = 'ban' and whom = ? order by seq desc limit 1") : null;
    return {
      erased: erased.map(({ id }) => String(id) as AccountId),
      banned: banned.map(({ id, ban_told: told }) => {
        const line = why?.get(String(id));
        return { id: String(id) as AccountId, reason: line === undefined ? null : String(line['reason']), told: told === undefined || told === null ? told : String(told) };
      }),
      acts,
      still: readStillThere(database),
      guests: new Map(
        guests.map((row) => [
          String(row['device']),
          {
            account: String(row['account']) as AccountId,
            // Under whatever token it goes on there: a guest's is another one every month (RELIABILITY E3).
            token_hash: String(row['token_hash']),
            next_hash: typeof row['next_hash'] === 'string' ? row['next_hash'] : null,
            created_at_ms: Number(row['created_at_ms']),
            seen_at_ms: Number(row['seen_at_ms']),
          },
        ]),
      ),
    };
  } finally {
    database.close();
  }
}

const GUESTS =
  'select sessions.* from sessions join accounts on accounts.id = sessions.account ' +
  "where accounts.type = 'guest' and accounts.forgotten_at_ms is null";

/** As `readAudit` gives it, of a store whose shape may be an older one. */
const RECORD =
  'select audit.seq, at_ms, act, reason, "before", "after", hash, doer.name as byName, subject.name as whomName from audit ' +
  'left join accounts doer on doer.id = audit."by" left join accounts subject on subject.id = audit.whom order by audit.seq';
