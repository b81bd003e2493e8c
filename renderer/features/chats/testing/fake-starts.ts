import type { NewAsk, NewInvitation, NewMessage } from '#shared/api/endpoints/starts.ts';
import type { StartCard } from '#shared/documents/inbox.ts';
import type { ChatId, StartId } from '#shared/ids.ts';
import { createValueStore, type ValueStore } from '../../../app/value-store.ts';
import type { StartCommands, WaitingStart } from '../../../engine/starts.ts';
import type { CommandResult } from '../../../engine/types.ts';
import { idOf, person } from './people.ts';

/** What waits between two people, in plain memory, for the screens' tests. */
export interface FakeStarts extends StartCommands {
  readonly waiting: ValueStore<readonly WaitingStart[]>;
  readonly asked: { asks: NewAsk[]; messages: NewMessage[]; invitations: NewInvitation[]; accepted: StartId[]; declined: StartId[]; withdrawn: StartId[]; refused: (StartId | ChatId)[] };
  /** As the relay would write it. */
  add(card: StartCard): StartId;
  remove(start: StartId): void;
}

export const startOf = (name: string, more: Partial<StartCard> = {}): StartCard => ({
  kind: 'ask', side: 'theirs', with: person(name), topic: null, language: 'en', text: null,
  sinceMs: Date.now() - 60_000, untilMs: Date.now() + 540_000, ...more,
});

export function fakeStarts(command: <T>(act: () => T) => CommandResult<T>, openChat: (card: WaitingStart) => ChatId): FakeStarts {
  const waiting = createValueStore<readonly WaitingStart[]>([]);
  const asked: FakeStarts['asked'] = { asks: [], messages: [], invitations: [], accepted: [], declined: [], withdrawn: [], refused: [] };
  const add = (card: StartCard): StartId => {
    const start = idOf(`s${waiting.getSnapshot().length}${card.with.name}`) as StartId;
    waiting.set([...waiting.getSnapshot(), { ...card, start }]);
    return start;
  };
  const remove = (start: StartId): void => waiting.set(waiting.getSnapshot().filter((one) => one.start !== start));
  const mine = (to: string, more: Partial<StartCard>): StartId => add(startOf(to, { side: 'mine', with: person(to, 'listener'), ...more }));
  return {
    waiting,
    asked,
    add,
    remove,
    ask: (ask) =>
      command(() => {
        asked.asks.push(ask);
        const { topic, language, thenQueue } = ask;
        return mine(ask.to, { topic, language, ...(thenQueue ? { thenQueue } : {}) });
      }),
    leaveMessage: (message) =>
      command(() => {
        asked.messages.push(message);
        const { topic, language, text } = message;
        return mine(message.to, { kind: 'message', topic, language, text });
      }),
    invite: (invitation) =>
      command(() => {
        asked.invitations.push(invitation);
        const { language, text, to } = invitation;
        return mine(to, { kind: 'invitation', language, text, with: person(to, 'member') });
      }),
    accept: (start) =>
      command(() => {
        asked.accepted.push(start);
        const card = waiting.getSnapshot().find((one) => one.start === start);
        if (card === undefined) throw new Error(`nothing waits under ${start}`);
        remove(start);
        return openChat(card);
      }),
    decline: (start) => command(() => (asked.declined.push(start), remove(start))),
    refuse: (start) => command(() => (asked.refused.push(start), remove(start))),
    refuseListener: (chat) => command(() => void asked.refused.push(chat)),
    withdraw: (start) => command(() => (asked.withdrawn.push(start), remove(start))),
  };
}
