import type { ConsentAnswer, Me, NewRequest } from '#shared/api/schemas.ts';
import type { InboxNotice, WaitingRequest } from '#shared/documents/inbox.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import type { ChatId, RequestId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import { err, ok } from '#shared/result.ts';
import { AGE_GROUPS, type AgeGroup } from '#shared/words.ts';
import { createValueStore, type ValueStore } from '../../../app/value-store.ts';
import { createDraftBook } from '../../../engine/draft-book.ts';
import { createDisk, createMemoryVault } from '../../../engine/test-support/memory-vault.ts';
import type { Vault } from '../../../vault/types.ts';
import {
  actorOf,
  type ChatHandle,
  type ChatSummary,
  type CommandFailure,
  type CommandResult,
  type ConnectionStatus,
  type Engine,
  type Identity,
  type QueueView,
  type RefusedMessage,
} from '../../../engine/types.ts';
import { fakeKeys, type FakeKeys } from './fake-keys.ts';
import { fakeHouse, type FakeHouse } from './fake-house.ts';
import { fakePictures, type FakePictures } from './fake-pictures.ts';
import { fakeProfiles, type FakeProfiles } from './fake-profiles.ts';
import { fakeStarts, type FakeStarts } from './fake-starts.ts';
import { fakeTherapists, type FakeTherapists } from './fake-therapists.ts';
import { createFakeChat, type FakeChat } from './fake-chat.ts';
import { cardOf, chatIdOf, idOf, person } from './people.ts';

/**
 * The engine's interface over plain memory, for the screens' tests. It keeps the promises that screens rely on: equal
 * snapshots while nothing changed, local writes at once, the real rule book, commands that answer with a `Result`.
 */
export interface FakeEngine extends Engine {
  readonly connection: ValueStore<ConnectionStatus>;
  readonly identity: ValueStore<Identity>;
  readonly waiting: ValueStore<WaitingRequest | null>;
  readonly notices: ValueStore<readonly InboxNotice[]>;
  readonly signOutsOwed: ValueStore<number>;
  readonly profiles: FakeProfiles;
  readonly pictures: FakePictures;
  readonly starts: FakeStarts;
  /** What the drafts lie in, for screens that look there themselves. */
  readonly vault: Vault;
  readonly house: FakeHouse;
  readonly therapists: FakeTherapists;
  readonly keys: FakeKeys;
  readonly queues: Readonly<Record<AgeGroup, ValueStore<QueueView>>>;
  /** What was asked of the relay, by command. */
  readonly asked: { consent: ConsentAnswer[]; requests: NewRequest[]; withdrawn: RequestId[]; reconnects: number };
  /** Handles and queues that are open now. */
  readonly openHandles: { chats: number; queues: number };
  /** The next command fails so. */
  failNext(failure: CommandFailure): void;
  addChat(word: string, card?: ChatCard): FakeChat;
  become(more: Partial<Me>): void;
}

const idle = { cancel: () => undefined };
const idleTimers = { monotonicMs: () => 0, after: () => idle, every: () => idle };

const queueOf = (ageGroup: AgeGroup): ValueStore<QueueView> =>
  createValueStore<QueueView>({ ageGroup, state: 'ready', requests: [] });

export function createFakeEngine(me: Me, nowMs: () => number = () => Date.now()): FakeEngine {
  const identity = createValueStore<Identity>({ at: 'account', me, actor: actorOf(me) });
  const connection = createValueStore<ConnectionStatus>({ at: 'online', keeps: true });
  const waiting = createValueStore<WaitingRequest | null>(null);
  const signOutsOwed = createValueStore(0);
  const chats = createValueStore<readonly ChatSummary[]>([]);
  const held = new Map<ChatId, FakeChat>();
  const failures: CommandFailure[] = [];
  const openHandles = { chats: 0, queues: 0 };
  const asked: FakeEngine['asked'] = { consent: [], requests: [], withdrawn: [], reconnects: 0 };
  const queues = { adult: queueOf('adult'), teen: queueOf('teen') };
  const vault = createMemoryVault(createDisk());

  const actor = () => {
    const now = identity.getSnapshot();
    return now.at === 'account' ? now.actor : actorOf(me);
  };
  const online = (): boolean => connection.getSnapshot().at === 'online';
  const refuse = (): CommandFailure | null => failures.shift() ?? (online() ? null : { code: 'offline' });
  const command = async <T>(act: () => T): CommandResult<T> => {
    await Promise.resolve();
    const failure = refuse();
    return failure === null ? ok(act()) : err(failure);
  };

  function addChat(word: string, card: ChatCard = cardOf(person(word))): FakeChat {
    const id = chatIdOf(word);
    const chat = createFakeChat(id, card, actor, nowMs);
    held.set(id, chat);
    const summarise = (): void => chats.set([...held.values()].map((one) => one.summary()));
    chat.view.subscribe(summarise);
    summarise();
    return chat;
  }

  function openChat(id: ChatId): ChatHandle {
    const chat = held.get(id);
    if (chat === undefined) throw new Error(`no chat ${id}`);
    openHandles.chats += 1;
    let closed = false;
    const onDisk = async (act: () => void): Promise<void> => {
      if (chat.diskFull) throw new Error('disk full');
      act();
      await Promise.resolve();
    };
    return {
      getSnapshot: chat.view.getSnapshot,
      subscribe: chat.view.subscribe,
      send: (text) => onDisk(() => void chat.write(text, online() ? 'relay' : 'device')),
      typing: () => undefined,
      markRead: () => chat.markRead(),
      showEarlier: () => chat.change({ hasEarlier: false }),
      draft: chat.draft,
      setDraft: (text) => chat.draft.set(text),
      discardDraft: () => onDisk(() => chat.draft.set('')),
      retryRefused: (refused) =>
        onDisk(() => {
          const draft = chat.takeRefused(refused);
          if (draft !== null) chat.write(draft.text, online() ? 'relay' : 'device');
        }),
      discardRefused: (refused) => onDisk(() => void chat.takeRefused(refused)),
      end: () => command(() => close(chat, 'ended', 'me')),
      block: () => command(() => close(chat, 'blocked', 'me')),
      close() {
        if (!closed) openHandles.chats -= 1;
        closed = true;
      },
    };
  }

  function become(more: Partial<Me>): void {
    const now = identity.getSnapshot();
    const changed = { ...(now.at === 'account' ? now.me : me), ...more };
    identity.set({ at: 'account', me: changed, actor: actorOf(changed) });
    for (const chat of held.values()) chat.judgeAnew();
  }

  function close(chat: FakeChat, state: 'ended' | 'blocked', by: 'me' | 'other'): void {
    const { card } = chat.view.getSnapshot();
    chat.change({ card: { ...card, state, endedAtMs: nowMs() } });
    chat.notice('ended', by);
  }

  return {
    connection,
    identity,
    chats,
    waiting,
    notices: createValueStore<readonly InboxNotice[]>([]),
    queues,
    asked,
    openHandles,
    failNext: (failure) => failures.push(failure),
    addChat,
    become,
    openChat,
    openQueue(ageGroup) {
      openHandles.queues += 1;
      let closed = false;
      const verdict = decide(actor(), { action: 'queue.read', ageGroup });
      const store = queues[ageGroup];
      if (!verdict.allowed) store.set({ ageGroup, state: 'denied', requests: [] });
      const leave = (): void => {
        if (!closed) openHandles.queues -= 1;
        closed = true;
      };
      return { ...store, close: leave };
    },
    profiles: fakeProfiles(command),
    pictures: fakePictures(command),
    starts: fakeStarts(command, (card) => {
      addChat(card.with.name, cardOf(card.with, { role: card.kind === 'invitation' ? 'seeker' : 'listener', topic: card.topic }));
      return chatIdOf(card.with.name);
    }),
    vault,
    house: fakeHouse(command),
    therapists: fakeTherapists(command),
    keys: fakeKeys(command, (name) => become({ name })),
    drafts: createDraftBook({ vault, clock: { nowMs }, timers: idleTimers, onStorageFailure: () => undefined }),
    refused: createValueStore<readonly RefusedMessage[]>([]),
    discardRefused: () => Promise.resolve(),
    putBackRefused: () => Promise.resolve(),
    reconnect: () => void (asked.reconnects += 1),
    becomeMember: () => command(() => undefined),
    giveConsent(answer) {
      return command(() => {
        asked.consent.push(answer);
        become({ consent: 'given', ageGroup: answer.ageGroup });
      });
    },
    agreeAsListener: () =>
      command(() => {
        const now = identity.getSnapshot();
        if (now.at === 'account') become({ standing: { ...now.me.standing, listenerConsent: 'given' } });
      }),
    createRequest: (request) =>
      command(() => {
        asked.requests.push(request);
        const id = idOf('request') as RequestId;
        waiting.set({ request: id, sinceMs: nowMs(), ...request, place: 1, typicalWaitMs: null });
        return id;
      }),
    withdrawRequest: (request) =>
      command(() => {
        asked.withdrawn.push(request);
        waiting.set(null);
      }),
    async acceptRequest(request) {
      await Promise.resolve();
      const failure = refuse();
      if (failure !== null) return err(failure);
      for (const ageGroup of AGE_GROUPS) {
        const now = queues[ageGroup].getSnapshot();
        const taken = now.requests.find((one) => one.request === request);
        if (taken === undefined) continue;
        queues[ageGroup].set({ ...now, requests: now.requests.filter((one) => one !== taken) });
        addChat(taken.seeker.name, cardOf(taken.seeker, { topic: taken.topic, openedAtMs: nowMs() }));
        return ok(chatIdOf(taken.seeker.name));
      }
      return err({ code: 'denied', rule: 'P9-first-wins', retryAfterMs: null });
    },
    listDevices: () => command(() => []),
    signOut: () => command(() => undefined),
    signOutsOwed,
    forgetMe: () => command(() => undefined),
    close: () => Promise.resolve(),
  };
}
