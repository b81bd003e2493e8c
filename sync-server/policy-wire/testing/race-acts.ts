import { FIRST_ROLES } from '#shared/people/roles.ts';
import type { Dice } from '#shared/testing/dice.ts';
import { API } from '#shared/api/contract.ts';
import { call } from '../../testing/clients.ts';
import { pause } from './race-words.ts';
import type { Resident } from './relay-house.ts';
import type { Race } from './revocation.ts';
import { PLAIN, REASON, type Powers } from './revoking.ts';
import { send } from './try-http.ts';

/** How somebody who acts with power loses it. */
export const LOSSES = ['role taken', 'rank lost', 'role removed', 'keeper banned', 'keeper signed out'] as const;
export type Loss = (typeof LOSSES)[number];

/** Below the burst of `RATE.command`, with what comes after. */
const ACTS = 12;
const AFTERWARDS = 2;
/** Long enough for every rate to be whole again; nobody is connected meanwhile. */
const RECOVERY_MS = 120_000;
const REFUSED: ReadonlySet<number> = new Set([401, 403]);

/**
 * One race of somebody who bans and lets in, ban upon ban, against the loss of the power to. The record says what was done, and
 * in which order (RELIABILITY G3): behind the line by which the power went there is none of theirs.
 */
export async function raceActs(powers: Powers, loss: Loss, dice: Dice): Promise<Race> {
  const { house, admin } = powers;
  const { db } = house.relay.database;
  house.skip(RECOVERY_MS);
  const keeper = await house.person({ ...PLAIN, type: 'member' });
  const whom = await house.person({ ...PLAIN, type: 'member' });
  const role = await giveOwnRole(powers, keeper);
  const acts: Promise<number>[] = [];
  const race = { isOver: false };
  const act = (): void => void acts.push(ban(powers, keeper, whom, acts.length % 2 === 0));
  const racing = (async () => {
    while (acts.length < ACTS && !race.isOver) {
      act();
      await pause(dice.below(40));
    }
  })();
  await pause(dice.below(200));
  await lose(powers, loss, keeper, role);
  race.isOver = true;
  await racing;
  const sentBefore = acts.length;
  for (let more = 0; more < AFTERWARDS; more += 1) act();
  const statuses = await Promise.all(acts);
  const late = statuses.slice(sentBefore).filter((status) => !REFUSED.has(status));
  if (late.length > 0) throw new Error(`an act from after the answer was answered with ${late.join(', ')}`);
  const odd = statuses.filter((status) => status !== 200 && !REFUSED.has(status));
  if (odd.length > 0) throw new Error(`the try itself was no good: ${odd.join(', ')}`);
  // Sessions are no acts with power and have no line; there the answers say it.
  const end = await db.selectFrom('audit').select('seq').where('by', '=', admin.account).orderBy('seq', 'desc').executeTakeFirst();
  const mine = await db.selectFrom('audit').select('seq').where('by', '=', keeper.account).execute();
  const behind = loss === 'keeper signed out' ? [] : mine.filter(({ seq }) => seq > (end?.seq ?? 0));
  if (behind.length > 0) throw new Error(`${behind.length} acts are in the record behind the loss of the power`);
  // A house holds so many roles and no more (`ROLE.maxRoles`).
  if (loss !== 'role removed') await call(house.relay, 'removeRole', { token: admin.token, body: { role, reason: REASON, password: null } });
  const taken = statuses.filter((status) => status === 200).length;
  return { takenBefore: taken, refusedAfter: statuses.length - taken, closeMs: 0, signOffMs: 0 };
}

/** Each race has a role of its own, so that none undoes another's. */
async function giveOwnRole({ house: { relay }, admin: { token } }: Powers, { name }: Resident): Promise<string> {
  const moderator = FIRST_ROLES.find(({ id }) => id === 'moderator');
  if (moderator === undefined) throw new Error('a new house has moderators');
  const id = `keeper-${name.toLowerCase()}`;
  await call(relay, 'saveRole', { token, body: { role: { ...moderator, id }, reason: REASON, password: null } });
  await call(relay, 'giveRole', { token, body: { role: id, name, reason: REASON, password: null } });
  return id;
}

async function ban({ house }: Powers, { token }: Resident, { name }: Resident, on: boolean): Promise<number> {
  const { method, path } = API[on ? 'banPerson' : 'unbanPerson'];
  return (await send(house, token, { method, path, body: { name, reason: REASON } })).status;
}

async function lose({ house: { relay }, admin }: Powers, loss: Loss, keeper: Resident, id: string): Promise<void> {
  const { token } = admin;
  const moderator = FIRST_ROLES.find((role) => role.id === 'moderator');
  switch (loss) {
    case 'role taken':
      return void (await call(relay, 'takeRole', { token, body: { role: id, name: keeper.name, reason: REASON, password: null } }));
    case 'rank lost':
      if (moderator === undefined) throw new Error('a new house has moderators');
      return void (await call(relay, 'saveRole', { token, body: { role: { ...moderator, id, capabilities: [], rank: 1 }, reason: REASON, password: null } }));
    case 'role removed':
      return void (await call(relay, 'removeRole', { token, body: { role: id, reason: REASON, password: null } }));
    case 'keeper banned':
      return void (await call(relay, 'banPerson', { token, body: { name: keeper.name, reason: REASON } }));
    case 'keeper signed out':
      return void (await call(relay, 'signOut', { token: keeper.token }));
  }
}
