import { inboxDocument } from '#shared/documents/names.ts';
import type { AccountId, StartId } from '#shared/ids.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { StartRow } from '../database/tables.ts';
import { errorFacts } from '../log/json-log.ts';
import { endStart, tellEnded } from './ending.ts';
import { looking, type StartsParts } from './parts.ts';
import { standingOf, type Standing } from './start-facts.ts';
import { takeOutOfSight, waitingAfter, waitingAmong, waitingAsks, waitingOf } from './start-store.ts';

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
  const { ended, hidden } = await parts.db.transaction().execute(async (trx) => {
    const now = await fallenOf(parts, trx, await waitingAmong(trx, fallen.map(({ start }) => start.id)));
    const over = now.filter(({ standing }) => standing === 'over');
    const unreached = now.flatMap(({ start, standing }) => (standing === 'unreached' ? [start] : []));
    if (unreached.length > 0) await takeOutOfSight(trx, unreached.map(({ id }) => id));
    const done = [];
    for (const { start } of over) done.push(await endStart(parts, trx, start, 'over'));
    return { ended: done.filter((one) => one !== null), hidden: unreached };
  });
  await tellHidden(parts, hidden);
  await tellEnded(parts, ended);
}

/** It goes from sight of whom it was for; its writer sees nothing change. */
export async function tellHidden({ projector }: StartsParts, hidden: readonly StartRow[]): Promise<void> {
  await Promise.all([...new Set(hidden.map(({ recipient }) => recipient))].map((account) => projector.project(inboxDocument(account))));
}

interface Fallen {
  readonly start: StartRow;
  readonly standing: Exclude<Standing, 'stands'>;
}

/** Those with which it is not any more as it was. */
async function fallenOf(parts: StartsParts, db: Sql, waiting: readonly StartRow[]): Promise<Fallen[]> {
  const look = looking(parts, db);
  const fallen: Fallen[] = [];
  for (const start of waiting) {
    const standing = await standingOf(look, start);
    if (standing === 'over' || (standing === 'unreached' && start.reaches === 1)) fallen.push({ start, standing });
  }
  return fallen;
}

async function guarded({ log }: StartsParts, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    log.error('look-again-failed', errorFacts(error));
  }
}
