import type { API, BodyOf, EndpointName, ParamsOf, ReplyOf } from '#shared/api/contract.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/codes.ts';
import type { Clock } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { Fault } from '../fault.ts';
import type { Matching } from '../matching/matching.ts';
import type { SessionIdentity } from '../ports.ts';

/** One request, parsed, with who sent it. */
export interface Call<Name extends EndpointName> {
  readonly params: ParamsOf<Name>;
  readonly body: BodyOf<Name>;
  readonly identity: (typeof API)[Name]['auth'] extends 'session' ? SessionIdentity : null;
}

/** What each endpoint of the contract does. */
export type Handlers = {
  readonly [Name in EndpointName]: (call: Call<Name>) => Promise<Result<ReplyOf<Name>, Fault>>;
};

export interface Services {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly matching: Pick<Matching, 'createRequest' | 'withdrawRequest' | 'acceptRequest' | 'endChat' | 'blockChat'>;
  readonly clock: Clock;
  /** What people see as the name of this community. */
  readonly name: string;
  readonly version: string;
}

export function createHandlers({ accounts, sessions, matching, clock, name, version }: Services): Handlers {
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
    createRequest: async ({ identity, body }) =>
      named('request', await matching.createRequest(identity.account, body)),
    withdrawRequest: async ({ identity, params }) =>
      nothing(await matching.withdrawRequest(identity.account, params.request)),
    acceptRequest: async ({ identity, params }) =>
      named('chat', await matching.acceptRequest(identity.account, params.request)),
    endChat: async ({ identity, params }) => nothing(await matching.endChat(identity.account, params.chat)),
    blockChat: async ({ identity, params }) => nothing(await matching.blockChat(identity.account, params.chat)),
  };
}

/** Done, and there is nothing to tell. */
const nothing = (result: Result<unknown, Fault>): Result<Record<string, never>, Fault> => (result.ok ? ok({}) : result);

const named = <Key extends string, T>(key: Key, result: Result<T, Fault>): Result<Record<Key, T>, Fault> =>
  result.ok ? ok({ [key]: result.value } as Record<Key, T>) : result;
