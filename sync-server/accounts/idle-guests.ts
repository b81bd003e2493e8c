import { GUEST } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Clock } from '#shared/ports.ts';
import type { Documents, Log } from '../ports.ts';
import { findDamagedChats } from './account-words.ts';
import type { AccountPorts } from './accounts.ts';
import { eraseAccount } from './erasing.ts';

export interface IdleGuestParts extends AccountPorts {
  readonly documents: Pick<Documents, 'read'>;
  readonly log: Pick<Log, 'warn'>;
  /** Time in which people could come (A6). */
  readonly steady: Clock;
  readonly guestIdleMs: number;
  /** Whether they have a socket open. */
  readonly isHere: (account: AccountId) => boolean;
  /** Whom this relay has left to its operator since it started; what it adds to is its caller's. */
  readonly left: Set<AccountId>;
}

/**
 * Guests who have no session and were not seen for as long as guests are kept (RELIABILITY H4): nobody can be them again, since they have
 * no password, so everything goes that "forget me" takes. F016 keeps a guest on the device until cleared, H4 speaks of two days; between the
 * two stands the time after which a chat's words are gone in any case (D7), and whoever runs the relay may choose (docs/admins.md).
 * Whose chat is damaged stays as it is: nobody asked for the end of it, the other side's words are in it as well, and an operator may
 * still save them (A7). Gives how many went.
 */
export async function eraseIdleGuests(parts: IdleGuestParts): Promise<number> {
  const { db, steady, guestIdleMs, isHere, left } = parts;
  const found = await db
    .selectFrom('accounts')
    .select('id')
    .where('type', '=', 'guest')
    .where('forgotten_at_ms', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('guest_seen_at_ms', 'created_at_ms'), '<=', steady.nowMs() - guestIdleMs))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('sessions').select('device').whereRef('sessions.account', '=', 'accounts.id'))))
    .orderBy('created_at_ms')
    .limit(GUEST.maxErasedPerSweep + left.size)
    .execute();
  // The files are cleaned once, when all are gone.
  const quietly = { ...parts, events: { ...parts.events, erased: async () => undefined } };
  let erased = 0;
  for (const { id } of found.filter((row) => !left.has(row.id) && !isHere(row.id)).slice(0, GUEST.maxErasedPerSweep)) {
    if (await leaveDamaged(parts, id)) continue;
    await eraseAccount(quietly, id);
    erased += 1;
  }
  if (erased > 0) await parts.events.erased();
  return erased;
}

/** True for one with damaged chats, which are named once each time the relay runs. */
async function leaveDamaged({ db, documents, log, left }: IdleGuestParts, account: AccountId): Promise<boolean> {
  const damaged = await findDamagedChats({ db, documents }, account);
  for (const document of damaged) log.warn('guest-not-erased', { document });
  if (damaged.length > 0) left.add(account);
  return damaged.length > 0;
}
