import type { API, BodyOf, EndpointName, ParamsOf, QueryOf, ReplyOf } from '#shared/api/contract.ts';
import type { houseEndpoints } from '#shared/api/endpoints/house.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/codes.ts';
import type { Clock } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import type { AccountData } from '../accounts/account-data.ts';
import type { AccountKeys } from '../accounts/account-keys.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Listeners } from '../accounts/listeners.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { Fault } from '../fault.ts';
import type { House, RelayFacts } from '../house/house.ts';
import type { Matching } from '../matching/matching.ts';
import type { Profiles } from '../people/profiles.ts';
import type { SessionIdentity } from '../ports.ts';

/** One request, parsed, with who sent it. */
export interface Call<Name extends EndpointName> {
  readonly params: ParamsOf<Name>;
  readonly query: QueryOf<Name>;
  readonly body: BodyOf<Name>;
  readonly identity: IdentityBy<(typeof API)[Name]['auth']>;
}

type IdentityBy<Auth> = Auth extends 'session' ? SessionIdentity : Auth extends 'optional' ? SessionIdentity | null : null;

/** What each endpoint of the contract does. */
export type Handlers = {
  readonly [Name in EndpointName]: (call: Call<Name>) => Promise<Result<ReplyOf<Name>, Fault>>;
};

export interface Services {
  readonly accounts: Accounts;
  readonly keys: AccountKeys;
  readonly data: AccountData;
  readonly listeners: Listeners;
  readonly sessions: Sessions;
  readonly matching: Pick<Matching, 'createRequest' | 'withdrawRequest' | 'acceptRequest' | 'endChat' | 'blockChat'>;
  readonly profiles: Profiles;
  readonly house: House;
  /** For those who watch over the relay. */
  readonly facts: () => Promise<RelayFacts>;
  readonly clock: Clock;
  /** What people see as the name of this community. */
  readonly name: string;
  readonly version: string;
}

export function createHandlers({ accounts, keys, data, listeners, sessions, matching, profiles, house, facts, clock, name, version }: Services): Handlers {
  return {
    relayInfo: async () => ok({ name, version, protocol: PROTOCOL_VERSION, nowMs: clock.nowMs() }),
    createGuest: ({ body }) => accounts.createGuest(body),
    signIn: ({ body }) => accounts.signIn(body),
    signOut: async ({ identity }) => nothing(await accounts.revokeDevice(identity.account, identity.device)),
    listDevices: async ({ identity }) => ok({ devices: await sessions.list(identity) }),
    revokeDevice: async ({ identity, params }) => nothing(await accounts.revokeDevice(identity.account, params.device)),
    me: ({ identity }) => accounts.me(identity),
    becomeMember: ({ identity, body }) => accounts.becomeMember(identity, body),
    giveConsent: ({ identity, body }) => accounts.giveConsent(identity, body),
    forgetMe: async ({ identity }) => nothing(await accounts.forgetMe(identity)),
    changePassword: ({ identity, body }) => keys.changePassword(identity, body),
    readRecovery: ({ identity }) => keys.readRecovery(identity),
    makeRecoveryCode: ({ identity, body }) => keys.makeRecoveryCode(identity, body),
    recover: ({ body }) => keys.recover(body),
    changeName: ({ identity, body }) => keys.changeName(identity, body),
    signOutOthers: ({ identity }) => keys.signOutOthers(identity),
    exportMine: ({ identity, body }) => data.exportMine(identity, body),
    eraseMe: async ({ identity, body }) => nothing(await data.eraseMe(identity, body)),
    createListener: ({ body }) => listeners.create(body),
    agreeAsListener: ({ identity, body }) => listeners.agree(identity, body),
    createRequest: async ({ identity, body }) =>
      named('request', await matching.createRequest(identity.account, body)),
    withdrawRequest: async ({ identity, params }) =>
      nothing(await matching.withdrawRequest(identity.account, params.request)),
    acceptRequest: async ({ identity, params }) =>
      named('chat', await matching.acceptRequest(identity.account, params.request)),
    endChat: async ({ identity, params }) => nothing(await matching.endChat(identity.account, params.chat)),
    blockChat: async ({ identity, params }) => nothing(await matching.blockChat(identity.account, params.chat)),
    readProfile: ({ identity, params }) => profiles.read(identity?.account ?? null, params.name),
    findListeners: ({ identity, query }) => profiles.find(identity?.account ?? null, query),
    readOwnProfile: ({ identity }) => profiles.own(identity.account),
    changeProfile: ({ identity, body }) => profiles.change(identity.account, body),
    setStatus: ({ identity, body }) => profiles.setStatus(identity.account, body.status),
    takeBreak: ({ identity, body }) => profiles.takeBreak(identity.account, body),
    ...houseHandlers(house, facts),
  };
}

type HouseEndpoint = keyof typeof houseEndpoints;

/** Keeping the house. */
const houseHandlers = ({ roles, restrictions, clearances, audit, watch }: House, facts: Services['facts']): Pick<Handlers, HouseEndpoint> => ({
  readTeam: () => roles.team(),
  readRoles: ({ identity }) => roles.read(identity.account),
  giveRole: ({ identity, body }) => roles.give(identity.account, body),
  takeRole: ({ identity, body }) => roles.take(identity.account, body),
  saveRole: ({ identity, body }) => roles.save(identity.account, body),
  removeRole: ({ identity, body }) => roles.remove(identity.account, body),
  readRestrictions: ({ identity }) => restrictions.list(identity.account),
  banPerson: async ({ identity, body }) => nothing(await restrictions.ban(identity.account, body)),
  unbanPerson: async ({ identity, body }) => nothing(await restrictions.unban(identity.account, body)),
  releasePerson: async ({ identity, body }) => nothing(await restrictions.release(identity.account, body)),
  answerAppeal: async ({ identity, body }) => nothing(await restrictions.answer(identity.account, body)),
  readOwnRestriction: ({ identity }) => restrictions.own(identity.account),
  writeAppeal: ({ identity, body }) => restrictions.appeal(identity.account, body.text),
  readOwnClearance: ({ identity }) => clearances.own(identity.account),
  applyForClearance: ({ identity, body }) => clearances.apply(identity.account, body.text),
  readApplications: ({ identity }) => clearances.list(identity.account),
  settleApplication: async ({ identity, body }) => nothing(await clearances.settle(identity.account, body)),
  readAudit: ({ identity, query }) => audit(identity.account, query.before),
  watchRelay: ({ identity }) => watch(identity.account, facts),
});

/** Done, and there is nothing to tell. */
const nothing = (result: Result<unknown, Fault>): Result<Record<string, never>, Fault> => (result.ok ? ok({}) : result);

const named = <Key extends string, T>(key: Key, result: Result<T, Fault>): Result<Record<Key, T>, Fault> =>
  result.ok ? ok({ [key]: result.value } as Record<Key, T>) : result;
