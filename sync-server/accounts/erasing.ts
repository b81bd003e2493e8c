import type { AccountId } from '#shared/ids.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import { eraseOwnRows } from './account-rows.ts';
import { anonymizeAccount, eraseFirstRows } from './account-store.ts';
import type { AccountPorts } from './accounts.ts';

/** An account ends, and what the relay holds about its person with it (RELIABILITY H3). Whether it may was asked before. */
export async function eraseAccount(ports: Erasing & Pick<AccountPorts, 'random'>, account: AccountId): Promise<void> {
  // First of all: from here on no command finds the account, so that nothing new can begin in its name.
  await anonymizeAccount(ports.db, account, ports.clock.nowMs(), ports.random);
  await finishErasure(ports, account);
  await ports.events.erased();
}

type Erasing = Pick<AccountPorts, 'db' | 'clock' | 'sessions' | 'events'>;

/** The rest of it, and what a stop may have left of the beginning. May be done any number of times. */
async function finishErasure({ db, clock, sessions, events }: Erasing, account: AccountId): Promise<void> {
  await events.forgotten(account);
  for (const device of await sessions.revokeAll(account)) await events.deviceClosed(device);
  await db.transaction().execute(async (trx) => {
    await eraseFirstRows(trx, account);
    await eraseOwnRows(trx, account, 'row-last');
    await trx.updateTable('accounts').set({ erased_at_ms: clock.nowMs() }).where('id', '=', account).execute();
  });
}

/**
 * Erasures that a stop of the relay or its store cut short, or that a restored backup brought back (RELIABILITY H3): before anybody is
 * served, and every few minutes from then on. One that fails waits for the next time, and keeps neither the others nor the relay from
 * theirs (A7): its account can be entered by nobody. `restMs`: what began less than this ago is still in the hands that began it.
 * Gives how many were finished.
 */
export async function finishErasures(ports: Erasing & { readonly log: Log }, restMs = 0): Promise<number> {
  const { db, clock, log } = ports;
  const begun = db.selectFrom('accounts').select(['id', 'forgotten_at_ms']).where('forgotten_at_ms', 'is not', null);
  const owed = await begun.where('erased_at_ms', 'is', null).execute();
  const nowMs = clock.nowMs();
  // Whichever way the clock was set meanwhile (A6).
  const left = owed.filter(({ forgotten_at_ms: begunMs }) => Math.abs(nowMs - (begunMs ?? 0)) >= restMs);
  let finished = 0;
  for (const { id } of left) {
    try {
      await finishErasure(ports, id);
      finished += 1;
    } catch (error) {
      log.error('erasure-not-finished', errorFacts(error));
    }
  }
  if (left.length > 0) await ports.events.erased();
  if (finished > 0) log.info('erasures-finished', { accounts: finished });
  return finished;
}
