import type { Generated } from 'kysely';
import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import type { ChatLanguage, StartKind, StartState, Topic } from '#shared/words.ts';

type Flag = 0 | 1;

/**
 * What waits between two people apart from the queue (F030, F157, F158). Whose: who wrote it. Why: so that it waits for the
 * other. How long: its words until it is settled; that it was, `START.settledKeptMs` more. Exported. Erased: the row.
 */
export interface StartsTable {
  id: StartId;
  kind: StartKind;
  writer: AccountId;
  recipient: AccountId;
  topic: Topic | null;
  language: ChatLanguage;
  /** Empty of an ask, and of whatever is settled: the words of what was accepted are in its chat. */
  text: string;
  /** Whether an ask of which nothing comes goes to the queue, and whether it did. */
  then_queue: Flag;
  queued: Flag;
  state: StartState;
  created_at_ms: number;
  lapses_at_ms: number;
  settled_at_ms: number | null;
  /** No: words that may not reach whom they are for. They wait and end like others, and only their writer sees them (F084, F102). */
  reaches: Generated<Flag>;
  /** The chat that came of it. */
  chat: ChatId | null;
}
