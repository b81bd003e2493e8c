import { GUEST } from '#shared/limits.ts';
import type { Clock } from '#shared/ports.ts';
import type { AccountPorts } from './accounts.ts';
import { eraseAccount } from './erasing.ts';

/**
 * Guests whom nobody has been for so long that their session is over (RELIABILITY H4): nobody can be them again, since they have no
 * password, so everything goes that "forget me" takes. F016 keeps a guest on the device until cleared, H4 speaks of two days; between the two
 * stands the time after which a chat's words are gone in any case (D7), and whoever runs the relay may choose (docs/admins.md). `ageing`: the clock
 * of what is kept for a time (A6). Gives how many.
 */
export async function eraseIdleGuests(ports: AccountPorts & { readonly ageing: Clock; readonly guestIdleMs: number }): Promise<number> {
  const idle = await ports.db
    .selectFrom('accounts')
    .select('id')
    .where('type', '=', 'guest')
    .where('forgotten_at_ms', 'is', null)
    .where('created_at_ms', '<=', ports.ageing.nowMs() - ports.guestIdleMs)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('sessions').select('device').whereRef('sessions.account', '=', 'accounts.id'))))
    .orderBy('created_at_ms')
    .limit(GUEST.maxErasedPerSweep)
    .execute();
  // The files are cleaned once, when all are gone.
  const quietly = { ...ports, events: { ...ports.events, erased: async () => undefined } };
  for (const { id } of idle) await eraseAccount(quietly, id);
  if (idle.length > 0) await ports.events.erased();
  return idle.length;
}
