import { sql } from 'kysely';
import { API, type BodyOf } from '#shared/api/contract.ts';
import { newRecoveryCode } from '#shared/people/recovery-code.ts';
import { systemPorts } from '../../system.ts';
import { call } from '../../testing/clients.ts';
import { openRelayHouse, type RelayHouse } from './relay-house.ts';
import type { Pair } from './secrecy.ts';

const PASSWORD = 'tall pines beside a slow river';
const OTHER = 'something else entirely';

/** A relay with one name that somebody has and one that nobody has. */
export interface Names {
  readonly house: RelayHouse;
  readonly pairs: readonly Pair[];
  /** Tries to sign in are bounded by name and address (RELIABILITY C9); here they are not what is measured. */
  forgetTries(): Promise<void>;
  close(): Promise<void>;
}

/** E2: whether a name exists cannot be told from how signing in or coming back is refused, nor from how long it takes. */
export async function openNames(): Promise<Names> {
  const house = await openRelayHouse();
  const { relay } = house;
  const member = async (name: string): Promise<string> => {
    const made = await call(relay, 'createGuest', { body: { deviceName: 'laptop' } });
    return (await call(relay, 'becomeMember', { token: made.token, body: { name, password: PASSWORD } })).token;
  };
  await member('Rowan');
  await call(relay, 'makeRecoveryCode', { token: await member('Hazel'), body: { password: PASSWORD } });
  const guest = await call(relay, 'createGuest', { body: { deviceName: 'laptop' } });
  const ask = async <Name extends 'signIn' | 'recover'>(endpoint: Name, body: BodyOf<Name>): Promise<string> => {
    const response = await fetch(relay.url + API[endpoint].path, {
      method: API[endpoint].method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { date: _, ...headers } = Object.fromEntries(response.headers);
    return JSON.stringify([response.status, headers, await response.text()]);
  };
  const signIn = (name: string) => ask('signIn', { name, password: OTHER, deviceName: 'phone' });
  // A code of the right form, so that it is looked for.
  const code = newRecoveryCode(systemPorts().random);
  const recover = (name: string) => ask('recover', { name, code, password: OTHER, deviceName: 'phone' });
  return {
    house,
    pairs: [
      { timed: true, what: 'signing in to a member\'s name', absent: () => signIn('Linden'), foreign: () => signIn('Rowan') },
      { timed: true, what: 'signing in to a guest\'s name', absent: () => signIn('Linden'), foreign: () => signIn(guest.me.name) },
      { timed: true, what: 'coming back, with a code there', absent: () => recover('Linden'), foreign: () => recover('Hazel') },
      { timed: true, what: 'coming back, with no code there', absent: () => recover('Linden'), foreign: () => recover('Rowan') },
    ],
    forgetTries: async () => {
      await sql`delete from sign_in_tries`.execute(relay.database.db);
    },
    close: () => house.close(),
  };
}
