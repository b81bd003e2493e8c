import type { CopyItem, CopyKind } from './copy-items.ts';
import type { CopyContents } from './write-copy.ts';

/** A vault as a whole, read for a copy and filled from one (BACKUP.md). */
export interface Copying {
  /** Everything that belongs into a copy of this kind, in batches. */
  contents(kind: CopyKind): Promise<CopyContents>;
  /**
   * Brings the items in, all of them or none (one transaction). Nothing here is deleted; of two versions of a note the
   * newer one stands, and where both sides wrote since they last met, both are kept.
   */
  fill(items: readonly CopyItem[]): Promise<FillReport>;
  /** Remembers which versions of the notes went out, so that a later `fill` can tell who wrote since. */
  wentOut(versions: ReadonlyMap<string, number>): Promise<void>;
  /** The key of this vault's own backups, and its way in as text (shelf-door.ts). */
  door(): Promise<{ readonly base: Uint8Array; readonly door: string }>;
}

/** What `fill` did, in numbers. */
export interface FillReport {
  /** Notes that were not here. */
  readonly added: number;
  /** Notes whose newer words came from the copy. */
  readonly renewed: number;
  /** Notes that both sides had changed: the older words are a note of their own now. */
  readonly keptTwice: number;
  /** Notes that were here already, as new or newer. */
  readonly same: number;
  /** Goals, steps, moods and the like that were not here, or were older. */
  readonly things: number;
  /** Unfinished and unsent texts that came back as drafts. */
  readonly drafts: number;
}
