import type { startsEndpoints } from '#shared/api/endpoints/starts.ts';
import { ok } from '#shared/result.ts';
import type { StartCommands } from '../starts/starts.ts';
import type { Handlers } from './handlers.ts';

/** How two people come to a chat apart from the queue. */
export const startHandlers = (starts: StartCommands): Pick<Handlers, keyof typeof startsEndpoints> => ({
  askListener: ({ identity, body, address }) => starts.ask(identity.account, body, address),
  leaveMessage: ({ identity, body, address }) => starts.leaveMessage(identity.account, body, address),
  inviteMember: ({ identity, body }) => starts.invite(identity.account, body),
  acceptStart: async ({ identity, params }) => {
    const chat = await starts.accept(identity.account, params.start);
    return chat.ok ? ok({ chat: chat.value }) : chat;
  },
  declineStart: async ({ identity, params }) => {
    const declined = await starts.decline(identity.account, params.start);
    return declined.ok ? ok({}) : declined;
  },
  refuseStart: async ({ identity, params }) => {
    const refused = await starts.refuseStart(identity.account, params.start);
    return refused.ok ? ok({}) : refused;
  },
  refuseListener: async ({ identity, params }) => {
    const refused = await starts.refuseListener(identity.account, params.chat);
    return refused.ok ? ok({}) : refused;
  },
  withdrawStart: async ({ identity, params }) => {
    const withdrawn = await starts.withdraw(identity.account, params.start);
    return withdrawn.ok ? ok({}) : withdrawn;
  },
});
