import { sql } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import { ADMIN_ROLE, FIRST_ROLES, powersOf } from '#shared/people/roles.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createPasswordHasher } from '../../accounts/password-hash.ts';
import { systemPorts } from '../../system.ts';
import { call } from '../../testing/clients.ts';
import type { RelayHouse, Resident } from './relay-house.ts';

export const PASSWORD = 'tall pines beside a slow river';
const NEXT_PASSWORD = 'four unhurried copper forks';
export const REASON = 'for the race';
const { random } = systemPorts();

export const PLAIN = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
const ADMIN = { ...PLAIN, type: 'member', admin: true, standing: { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => id === ADMIN_ROLE)) } } as const;

/** Somebody who writes, whoever they talk to, and the chat in which they do. */
export interface WritingScene {
  readonly writer: Resident;
  readonly other: Resident;
  readonly chat: string;
}

/** A right taken away: how it is done, resolving when whoever did it has their answer. */
interface Revocation {
  /** The session itself is over, and its sockets with it. */
  readonly endsSession?: true;
  /** What is made ready beforehand, so that the race is with the act alone. */
  ready?(powers: Powers, scene: WritingScene): Promise<(() => Promise<unknown>) | void>;
  revoke?(powers: Powers, scene: WritingScene): Promise<unknown>;
}

/** Those who take rights away, in one house. */
export interface Powers {
  readonly house: RelayHouse;
  readonly admin: Resident;
  /** Of `PASSWORD`: one for all, since each costs a tenth of a second. */
  readonly passwordHash: string;
}

export const openPowers = async (house: RelayHouse): Promise<Powers> => ({
  house,
  admin: await house.person(ADMIN),
  passwordHash: await createPasswordHasher(random).hash(PASSWORD),
});

/** As an operator does at the console: the row first, then whoever has it open is told. */
async function byOperator({ house: { relay } }: Powers, account: AccountId, set: object): Promise<void> {
  await relay.database.db.updateTable('accounts').set(set).where('id', '=', account).execute();
  await relay.services.accountChanged(account);
}

/** Another device of the same person, signed in, with a password where one is asked for. Tries are not what is counted here (C9). */
async function secondDevice({ house: { relay }, passwordHash }: Powers, { account }: Resident): Promise<string> {
  await relay.database.db.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', account).execute();
  await sql`delete from sign_in_tries`.execute(relay.database.db);
  const second = await relay.services.sessions.open(account, 'phone');
  if (!second.ok) throw new Error(second.error);
  return second.value.token;
}

/** From their other device, which is at hand when the race begins. */
const elsewhere = (act: (powers: Powers, token: string, scene: WritingScene) => Promise<unknown>): Revocation => ({
  endsSession: true,
  ready: async (powers, scene) => {
    const token = await secondDevice(powers, scene.writer);
    return () => act(powers, token, scene);
  },
});

/** What can be taken away from somebody who is writing in a chat (RELIABILITY D3). */
export const REVOCATIONS = {
  ban: { revoke: ({ house, admin }, { writer }) => call(house.relay, 'banPerson', { token: admin.token, body: { name: writer.name, reason: REASON } }) },
  'ban at the console': { revoke: (powers, { writer }) => byOperator(powers, writer.account, { banned: 1 }) },
  hold: { revoke: (powers, { writer }) => byOperator(powers, writer.account, { held: 1 }) },
  block: { revoke: ({ house }, { other, chat }) => call(house.relay, 'blockChat', { token: other.token, id: chat }) },
  end: { revoke: ({ house }, { other, chat }) => call(house.relay, 'endChat', { token: other.token, id: chat }) },
  age: {
    revoke: ({ house, admin }, { other }) =>
      call(house.relay, 'correctAge', { token: admin.token, body: { name: other.name, ageGroup: 'teen', reason: REASON } }),
  },
  'age at the console': { revoke: (powers, { other }) => byOperator(powers, other.account, { age_group: 'teen' }) },
  clearance: { revoke: (powers, { other }) => byOperator(powers, other.account, { cleared_for_teens: 0 }) },
  'new agreement': { revoke: (powers, { writer }) => byOperator(powers, writer.account, { consent_versions: null }) },
  'sign-out': { endsSession: true, revoke: ({ house }, { writer }) => call(house.relay, 'signOut', { token: writer.token }) },
  forget: { endsSession: true, revoke: ({ house }, { writer }) => call(house.relay, 'forgetMe', { token: writer.token }) },
  'revoke-device': elsewhere(({ house }, token, { writer }) => call(house.relay, 'revokeDevice', { token, id: writer.device, body: { password: PASSWORD } })),
  'sign-out-others': elsewhere(({ house }, token) => call(house.relay, 'signOutOthers', { token, body: { password: PASSWORD } })),
  password: elsewhere(({ house }, token) => call(house.relay, 'changePassword', { token, body: { current: PASSWORD, next: NEXT_PASSWORD } })),
  erase: elsewhere(({ house }, token) => call(house.relay, 'eraseMe', { token, body: { password: PASSWORD } })),
  recovery: {
    endsSession: true,
    ready: async (powers, { writer }) => {
      const { relay } = powers.house;
      const token = await secondDevice(powers, writer);
      const { code } = await call(relay, 'makeRecoveryCode', { token, body: { password: PASSWORD } });
      return () => call(relay, 'recover', { body: { name: writer.name, code, password: NEXT_PASSWORD, deviceName: 'phone' } });
    },
  },
} as const satisfies Record<string, Revocation>;
export type RevocationName = keyof typeof REVOCATIONS;
export const REVOCATION_NAMES = Object.keys(REVOCATIONS) as readonly RevocationName[];

/** What a race is about, made ready: calling it takes the right away. */
export async function readyToRevoke(powers: Powers, name: RevocationName, scene: WritingScene): Promise<() => Promise<unknown>> {
  const { ready, revoke }: Revocation = REVOCATIONS[name];
  const made = await ready?.(powers, scene);
  if (typeof made === 'function') return made;
  if (revoke === undefined) throw new Error(`nobody knows how to revoke by ${name}`);
  return () => revoke(powers, scene);
}

export const endsSession = (name: RevocationName): boolean => {
  const revocation: Revocation = REVOCATIONS[name];
  return revocation.endsSession === true;
};
