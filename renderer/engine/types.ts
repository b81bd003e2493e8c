import type { Me, NewRequest, ConsentAnswer, Device } from '#shared/api/schemas.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import type { ChatEntry } from '#shared/documents/chat.ts';
import type { QueueRequest } from '#shared/documents/queue.ts';
import type { InboxNotice, WaitingRequest } from '#shared/documents/inbox.ts';
import type { AccountId, ChatId, EntryId, RequestId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { Verdict, RuleId } from '#shared/policy/verdict.ts';
import type { HeardCode } from '#shared/protocol/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { ApiFailure } from '../api/client.ts';
import type { AccountKeyCommands } from './account-keys.ts';
import type { DraftBook } from './draft-book.ts';
import type { HouseCommands } from './house.ts';
import type { Pictures } from './pictures.ts';
import type { ProfileCommands } from './profiles.ts';
import type { StartCommands } from './starts.ts';
import type { TherapistCommands } from './therapists.ts';

/**
 * What the screens see of the engine: product words, immutable snapshots, synchronous local writes. No Yjs, no socket,
 * no React. A snapshot keeps its identity while nothing in it changed, so `useSyncExternalStore` can hold it.
 */
export interface Readable<Snapshot> {
  getSnapshot(): Snapshot;
  /** Calls `listener` after each change; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** Where the connection is, for people. */
export type ConnectionStatus =
  | { readonly at: 'offline' }
  | { readonly at: 'connecting' }
  /** `keeps`: false while the relay says that it can keep nothing (RELIABILITY A3); words wait on this device. */
  | { readonly at: 'online'; readonly keeps: boolean }
  | { readonly at: 'waiting'; readonly retryAtMs: number }
  /** Only the person can mend it: signed out elsewhere, or an app too old for the relay. */
  | { readonly at: 'refused'; readonly because: 'signed-out' | 'protocol' };

/** Who one is on this device. `local`: the relay has never been reached, so there is no account yet (F013, offline). */
export type Identity = { readonly at: 'local' } | { readonly at: 'account'; readonly me: Me; readonly actor: Actor };

/** A message with where it is (DESIGN promise 2). Others' messages are always `arrived`. */
export type Whereabouts =
  | { readonly at: 'device' }
  | { readonly at: 'relay' }
  | { readonly at: 'delivered' }
  | { readonly at: 'seen' }
  | { readonly at: 'arrived' };

export interface ChatLine {
  readonly entry: ChatEntry;
  readonly mine: boolean;
  readonly whereabouts: Whereabouts;
}

/** Words that the relay refused, back with their writer. Kept until the person sends, copies or discards them. */
export interface RefusedDraft {
  readonly id: EntryId;
  readonly text: string;
  readonly refusedAtMs: number;
  readonly code: HeardCode;
  readonly rule: RuleId | null;
}

/** ... with the chat it was for. */
export interface RefusedMessage extends RefusedDraft {
  readonly chat: ChatId;
}

export interface ChatView {
  readonly chat: ChatId;
  readonly card: ChatCard;
  /** `loading`: nothing of it is on this device yet. */
  readonly state: 'loading' | 'ready';
  readonly lines: readonly ChatLine[];
  /** A long chat has more before the first line; `showEarlier` brings some of it. */
  readonly hasEarlier: boolean;
  readonly unread: number;
  readonly otherTyping: boolean;
  /** Messages of both sides, for the count to thirty (D5). */
  readonly messages: number;
  readonly refused: readonly RefusedDraft[];
  readonly mayWrite: Verdict;
  readonly mayEnd: Verdict;
  readonly mayBlock: Verdict;
}

/** A chat in the list: its card and what draws the eye. Cheap to keep for all of them. */
export interface ChatSummary {
  readonly chat: ChatId;
  readonly card: ChatCard;
  readonly unread: number;
  readonly otherTyping: boolean;
  readonly last: ChatEntry | null;
  readonly waitingToSend: number;
}

export interface QueueView {
  readonly ageGroup: AgeGroup;
  readonly state: 'loading' | 'ready' | 'denied';
  /** In the order of waiting. */
  readonly requests: readonly QueueRequest[];
}

/** Why a command did not happen. `offline`: it was never sent. */
export type CommandFailure = ApiFailure;
export type CommandResult<T> = Promise<Result<T, CommandFailure>>;

/** A 1-to-1 chat that is open on screen. Close it when it leaves the screen. */
export interface ChatHandle extends Readable<ChatView> {
  /** Puts a message in the outbox, on disk, and shows it. Resolves when it is on disk. */
  send(text: string): Promise<void>;
  /** Call on each key; the engine itself says when typing stopped. */
  typing(): void;
  /** The person has looked at everything up to the newest line. */
  markRead(): void;
  showEarlier(): void;
  /** The unfinished message, kept on disk as it is typed. */
  readonly draft: Readable<string>;
  setDraft(text: string): void;
  /** Lets it go with its earlier wordings. */
  discardDraft(): Promise<void>;
  /** A refused text is sent again, or let go. */
  retryRefused(id: EntryId): Promise<void>;
  discardRefused(id: EntryId): Promise<void>;
  end(): CommandResult<void>;
  block(): CommandResult<void>;
  close(): void;
}

/** The engine of one vault: one account, one connection, many documents. */
export interface Engine {
  readonly connection: Readable<ConnectionStatus>;
  readonly identity: Readable<Identity>;
  /** Chats, newest activity first. */
  readonly chats: Readable<readonly ChatSummary[]>;
  /** One's own waiting request; null when not waiting. */
  readonly waiting: Readable<WaitingRequest | null>;
  readonly notices: Readable<readonly InboxNotice[]>;
  openChat(chat: ChatId): ChatHandle;
  openQueue(ageGroup: AgeGroup): Readable<QueueView> & { close(): void };

  /** Everything that is being written, in whatever box (F229). */
  readonly drafts: DraftBook;
  /** The refused words of all chats, the oldest first. */
  readonly refused: Readable<readonly RefusedMessage[]>;
  discardRefused(id: EntryId): Promise<void>;
  putBackRefused(message: RefusedMessage): Promise<void>;

  /** Asks to be connected now, whatever the back-off says. */
  reconnect(): void;
  becomeMember(name: string | null, password: string): CommandResult<void>;
  giveConsent(answer: ConsentAnswer): CommandResult<void>;
  /** The listener agreement in its present version (F088, F089). */
  agreeAsListener(): CommandResult<void>;
  createRequest(request: NewRequest): CommandResult<RequestId>;
  withdrawRequest(request: RequestId): CommandResult<void>;
  acceptRequest(request: RequestId): CommandResult<ChatId>;
  /** Password, recovery code, name, a copy of everything, and the end. */
  readonly keys: AccountKeyCommands;
  /** Who people say they are, the directory of listeners, and one's own profile. */
  readonly profiles: ProfileCommands;
  /** Asking somebody in person, leaving a message, writing first. */
  readonly starts: StartCommands;
  /** What people show beside their names, and one's own. */
  readonly pictures: Pictures;
  /** Roles, bans and holds, appeals, clearances, the record of acts, and the team. */
  readonly house: HouseCommands;
  /** The directory of therapists, and being one. */
  readonly therapists: TherapistCommands;
  listDevices(): CommandResult<readonly Device[]>;
  /** Ends the session at the relay as well: at once where it can be reached, otherwise as soon as it can. */
  signOut(): CommandResult<void>;
  /** Sessions that ended here, of which the relay has not heard yet. */
  readonly signOutsOwed: Readable<number>;
  forgetMe(): CommandResult<void>;

  /** Flushes what is pending to disk, closes the socket and the documents. Idempotent. */
  close(): Promise<void>;
}

/** Everything about one's own account that a rule may use, from `Me`. */
export const actorOf = (me: Me): Actor => ({
  account: me.account as AccountId,
  type: me.type,
  ageGroup: me.ageGroup,
  consent: me.consent,
  clearedForTeens: me.clearedForTeens,
  standing: me.standing,
  banned: me.banned,
  admin: me.admin,
});
