/** SQLite's code for a failed flush (`SQLITE_IOERR_FSYNC`), so that it is judged like one that SQLite met itself. */
const IO_FSYNC = 1_034;

/** The disk did not take what was committed: nobody may be told of it (DESIGN promise 7). */
export class NotDurable extends Error {
  override readonly name = 'NotDurable';
  readonly errcode = IO_FSYNC;
  /** False for one that wrote nothing itself, and was to see what others had written. */
  readonly wrote: boolean;

  constructor(message: string, { wrote = true, ...options }: ErrorOptions & { readonly wrote?: boolean } = {}) {
    super(message, options);
    this.wrote = wrote;
  }
}

/** What a commit changed: facts, which anybody may ask for, or only what its writer accounts for when the disk refuses it. */
export type Written = 'facts' | 'accounted-for';

/**
 * Brings what SQLite has committed to the disk, off the event loop. SQLite's own flush would hold up everybody for as long
 * as the disk takes: half a millisecond as a rule, a quarter of a second now and then. So SQLite commits into the system's
 * cache (`synchronous=normal`: in order, and never torn), and whoever committed, or read what was, waits here until a flush
 * that began later has ended. One flush serves all who wait.
 */
export class DurableLog {
  readonly #flush: () => Promise<void>;
  readonly #failed: (error: NotDurable) => void;
  #written = 0;
  #durable = 0;
  /** The newest commit that changed facts. */
  #factsAt = 0;
  #flushing: Promise<void> | null = null;
  #failure: NotDurable | null = null;

  /** `flush` resolves when all that was written before its call is on the disk; `failed` hears of the first that was not. */
  constructor(flush: () => Promise<void>, failed: (error: NotDurable) => void) {
    this.#flush = flush;
    this.#failed = failed;
  }

  /** Counts commits; the same number as before means that nothing was committed meanwhile. */
  get written(): number {
    return this.#written;
  }

  /** Something was committed, and is not durable yet. */
  wrote(what: Written = 'facts'): void {
    this.#written += 1;
    if (what === 'facts') this.#factsAt = this.#written;
  }

  /**
   * Resolves when everything committed so far is durable. Rejects with `NotDurable` when the disk refused it. After that it
   * is never asked again, since its cache can no longer be believed (RELIABILITY A3). Those who only read go on, unless a
   * fact is among what was refused: nothing could tell any more which facts are true, so none is told until a start.
   */
  async settled(wrote: boolean): Promise<void> {
    const target = this.#written;
    if (this.#failure !== null && !wrote && this.#factsAt <= this.#durable) return;
    while (this.#durable < target) {
      if (this.#failure !== null) throw wrote ? this.#failure : new NotDurable(this.#failure.message, { cause: this.#failure.cause, wrote });
      this.#flushing ??= this.#run();
      await this.#flushing;
    }
  }

  async #run(): Promise<void> {
    const upTo = this.#written;
    try {
      await this.#flush();
      this.#durable = upTo;
    } catch (cause) {
      this.#failure = new NotDurable('the disk did not take a commit', { cause });
      this.#failed(this.#failure);
    } finally {
      this.#flushing = null;
    }
  }
}
