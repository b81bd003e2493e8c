import type { AccountId, StartId } from '#shared/ids.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { StartRow } from '../database/tables.ts';
import { errorFacts } from '../log/json-log.ts';
import { endEach } from './ending.ts';
import { looking, type StartsParts } from './parts.ts';
import { stillStands } from './start-facts.ts';
import { waitingAfter, waitingAmong, waitingAsks, waitingOf } from './start-store.ts';

/**
 * Ends what waits for or because of these accounts and may not be said any more, as things stand now. Never rejects: it comes
 * behind something that has happened, which stays so; what it leaves undone the next sweeps find.
 */
export const lookAgain = (parts: StartsParts, accounts: readonly AccountId[]): Promise<void> =>
  accounts.length === 0 ? Promise.resolve() : guarded(parts, async () => judge(parts, await waitingOf(parts.db, accounts)));

/** What was shown as free by who is here. */
export const lookAtAsks = (parts: StartsParts): Promise<void> => guarded(parts, async () => judge(parts, await waitingAsks(parts.db)));

/** So many at a time, so that a long list keeps nobody waiting. */
const AT_ONCE = 100;

/**
 * The next of all that waits, behind `after`; gives behind which to go on, or null when that was the last. It finds what changed
 * while no relay ran, or where looking failed (RELIABILITY D3).
 */
export async function lookAtNext(parts: StartsParts, after: StartId | null): Promise<StartId | null> {
  const next = await waitingAfter(parts.db, after, AT_ONCE);
  await judge(parts, next);
  return next.length < AT_ONCE ? null : (next.at(-1)?.id ?? null);
}

/** Looks without a transaction first: mostly everything stands. */
async function judge(parts: StartsParts, waiting: readonly StartRow[]): Promise<void> {
  const fallen = await fallenOf(parts, parts.db, waiting);
  if (fallen.length === 0) return;
  await endEach(parts, 'over', async (trx) => fallenOf(parts, trx, await waitingAmong(trx, fallen.map(({ id }) => id))));
}

async function fallenOf(parts: StartsParts, db: Sql, waiting: readonly StartRow[]): Promise<StartRow[]> {
  const look = looking(parts, db);
  const fallen: StartRow[] = [];
  for (const start of waiting) if (!(await stillStands(look, start))) fallen.push(start);
  return fallen;
}

async function guarded({ log }: StartsParts, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    log.error('look-again-failed', errorFacts(error));
  }
}
