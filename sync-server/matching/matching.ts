import type { NewRequest } from '#shared/api/schemas.ts';
import { chatDocument, documentName, type DocumentAddress, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId, RequestId } from '#shared/ids.ts';
import type { DocumentFacts } from '#shared/policy/rights.ts';
import type { TimerHandle } from '#shared/ports.ts';
import { AGE_GROUPS } from '#shared/words.ts';
import { errorFacts } from '../log/json-log.ts';
import { createProjector, type Projector } from '../projections/projector.ts';
import { noCounts } from '../starts/parts.ts';
import { createStarts, type Starts } from '../starts/starts.ts';
import { accountChanged, endUnheard, forgetAccount, refreshOpenChats } from './accounts.ts';
import { createChats } from './chats.ts';
import { documentFacts } from './facts.ts';
import { keepQueueTidy } from './housekeeping.ts';
import { MATCHING_LIMITS, type MatchingDependencies, type MatchingParts, type MatchingResult } from './parts.ts';
import { createRequests } from './requests.ts';

/**
 * How a person in need and a volunteer find each other (F151–F153, F102). SQL holds the truth; what people see are
 * documents projected from it. Each promise resolves when the effect is durable and everybody's view of it is written.
 */
export interface Matching {
  createRequest(account: AccountId, request: NewRequest): Promise<MatchingResult<RequestId>>;
  withdrawRequest(account: AccountId, request: RequestId): Promise<MatchingResult<null>>;
  /** F152: exactly one listener wins; the others are denied by P9. */
  acceptRequest(account: AccountId, request: RequestId): Promise<MatchingResult<ChatId>>;
  endChat(account: AccountId, chat: ChatId): Promise<MatchingResult<null>>;
  blockChat(account: AccountId, chat: ChatId): Promise<MatchingResult<null>>;
  /** F016: leaves the queue, ends the chats, erases inbox and people. Idempotent, before or after its row is emptied. */
  forgetAccount(account: AccountId): Promise<void>;
  /** After a ban, a new name or type: leaves the queue where it must, and brings all that shows the account up to date. */
  accountChanged(account: AccountId): Promise<void>;
  /** A chat goes on in its next segment: the cards of both sides will say so, for devices that come later. */
  continued(log: DocumentName): void;
  /** For `Directory.facts`. The first time since the start, the document is also mended in the background. */
  facts(address: DocumentAddress, reader?: AccountId): Promise<DocumentFacts | null>;
  /** What is asked of one person instead of all (F030, F157, F158). */
  readonly starts: Starts;
  /** Shared with retention, and with whoever has news for an inbox. */
  readonly projector: Projector;
  /** Mends the queues and everybody's place in them, and begins housekeeping. */
  start(): Promise<void>;
  /** Idempotent. Waits for what is under way. */
  close(): Promise<void>;
}

export function createMatching(dependencies: MatchingDependencies): Matching {
  const limits = { ...MATCHING_LIMITS, ...dependencies.limits };
  const projector = createProjector({ ...dependencies, limits });
  const parts: MatchingParts = { ...dependencies, limits, projector };
  const requests = createRequests(parts);
  const chats = createChats(parts);
  const { ageing = parts.clock, isHere = () => false } = dependencies;
  const starts = createStarts({ ...parts, ageing, isHere, counters: noCounts() });
  const housekeeping = createHousekeeping(parts, starts);

  return {
    createRequest: (account, request) => requests.create(account, request),
    withdrawRequest: (account, request) => requests.withdraw(account, request),
    acceptRequest: async (account, request) => {
      const taken = await requests.accept(account, request);
      // Whoever has enough chats now is free for nobody.
      if (taken.ok) await starts.lookAgain([account]);
      return taken;
    },
    endChat: (account, chat) => chats.end(account, chat),
    blockChat: async (account, chat) => {
      const blocked = await chats.block(account, chat);
      if (blocked.ok) await starts.lookAgain([account]);
      return blocked;
    },
    forgetAccount: async (account) => {
      housekeeping.lookAgainAt(account);
      await starts.forget(account);
      await forgetAccount(parts, account);
    },
    accountChanged: async (account) => {
      // First of all: if it was an age or a clearance, the other side may write no more either (P20, RELIABILITY D3).
      await refreshOpenChats(parts, account);
      await starts.lookAgain([account]);
      await accountChanged(parts, account, await starts.partnersOf(account));
    },
    continued: (name) => void chats.continued(name),
    facts: async (address, reader) => {
      const facts = await documentFacts(parts.db, address, reader);
      // Whichever segment of a chat it is: what the relay writes goes into the newest.
      if (facts !== null) projector.opened(address.kind === 'chat' ? chatDocument(address.chat) : documentName(address));
      return facts;
    },
    starts,
    projector,
    start: async () => {
      await keepQueueTidy(parts);
      await endUnheard(parts);
      await starts.start();
      await Promise.all(AGE_GROUPS.map((ageGroup) => projector.queueMoved(ageGroup)));
      housekeeping.start();
    },
    close: async () => {
      await housekeeping.close();
      await starts.close();
      await projector.close();
    },
  };
}

interface Housekeeping {
  start(): void;
  /** Its name goes after its chats end; what others still see of it is brought up to date at the next tidying. */
  lookAgainAt(account: AccountId): void;
  close(): Promise<void>;
}

/** One tidying at a time; a slow one lets the next tick pass. */
function createHousekeeping(parts: MatchingParts, starts: Starts): Housekeeping {
  let ticking: TimerHandle | null = null;
  let running: Promise<void> | null = null;
  const lookAgain = new Set<AccountId>();
  const tidy = async (): Promise<void> => {
    try {
      await keepQueueTidy(parts);
      await starts.sweep();
      for (const account of lookAgain) {
        await accountChanged(parts, account, await starts.partnersOf(account));
        lookAgain.delete(account);
      }
    } catch (error) {
      parts.log.error('housekeeping-failed', errorFacts(error));
    } finally {
      running = null;
    }
  };
  return {
    start: () => {
      ticking ??= parts.timers.every(parts.limits.housekeepingMs, () => {
        running ??= tidy();
      });
    },
    lookAgainAt: (account) => lookAgain.add(account),
    close: async () => {
      ticking?.cancel();
      await running;
    },
  };
}
