import type { Timers } from '#shared/ports.ts';
import type { Settings } from '../vault/types.ts';
import type { Documents } from './documents.ts';
import type { Outbox } from './outbox.ts';
import type { People } from './people.ts';
import type { Session } from './session.ts';

/** What all chats of an engine share. */
export interface ChatPorts {
  readonly documents: Documents;
  readonly outbox: Outbox;
  readonly people: People;
  readonly session: Session;
  readonly settings: Settings;
  readonly timers: Timers;
  relayNowMs(): number;
  isLive(): boolean;
  jitter(): number;
  readonly pace: Pace;
  /** Of marks. One that has to wait loses nothing: when it is set it says what holds by then. */
  readonly markPace: Pace;
  onStorageFailure(cause: unknown): void;
  /** The relay refused words because it can keep nothing, or has kept some again. */
  relayKeeps(keeps: boolean): void;
}

/** How fast one account may speak, over all its chats. */
export interface Pace {
  budget(): number;
  spend(count: number): void;
  untilNextMs(): number;
}
