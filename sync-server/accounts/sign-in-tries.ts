import { createHmac } from 'node:crypto';
import { SIGN_IN } from '#shared/limits.ts';
import { foldName } from '#shared/people/names.ts';
import type { Clock, Random } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { toFlag } from '../database/tables.ts';
import type { Sql } from './account-store.ts';
import { readSalt } from './store-salt.ts';
import { signInWaitMs, TRIES_KEPT_MS } from './sign-in-rules.ts';

/** A try under way. Until it is said how it ended it counts as failed, so that many at once are not one. */
export interface SignInTry {
  /** The password was right. */
  succeeded(): Promise<void>;
  /** It was never looked at, through no fault of whoever tried. */
  neverMind(): Promise<void>;
}

/** Who tried to sign in, and how often (RELIABILITY C9). Kept in the store, so that a restart forgives nothing. */
export interface SignInTries {
  /** Notes a try, or gives the milliseconds to wait. `address` is a key of `addressKey`; the name need not exist (E2). */
  begin(name: string, address: string): Promise<Result<SignInTry, number>>;
  /** Removes what no limit looks at any more. */
  sweep(): Promise<void>;
}

export function createSignInTries(ports: { readonly db: Sql; readonly clock: Clock; readonly random: Random }): SignInTries {
  const { db, clock, random } = ports;
  let salt: Promise<Uint8Array> | null = null;
  const hash = async (text: string): Promise<string> => {
    // Asked again after a failure, or a disk that was full for a moment would shut everybody out.
    salt ??= readSalt(db, random).catch((error: unknown) => {
      salt = null;
      throw error;
    });
    return createHmac('sha256', await salt).update(text).digest('hex');
  };

  return {
    begin: async (name, address) => {
      const name_hash = await hash(`name ${foldName(name.trim().replace(/^@/, ''))}`);
      const address_hash = await hash(`address ${address}`);
      return db.transaction().execute(async (trx) => {
        const nowMs = clock.nowMs();
        const isKnown = await isKnownAddress(trx, name_hash, address_hash, nowMs);
        const waitMs = signInWaitMs(await readEarlier(trx, name_hash, address_hash, nowMs), isKnown, nowMs);
        if (waitMs > 0) return err(waitMs);
        const row = { at_ms: nowMs, name_hash, address_hash, failed: toFlag(true), known: toFlag(isKnown) };
        const { seq } = await trx.insertInto('sign_in_tries').values(row).returning('seq').executeTakeFirstOrThrow();
        return ok(tryOf(db, clock, Number(seq), { name_hash, address_hash }));
      });
    },
    sweep: async () => {
      const nowMs = clock.nowMs();
      // A row from the future was dated by a clock that was wrong; it would never be past.
      await db
        .deleteFrom('sign_in_tries')
        .where((row) => row.or([row('at_ms', '<', nowMs - TRIES_KEPT_MS), row('at_ms', '>', nowMs + TRIES_KEPT_MS)]))
        .execute();
      await db.deleteFrom('known_addresses').where('seen_at_ms', '<', nowMs - SIGN_IN.knownAddressMs).execute();
    },
  };
}

interface Hashes {
  readonly name_hash: string;
  readonly address_hash: string;
}

function tryOf(db: Sql, clock: Clock, seq: number, hashes: Hashes): SignInTry {
  return {
    succeeded: async () => {
      const seen_at_ms = clock.nowMs();
      await db.transaction().execute(async (trx) => {
        await trx.updateTable('sign_in_tries').set({ failed: toFlag(false) }).where('seq', '=', seq).execute();
        await trx
          .insertInto('known_addresses')
          .values({ ...hashes, seen_at_ms })
          .onConflict((conflict) => conflict.columns(['name_hash', 'address_hash']).doUpdateSet({ seen_at_ms }))
          .execute();
      });
    },
    neverMind: async () => void (await db.deleteFrom('sign_in_tries').where('seq', '=', seq).execute()),
  };
}

async function isKnownAddress(db: Sql, name_hash: string, address_hash: string, nowMs: number): Promise<boolean> {
  const query = db.selectFrom('known_addresses').select('seen_at_ms').where('name_hash', '=', name_hash);
  const row = await query.where('address_hash', '=', address_hash).executeTakeFirst();
  return row !== undefined && Number(row.seen_at_ms) >= nowMs - SIGN_IN.knownAddressMs;
}

async function readEarlier(db: Sql, name_hash: string, address_hash: string, nowMs: number) {
  const rows = await db
    .selectFrom('sign_in_tries')
    .select(['at_ms', 'name_hash', 'address_hash', 'failed', 'known'])
    .where((row) => row.or([row('name_hash', '=', name_hash), row('address_hash', '=', address_hash)]))
    .where('at_ms', '>', nowMs - TRIES_KEPT_MS)
    .execute();
  return rows.map((row) => ({
    atMs: Number(row.at_ms),
    sameName: row.name_hash === name_hash,
    sameAddress: row.address_hash === address_hash,
    failed: row.failed === 1,
    known: row.known === 1,
  }));
}
