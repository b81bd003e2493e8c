import { sql } from 'kysely';
import { call } from '../../testing/clients.ts';
import { openRelayHouse, type RelayHouse } from './relay-house.ts';
import type { Pair } from './secrecy.ts';

const PASSWORD = 'tall pines beside a slow river';

/** A relay with one name that somebody has and one that nobody has. */
export interface Names {
  readonly house: RelayHouse;
  readonly pairs: readonly Pair[];
  /** Tries to sign in are bounded by name and address (RELIABILITY C9); here they are not what is measured. */
  forgetTries(): Promise<void>;
  close(): Promise<void>;
}

/** E2: whether a name exists cannot be told from how signing in is refused, nor from how long it takes. */
export async function openNames(): Promise<Names> {
  const house = await openRelayHouse();
  const { relay } = house;
  const known = await call(relay, 'createGuest', { body: { deviceName: 'laptop' } });
  await call(relay, 'becomeMember', { token: known.token, body: { name: 'Rowan', password: PASSWORD } });
  const guest = await call(relay, 'createGuest', { body: { deviceName: 'laptop' } });
  const attempt = async (name: string): Promise<string> => {
    const response = await fetch(`${relay.url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, password: 'something else entirely', deviceName: 'phone' }),
    });
    const { date: _, ...headers } = Object.fromEntries(response.headers);
    return JSON.stringify([response.status, headers, await response.text()]);
  };
  return {
    house,
    pairs: [
      { what: 'signing in to a member\'s name', absent: () => attempt('Linden'), foreign: () => attempt('Rowan') },
      { what: 'signing in to a guest\'s name', absent: () => attempt('Linden'), foreign: () => attempt(guest.me.name) },
    ],
    forgetTries: async () => {
      await sql`delete from sign_in_tries`.execute(relay.database.db);
    },
    close: () => house.close(),
  };
}
