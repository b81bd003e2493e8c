import type { Generated } from 'kysely';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { ChatLanguage, ChatState, Topic } from '#shared/words.ts';

type Flag = 0 | 1;

export interface ChatsTable {
  id: ChatId;
  seeker: AccountId;
  listener: AccountId;
  topic: Topic | null;
  language: ChatLanguage;
  state: ChatState;
  opened_at_ms: number;
  ended_at_ms: number | null;
  ended_by: AccountId | null;
  /** Who agreed to it; null for its listener, as of every chat that came of the queue. */
  opened_by: Generated<AccountId | null>;
  /** Its seeker said something in it, and its listener has not written to them first since it ended (F237). */
  heard: Generated<Flag>;
  /** It counted as experience of its listener (F154). */
  counted: Generated<Flag>;
}

export interface BlocksTable {
  blocker: AccountId;
  blocked: AccountId;
  at_ms: number;
}

/** Of whom a member wants no more first words (F155). Nobody else is told. */
export interface RefusalsTable {
  member: AccountId;
  listener: AccountId;
  at_ms: number;
}
