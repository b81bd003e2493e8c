import type { BodyOf, EndpointName, ParamsOf, ReplyOf } from '#shared/api/contract.ts';
import type { NewAsk, NewInvitation, NewMessage } from '#shared/api/endpoints/starts.ts';
import { startCard, type StartCard } from '#shared/documents/inbox.ts';
import { parseMarkKey } from '#shared/documents/log.ts';
import { isId, RELAY, type ChatId, type StartId } from '#shared/ids.ts';
import { ok } from '#shared/result.ts';
import type { LogView } from './log-view.ts';
import type { CommandResult, Readable } from './types.ts';

/** What waits between oneself and somebody else: an ask, a message, or an invitation (F030, F157, F158). */
export interface WaitingStart extends StartCard {
  readonly start: StartId;
}

/** The ways to a chat apart from the queue. Each is one call to the relay; what waits is read without a network as well. */
export interface StartCommands {
  /** The oldest first. */
  readonly waiting: Readable<readonly WaitingStart[]>;
  ask(ask: NewAsk): CommandResult<StartId>;
  leaveMessage(message: NewMessage): CommandResult<StartId>;
  invite(invitation: NewInvitation): CommandResult<StartId>;
  accept(start: StartId): CommandResult<ChatId>;
  /** Not now: the other side learns nothing more than that. */
  decline(start: StartId): CommandResult<void>;
  /** F155: not now, and no more first words from whoever wrote these; or from the listener of a chat. Neither is told. */
  refuse(start: StartId): CommandResult<void>;
  refuseListener(chat: ChatId): CommandResult<void>;
  withdraw(start: StartId): CommandResult<void>;
}

/** What waits, as the inbox tells it. Marks that are no card, or not the relay's, are not there. */
export const readStarts = (view: LogView): readonly WaitingStart[] =>
  Object.entries(view.marks)
    .flatMap(([text, value]): WaitingStart[] => {
      const key = parseMarkKey(text);
      if (key === null || key.account !== RELAY || key.name !== 'start' || !isId(key.subject)) return [];
      const card = startCard.safeParse(value);
      return card.success ? [{ ...card.data, start: key.subject as StartId }] : [];
    })
    .toSorted((one, other) => one.sinceMs - other.sinceMs || (one.start < other.start ? -1 : 1));

export interface StartParts {
  readonly waiting: StartCommands['waiting'];
  call<Name extends EndpointName>(name: Name, params: ParamsOf<Name>, body: BodyOf<Name>): CommandResult<ReplyOf<Name>>;
  /** Resolves when the chat's card is here, or after a short while without it. */
  cardArrived(chat: ChatId): Promise<void>;
}

export function createStartCommands({ waiting, call, cardArrived }: StartParts): StartCommands {
  return {
    waiting,
    ask: (ask) => begun(call('askListener', {}, ask)),
    leaveMessage: (message) => begun(call('leaveMessage', {}, message)),
    invite: (invitation) => begun(call('inviteMember', {}, invitation)),
    async accept(start) {
      const opened = await call('acceptStart', { start }, null);
      if (!opened.ok) return opened;
      await cardArrived(opened.value.chat);
      return ok(opened.value.chat);
    },
    decline: (start) => done(call('declineStart', { start }, null)),
    refuse: (start) => done(call('refuseStart', { start }, null)),
    refuseListener: (chat) => done(call('refuseListener', { chat }, null)),
    withdraw: (start) => done(call('withdrawStart', { start }, null)),
  };
}

async function begun(asked: CommandResult<{ start: StartId }>): CommandResult<StartId> {
  const answer = await asked;
  return answer.ok ? ok(answer.value.start) : answer;
}

async function done(asked: CommandResult<unknown>): CommandResult<void> {
  const answer = await asked;
  return answer.ok ? ok(undefined) : answer;
}
