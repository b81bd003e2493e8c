import type { Timers } from '#shared/ports.ts';
import type { Result } from '#shared/result.ts';
import type { DraftBook } from '../engine/draft-book.ts';
import type { Engine, Readable } from '../engine/types.ts';
import type { Sittings } from '../features/notes/sittings.ts';
import type { OpenFailure, Profiles, Vault, VaultShelf } from '../vault/types.ts';
import type { Visits } from './only-this-visit.ts';
import type { PlaceMemory } from './place-memory.ts';
import type { WindowLocks } from './window-locks.ts';

/** Everything of one person, open on this screen. */
export interface Opened {
  readonly vault: Vault;
  readonly engine: Engine;
  /** Notes that were left before the disk had taken their words. They stay while engines and screens come and go. */
  readonly sittings: Sittings;
  /** Another window leads: it alone speaks with the relay. What is the person's own is written and read here as well. */
  readonly follows: boolean;
}

/** Where the app is between its start and a vault that is open. */
export type OpeningState =
  | { readonly at: 'opening' }
  | { readonly at: 'passphrase-needed'; readonly profile: string; readonly wrong: boolean }
  | { readonly at: 'opened'; readonly opened: Opened }
  /** `wrong`: the recovery key that was tried is not this vault's. */
  | { readonly at: 'failed'; readonly profile: string | null; readonly failure: OpenFailure; readonly wrong: boolean };

/** What came of the wish to lock. `unsaved`: the disk did not take the last words, so they stay where they are. */
export type LockOutcome = 'locked' | 'needs-passphrase' | 'unsaved';

/**
 * Somebody wanted to lock or to go elsewhere, and the disk did not take the last words. Nothing has moved, and nothing
 * does before the person has said so (RELIABILITY F2).
 */
export interface Held {
  /** A wish of its own has a number of its own, however often it is tried. */
  readonly nth: number;
  readonly wish: 'lock' | 'leave';
  /** Another window asked: this one has to say that it did not follow, and why. */
  readonly elsewhere: boolean;
  /** Tries once more; resolves to whether it has been done. */
  again(): Promise<boolean>;
  /** On the person's word: what the disk has not taken by then is gone. */
  withoutThem(): Promise<boolean>;
  stay(): Promise<void>;
}

export interface OpeningParts {
  readonly profiles: Profiles & Pick<VaultShelf, 'hasErased'>;
  readonly locks: WindowLocks;
  readonly timers: Timers;
  /** What tells a first start from a shelf that was lost. */
  readonly memory?: PlaceMemory;
  readonly visits?: Visits;
  /** `drafts`: of the engine before this one on the same vault. The boxes on screen are theirs: no key is lost between. */
  createEngine(vault: Vault, follows: boolean, drafts: DraftBook | null): Promise<Engine>;
}

/** Opens, closes and changes between the profiles of this device. One at a time; whoever comes later wins. */
export interface Opening extends Readable<OpeningState> {
  /** What waits for the person's word, because last words would go by it. */
  readonly held: Readable<Held | null>;
  /** Opens the profile used last, or makes the first one without asking anything (F013). */
  start(): Promise<void>;
  /** `typed` may be the passphrase or the recovery key. */
  unlock(typed: string): Promise<void>;
  /**
   * Writes everything down and closes; from there only the passphrase or the recovery key leads in (RELIABILITY F8).
   * `everywhere`: in the other windows as well.
   */
  lock(everywhere?: boolean): Promise<LockOutcome>;
  /** Leads from now on; the window that did writes everything down first. */
  takeOver(): Promise<void>;
  tryAgain(): Promise<void>;
  /** Resolves to whether the present place was left; otherwise the wish is held. */
  switchTo(profile: string): Promise<boolean>;
  /** Makes a new, empty profile and opens it; `prepare` may fill its settings before the engine starts. As `switchTo`. */
  createAnother(prepare?: (vault: Vault) => Promise<void>): Promise<boolean>;
  /** Starts the engine anew on the vault that is open, after `prepare` has changed its settings. The drafts go on, with what is being typed. */
  restart(prepare: (vault: Vault, drafts: DraftBook) => Promise<void>): Promise<void>;
  /** Opens the vault that `make` gives, one that was brought back from a copy. Gives the failure where there is none. */
  adopt<Failure>(make: () => Promise<Result<Vault, Failure>>): Promise<Failure | null>;
  /** Closes what is open, does away with everything of ours on this device by `erase`, and starts afresh. */
  eraseEverything(erase: () => Promise<void>): Promise<void>;
  /** Closes and erases a profile with everything in it, and opens another. Only ever on the person's word (F2). */
  erase(profile: string): Promise<void>;
  /**
   * Called before a vault is closed, so that what is being typed can be written down. A writer that rejects or resolves
   * to false was not able to: then nothing locks or leaves over those words. `isUnsaved` says at any moment whether there
   * are words that are not on disk. Returns the way to stop.
   */
  beforeClose(write: () => Promise<boolean | void>, isUnsaved?: () => boolean): () => void;
  /** Whether something typed is not on disk at this moment. */
  hasUnsaved(): boolean;
  /** Writes down what is being typed; resolves to whether the disk took all of it. */
  writeDown(): Promise<boolean>;
  close(): Promise<void>;
}
