import { inboxDocument } from '#shared/documents/names.ts';
import type { MatchingParts } from './parts.ts';
import { settleWaiting } from './request-store.ts';

/**
 * Closes requests that nobody took in time, with a kind word in the inbox, and those of people who were banned or
 * forgotten by somebody other than this process. Runs at start and every `limits.housekeepingMs`.
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
    if (!(await settleWaiting(db, row.id, barred ? 'withdrawn' : 'lapsed', nowMs))) continue;
    settled += 1;
    moved.add(row.age_group);
    await projector.project(inboxDocument(row.seeker));
  }
  for (const ageGroup of moved) await projector.queueMoved(ageGroup);
  if (settled > 0) log.info('requests-settled', { count: settled });
}
