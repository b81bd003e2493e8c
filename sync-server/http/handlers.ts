import type { API, BodyOf, EndpointName, ParamsOf, QueryOf, ReplyOf } from '#shared/api/contract.ts';
import type { houseEndpoints } from '#shared/api/endpoints/house.ts';
import type { therapistsEndpoints } from '#shared/api/endpoints/therapists.ts';
import type { picturesEndpoints } from '#shared/api/endpoints/pictures.ts';
import type { TeamView } from '#shared/people/keeping.ts';
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
import type { Pictures } from '../people/pictures.ts';
import type { Profiles } from '../people/profiles.ts';
import type { SessionIdentity } from '../ports.ts';
import type { StartCommands } from '../starts/starts.ts';
import { startHandlers } from './start-handlers.ts';

/** One request, parsed, with who sent it. */
export interface Call<Name extends EndpointName> {
  readonly params: ParamsOf<Name>;
  readonly query: QueryOf<Name>;
  readonly body: BodyOf<Name>;
  readonly identity: IdentityBy<(typeof API)[Name]['auth']>;
  /** From which it came, in the form by which callers are counted. */
  readonly address: string;
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
  readonly matching: Pick<Matching, 'createRequest' | 'withdrawRequest' | 'acceptRequest' | 'endChat' | 'blockChat'> & { readonly starts: StartCommands };
  readonly profiles: Profiles;
  readonly pictures: Pictures;
  readonly house: House;
  /** For those who watch over the relay. */
  readonly facts: () => Promise<RelayFacts>;
  readonly clock: Clock;
  /** What people see as the name of this community. */
  readonly name: string;
  /** How those who run it are reached; null where the operator named nobody. */
  readonly contact: string | null;
  readonly version: string;
}

export function createHandlers({ accounts, keys, data, listeners, sessions, matching, profiles, pictures, house, facts, clock, name, contact, version }: Services): Handlers {
  return {
    relayInfo: async () => ok({ name, version, protocol: PROTOCOL_VERSION, nowMs: clock.nowMs() }),
    createGuest: ({ body }) => accounts.createGuest(body),
    signIn: ({ body }) => accounts.signIn(body),
    signOut: async ({ identity }) => nothing(await accounts.signOut(identity)),
    endSession: async ({ body }) => nothing(await accounts.endSession(body.proof)),
    listDevices: async ({ identity }) => ok({ devices: await sessions.list(identity) }),
    me: ({ identity }) => accounts.me(identity),
    renewSession: ({ identity }) => accounts.renewSession(identity),
    becomeMember: ({ identity, body }) => accounts.becomeMember(identity, body),
    giveConsent: ({ identity, body }) => accounts.giveConsent(identity, body),
    forgetMe: async ({ identity }) => nothing(await accounts.forgetMe(identity)),
    changePassword: ({ identity, body }) => keys.changePassword(identity, body),
    readRecovery: ({ identity }) => keys.readRecovery(identity),
    makeRecoveryCode: ({ identity, body }) => keys.makeRecoveryCode(identity, body),
    recover: ({ body }) => keys.recover(body),
    changeName: ({ identity, body }) => keys.changeName(identity, body),
    signOutOthers: ({ identity, body }) => keys.signOutOthers(identity, body),
    revokeDevice: async ({ identity, params, body }) => nothing(await keys.signOutDevice(identity, params.device, body)),
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
    ...startHandlers(matching.starts),
    readProfile: ({ identity, params, address }) => profiles.read(identity?.account ?? null, params.name, address),
    findListeners: ({ identity, query }) => profiles.find(identity?.account ?? null, query),
    readOwnProfile: ({ identity }) => profiles.own(identity.account),
    changeProfile: ({ identity, body }) => profiles.change(identity.account, body),
    setStatus: ({ identity, body }) => profiles.setStatus(identity.account, body.status),
    takeBreak: ({ identity, body }) => profiles.takeBreak(identity.account, body),
    ...pictureHandlers(pictures),
    findTherapists: ({ query }) => profiles.findTherapists(query),
    ...therapistHandlers(house),
    ...houseHandlers(house, facts, pictures),
    ...roleHandlers(house, keys),
    readTeam: async () => withContact(await house.roles.team(), contact),
  };
}

/** What people show of themselves. */
const pictureHandlers = (pictures: Pictures): Pick<Handlers, keyof typeof picturesEndpoints> => ({
  readOwnPicture: ({ identity }) => pictures.own(identity.account),
  setPicture: ({ identity, body }) => pictures.set(identity.account, body.image),
  clearPicture: ({ identity }) => pictures.clear(identity.account),
  findPictures: ({ identity, body }) => pictures.find(identity.account, body.names),
  readPicture: ({ identity, params }) => pictures.read(identity.account, params.picture),
});

/** Who is a therapist here, and whom the directory shows (F042, F043). */
const therapistHandlers = ({ therapists }: House): Pick<Handlers, Exclude<keyof typeof therapistsEndpoints, 'findTherapists'>> => ({
  readOwnTherapist: ({ identity }) => therapists.own(identity.account),
  applyAsTherapist: ({ identity, body }) => therapists.apply(identity.account, body),
  withdrawTherapist: ({ identity }) => therapists.withdraw(identity.account),
  readTherapists: ({ identity, query }) => therapists.list(identity.account, query.text),
  giveEntry: async ({ identity, body }) => nothing(await therapists.giveEntry(identity.account, body)),
  takeEntry: async ({ identity, body }) => nothing(await therapists.takeEntry(identity.account, body)),
  endTherapist: async ({ identity, body }) => nothing(await therapists.end(identity.account, body)),
});

/** Whoever looks at the team also reads how those who run the place are reached (F210). */
const withContact = (team: Result<TeamView, Fault>, contact: string | null): Result<TeamView, Fault> =>
  team.ok ? ok({ ...team.value, contact }) : team;

type RoleEndpoint = 'giveRole' | 'takeRole' | 'saveRole' | 'removeRole';
type HouseEndpoint = Exclude<keyof typeof houseEndpoints, 'readTeam' | RoleEndpoint>;

/** Who moves ranks shows once more who they are (RELIABILITY E3): an open desktop, or a token that was taken, gives nobody a rank. */
const roleHandlers = ({ roles }: House, { confirm }: AccountKeys): Pick<Handlers, RoleEndpoint> => ({
  giveRole: async ({ identity, body }) => after(await confirm(identity, body.password), () => roles.give(identity.account, body)),
  takeRole: async ({ identity, body }) => after(await confirm(identity, body.password), () => roles.take(identity.account, body)),
  saveRole: async ({ identity, body }) => after(await confirm(identity, body.password), () => roles.save(identity.account, body)),
  removeRole: async ({ identity, body }) => after(await confirm(identity, body.password), () => roles.remove(identity.account, body)),
});

/** Keeping the house. */
const houseHandlers = ({ roles, tracks, restrictions, clearances, applications, ages, lookUp, audit, watch, agreements }: House, facts: Services['facts'], pictures: Pictures): Pick<Handlers, HouseEndpoint> => ({
  readRoles: ({ identity }) => roles.read(identity.account),
  // What follows is what is there now, for whoever may read it.
  saveTrack: async ({ identity, body }) => after(await tracks.save(identity.account, body), () => roles.read(identity.account)),
  removeTrack: async ({ identity, body }) => after(await tracks.remove(identity.account, body), () => roles.read(identity.account)),
  readOwnAge: ({ identity }) => ages.own(identity.account),
  askForAge: ({ identity, body }) => ages.ask(identity.account, body),
  showTeenTitle: ({ identity, body }) => ages.showTitle(identity.account, body.shown),
  readAgeWishes: ({ identity }) => ages.list(identity.account),
  settleAgeWish: async ({ identity, body }) => nothing(await ages.settle(identity.account, body)),
  correctAge: async ({ identity, body }) => nothing(await ages.correct(identity.account, body)),
  lookUpPerson: ({ identity, body }) => lookUp(identity.account, body.name),
  readRestrictions: ({ identity, query }) => restrictions.list(identity.account, query.after),
  banPerson: async ({ identity, body }) => nothing(await restrictions.ban(identity.account, body)),
  unbanPerson: async ({ identity, body }) => nothing(await restrictions.unban(identity.account, body)),
  releasePerson: async ({ identity, body }) => nothing(await restrictions.release(identity.account, body)),
  removePicture: async ({ identity, body }) => nothing(await pictures.removed(restrictions.removePicture(identity.account, body))),
  answerAppeal: async ({ identity, body }) => nothing(await restrictions.answer(identity.account, body)),
  readOwnRestriction: ({ identity }) => restrictions.own(identity.account),
  writeAppeal: ({ identity, body }) => restrictions.appeal(identity.account, body.text),
  readOwnClearance: ({ identity }) => clearances.own(identity.account),
  applyForClearance: ({ identity, body }) => clearances.apply(identity.account, body.text),
  readApplications: ({ identity }) => applications.list(identity.account),
  settleApplication: async ({ identity, body }) => nothing(await applications.settle(identity.account, body)),
  readCleared: ({ identity, query }) => clearances.list(identity.account, query.text),
  endClearance: async ({ identity, body }) => nothing(await clearances.end(identity.account, body)),
  readAudit: ({ identity, query }) => audit(identity.account, query.before),
  watchRelay: ({ identity }) => watch(identity.account, facts),
  readAgreements: ({ identity }) => agreements(identity.account),
});

/** Done, and there is nothing to tell. */
const nothing = (result: Result<unknown, Fault>): Result<Record<string, never>, Fault> => (result.ok ? ok({}) : result);

const after = async <T>(done: Result<unknown, Fault>, read: () => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> => (done.ok ? read() : done);

const named = <Key extends string, T>(key: Key, result: Result<T, Fault>): Result<Record<Key, T>, Fault> =>
  result.ok ? ok({ [key]: result.value } as Record<Key, T>) : result;
