import type { NewAsk, NewInvitation, NewMessage } from '#shared/api/endpoints/starts.ts';
import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import { START } from '#shared/limits.ts';
import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import type { TimerHandle } from '#shared/ports.ts';
import { errorFacts } from '../log/json-log.ts';
import type { MatchingResult } from '../matching/parts.ts';
import { accept, decline, withdraw } from './answering.ts';
import { createArrivals } from './arrivals.ts';
import { ask, invite, leaveMessage, type Begun } from './beginning.ts';
import { endOverdue, forget } from './ending.ts';
import { lookAgain, lookAtAsks, lookAtNext } from './judging.ts';
import type { StartCounters, StartsParts } from './parts.ts';
import { refuseListener, refuseStart } from './refusing.ts';
import { createShares, type Shares } from './shares.ts';
import { dropSettled, halfTaken, idsOfWaiting, nextAskLapseMs, partnersOf } from './start-store.ts';

/**
 * How two people come to a chat apart from the queue: somebody asks one listener (F157), leaves a message (F158), or a listener
 * writes to a member first (F030). Each waits for the other's yes, which alone opens a chat, and has exactly one outcome.
 */
export interface Starts extends StartCommands {
  /**
   * Something about these accounts changed: who they are, whom they may meet, whether they are free. What may not be said any
   * more ends at once, for both, with one neutral word. Never rejects: what changed has changed, and the next sweeps look again.
   */
  lookAgain(accounts: readonly AccountId[]): Promise<void>;
  /** The account ends: whatever waits for it or because of it is over. */
  forget(account: AccountId): Promise<void>;
  /** In whose inboxes the account may stand. */
  partnersOf(account: AccountId): Promise<readonly AccountId[]>;
  /** The relay starts: looks at all that waits, for what changed while it was not there, and sweeps. */
  start(): Promise<void>;
  /** What is past its time, what may not be said any more and was missed, what a stop of the relay left half done, and what is long settled. */
  sweep(): Promise<void>;
  readonly counters: Readonly<StartCounters>;
  /** For whoever asks on a page what would be answered. */
  readonly shares: Pick<Shares, 'countOf'>;
  /** Idempotent. Waits for a lapse that is under way. */
  close(): Promise<void>;
}

/** What people do. Each resolves when it is durable and both inboxes say it. */
export interface StartCommands {
  /** `address`: from which it comes, in the form by which callers are counted. */
  ask(account: AccountId, asked: NewAsk, address?: string): Promise<MatchingResult<Begun>>;
  leaveMessage(account: AccountId, message: NewMessage, address?: string): Promise<MatchingResult<Begun>>;
  invite(account: AccountId, invitation: NewInvitation): Promise<MatchingResult<Begun>>;
  accept(account: AccountId, start: StartId): Promise<MatchingResult<ChatId>>;
  decline(account: AccountId, start: StartId): Promise<MatchingResult<null>>;
  withdraw(account: AccountId, start: StartId): Promise<MatchingResult<null>>;
  /** F155: no more first words from whoever wrote these, or from the listener of this chat. */
  refuseStart(account: AccountId, start: StartId): Promise<MatchingResult<null>>;
  refuseListener(account: AccountId, chat: ChatId): Promise<MatchingResult<null>>;
}

export function createStarts(house: Omit<StartsParts, 'shares'>): Starts {
  const given: StartsParts = { ...house, shares: createShares(START.maxAddressesKept) };
  const { db } = given;
  const arrivals = createArrivals(given, () => lookAtAsks(given));
  // To what waits already, who comes back behind a start of the relay was never away; what is begun asks who is here.
  const parts: StartsParts = { ...given, isHere: (account) => arrivals.isHere(account) };
  let lookedAt: StartId | null = null;
  const lapses = createLapses(parts, async () => {
    await endOverdue(parts);
    return nextAskLapseMs(db);
  });
  const sweep = async (): Promise<void> => {
    await endOverdue(parts);
    for (const chat of await halfTaken(db)) await parts.projector.project(chatDocument(chat));
    const writers = await dropSettled(db, parts.ageing.nowMs() - START.settledKeptMs);
    for (const writer of writers) await parts.projector.project(inboxDocument(writer));
    const nextMs = await nextAskLapseMs(db);
    if (nextMs !== null) lapses.by(nextMs);
    if (given.shares.size > 0) given.shares.keepOnly(await idsOfWaiting(db));
    lookedAt = await lookAtNext(parts, lookedAt);
  };
  return {
    ask: async (account, asked, address) => {
      const begun = await ask(given, account, asked, address ?? null);
      if (begun.ok) lapses.by(begun.value.untilMs);
      return begun;
    },
    leaveMessage: (account, message, address) => leaveMessage(given, account, message, address ?? null),
    invite: (account, invitation) => invite(given, account, invitation),
    accept: (account, start) => accept(parts, account, start),
    decline: (account, start) => decline(parts, account, start),
    withdraw: (account, start) => withdraw(parts, account, start),
    refuseStart: (account, start) => refuseStart(parts, account, start),
    refuseListener: (account, chat) => refuseListener(parts, account, chat),
    lookAgain: (accounts) => lookAgain(parts, accounts),
    forget: (account) => forget(parts, account),
    partnersOf: (account) => partnersOf(db, account),
    start: async () => {
      arrivals.begin();
      do lookedAt = await lookAtNext(parts, lookedAt);
      while (lookedAt !== null);
      await sweep();
    },
    sweep,
    counters: parts.counters,
    shares: given.shares,
    close: async () => {
      await arrivals.close();
      await lapses.close();
    },
  };
}

interface Lapses {
  /** An ask lapses then. */
  by(atMs: number): void;
  close(): Promise<void>;
}

/** `lapse` gives when the next one is due. A person waits for minutes, so that this one is kept; what is missed the next sweep finds. */
function createLapses({ clock, timers, log }: StartsParts, lapse: () => Promise<number | null>): Lapses {
  let timer: TimerHandle | null = null;
  let dueMs = Infinity;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  const by = (atMs: number): void => {
    if (closed || atMs >= dueMs) return;
    timer?.cancel();
    dueMs = atMs;
    timer = timers.after(Math.max(0, atMs - clock.nowMs()), () => {
      timer = null;
      dueMs = Infinity;
      running = running.then(run);
    });
  };

  const run = async (): Promise<void> => {
    try {
      const nextMs = await lapse();
      if (nextMs !== null) by(nextMs);
    } catch (error) {
      log.error('lapse-failed', errorFacts(error));
    }
  };

  return {
    by,
    close: async () => {
      closed = true;
      timer?.cancel();
      await running;
    },
  };
}
