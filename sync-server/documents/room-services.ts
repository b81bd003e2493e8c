import type { AccountId } from '#shared/ids.ts';
import type { Clock, Timers } from '#shared/ports.ts';
import type { WorkBudget } from '../gate/work-budget.ts';
import type { Log } from '../ports.ts';
import type { Continuation } from '../segments/segment-rows.ts';
import type { DocumentCounters } from './counters.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Room } from './room.ts';
import type { TokenBuckets } from './token-buckets.ts';

/** What rooms share. */
export interface RoomServices {
  readonly commits: GroupCommit;
  readonly messages: TokenBuckets<string>;
  readonly marks: TokenBuckets<AccountId>;
  /** GATE G12. */
  readonly work: WorkBudget;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly counters: DocumentCounters;
  readonly log: Log;
  /** False while the store takes nothing (RELIABILITY A3, A4): documents may be read, and nothing else. */
  readonly isWritable: () => boolean;
  /** The room has something to do in the next turn. */
  readonly ask: (room: Room) => void;
  /** The room cannot go on: it is forgotten, and read from the store when it is asked for again. */
  readonly dropped: (room: Room) => void;
  /** Words were removed from the rows; the files have still to be cleaned of them. */
  readonly erased: () => void;
  /** A segment of a long log was closed, and that is durable: the log goes on in the next one. */
  readonly continued: (continuation: Continuation) => void;
}
