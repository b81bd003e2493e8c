import { inboxDocument } from '#shared/documents/names.ts';
import { waitAmongTheirOwn } from './accounts.ts';
import type { MatchingParts } from './parts.ts';
import { settleWaiting } from './request-store.ts';

/**
 * Closes requests that nobody took in time, with a kind word in the inbox, and those of people who were banned or
 * forgotten by somebody other than this process; moves those that a stop of the relay left in another age group's queue
 * (P8, RELIABILITY D2). Runs at start and every `limits.housekeepingMs`.
 */
export async function keepQueueTidy(parts: MatchingParts): Promise<void> {
  const { db, clock, limits, projector, log } = parts;
  const nowMs = clock.nowMs();
  const overdue = await db
    .selectFrom('requests')
    .innerJoin('accounts', 'accounts.id', 'requests.seeker')
    .select(['requests.id', 'requests.seeker', 'requests.age_group'])
    .select(['accounts.banned', 'accounts.forgotten_at_ms'])
    .where('requests.state', '=', 'waiting')
    .where((eb) =>
      eb.or([
        eb('requests.created_at_ms', '<=', nowMs - limits.requestLapseMs),
        eb('accounts.banned', '=', 1),
        eb('accounts.forgotten_at_ms', 'is not', null),
      ]),
    )
    .execute();
  const moved = new Set<(typeof overdue)[number]['age_group']>();
  let settled = 0;
  for (const row of overdue) {
    const barred = row.banned === 1 || row.forgotten_at_ms !== null;
    const left = await settleWaiting(db, row.id, barred ? 'withdrawn' : 'lapsed', nowMs);
    if (left === null) continue;
    settled += 1;
    moved.add(left);
    await projector.project(inboxDocument(row.seeker));
  }
  for (const ageGroup of moved) await projector.queueMoved(ageGroup);
  const astray = await db
    .selectFrom('requests')
    .innerJoin('accounts', 'accounts.id', 'requests.seeker')
    .select(['accounts.id', 'accounts.age_group'])
    .where('requests.state', '=', 'waiting')
    .whereRef('accounts.age_group', '!=', 'requests.age_group')
    .execute();
  for (const { id, age_group: ageGroup } of astray) await waitAmongTheirOwn(parts, id, ageGroup);
  if (settled > 0) log.info('requests-settled', { count: settled });
}
