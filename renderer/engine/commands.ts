import type { BodyOf, EndpointName, ParamsOf, QueryOf, ReplyOf } from '#shared/api/contract.ts';
import type { ChatId, RequestId } from '#shared/ids.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { ok } from '#shared/result.ts';
import type { Api } from '../api/client.ts';
import type { Hub } from './hub.types.ts';
import type { Session } from './session.ts';
import type { SignOuts } from './sign-outs.ts';
import type { CommandResult, Engine } from './types.ts';

/** What happens at once or not at all (DESIGN §3): each is one call to the relay, and its answer. */
export type Commands = Pick<
  Engine,
  | 'becomeMember'
  | 'giveConsent'
  | 'agreeAsListener'
  | 'createRequest'
  | 'withdrawRequest'
  | 'acceptRequest'
  | 'listDevices'
  | 'signOut'
  | 'forgetMe'
>;

export interface CommandParts {
  readonly api: Api;
  readonly hub: Hub;
  readonly session: Session;
  readonly signOuts: SignOuts;
  /** Resolves when the chat's card is here, or after a short while without it. */
  cardArrived(chat: ChatId): Promise<void>;
}

/** Calls, and notices when the relay does not know the session any more. */
export async function callAs<Name extends EndpointName>(
  { api, hub }: Pick<CommandParts, 'api' | 'hub'>,
  name: Name,
  params: ParamsOf<Name>,
  body: BodyOf<Name>,
  query?: QueryOf<Name>,
): CommandResult<ReplyOf<Name>> {
  const answer = await api.call(name, params, body, query);
  if (!answer.ok && answer.error.code === 'signed-out') hub.signedOut();
  return answer;
}

export function createCommands(parts: CommandParts): Commands {
  const { hub, session, signOuts } = parts;

  async function leave(): Promise<void> {
    await session.forgetToken();
    hub.signedOut();
  }

  return {
    async becomeMember(name, password) {
      const body = name === null ? { password } : { name, password };
      const renewed = await callAs(parts, 'becomeMember', {}, body);
      if (!renewed.ok) return renewed;
      // The guest's token has ended, and with it the socket: what waits in the outbox goes out on the next one.
      await session.renew(renewed.value);
      hub.rest();
      hub.connect();
      return ok(undefined);
    },
    async giveConsent(answer) {
      const me = await callAs(parts, 'giveConsent', {}, answer);
      if (!me.ok) return me;
      session.update(me.value);
      return ok(undefined);
    },
    async agreeAsListener() {
      const me = await callAs(parts, 'agreeAsListener', {}, { version: LISTENER_AGREEMENT.version, atLeast15: true });
      if (!me.ok) return me;
      session.update(me.value);
      return ok(undefined);
    },
    async createRequest(request) {
      const made = await callAs(parts, 'createRequest', {}, request);
      return made.ok ? ok<RequestId>(made.value.request) : made;
    },
    withdrawRequest: async (request) => nothingBut(await callAs(parts, 'withdrawRequest', { request }, null)),
    async acceptRequest(request) {
      const taken = await callAs(parts, 'acceptRequest', { request }, null);
      if (!taken.ok) return taken;
      await parts.cardArrived(taken.value.chat);
      return ok<ChatId>(taken.value.chat);
    },
    async listDevices() {
      const listed = await callAs(parts, 'listDevices', {}, null);
      return listed.ok ? ok(listed.value.devices) : listed;
    },
    async signOut() {
      const token = session.token();
      if (token !== null) await signOuts.owe(token);
      // Whatever the relay says or does not say, this device is signed out.
      const told = await parts.api.call('signOut', {}, null);
      if (token !== null && (told.ok || told.error.code === 'signed-out')) await signOuts.settle(token);
      await leave();
      void signOuts.tell();
      return ok(undefined);
    },
    async forgetMe() {
      const forgotten = await callAs(parts, 'forgetMe', {}, null);
      if (!forgotten.ok) return forgotten;
      await leave();
      return ok(undefined);
    },
  };
}

const nothingBut = (answer: Awaited<CommandResult<unknown>>): Awaited<CommandResult<void>> =>
  answer.ok ? ok(undefined) : answer;
