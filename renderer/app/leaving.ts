import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { Held, Opened, OpeningState } from './opening.types.ts';
import { createValueStore, type ValueStore } from './value-store.ts';
import type { Readable } from '../engine/types.ts';

/** How often it is tried again by itself, while somebody waits for it. */
const LOOK_AGAIN_MS = 3_000;

/** Writes down what is being typed; false, or a rejection, where the disk did not take it. */
export type Writer = () => Promise<boolean | void>;

/** All who write in what is open, and whether each has words that are not on disk. */
export type Writers = ReadonlyMap<Writer, () => boolean>;

/** Somewhere to go from an open place, once its words are down. */
export interface Move {
  readonly wish: Held['wish'];
  readonly elsewhere?: boolean;
  go(): Promise<void>;
  /** The person stays instead: lets go of what was made ready. */
  stay?(): Promise<void>;
}

/** The way out of an open place. Nothing that is not on disk goes with it, unless the person says so (RELIABILITY F2). */
export interface Leaving {
  readonly held: Readable<Held | null>;
  /** Closes what is open and makes the move. False where last words would go: all is as it was, and the move is held. */
  moveOn(move: Move, sure?: boolean): Promise<boolean>;
  writeDown(): Promise<boolean>;
  hasUnsaved(): boolean;
}

export interface LeavingParts {
  readonly state: ValueStore<OpeningState>;
  readonly timers: Timers;
  readonly writers: Writers;
  readonly inTurn: (step: () => Promise<void>) => Promise<void>;
  opened(): Opened | null;
  /** Nothing is open any more, or again what was. */
  setOpened(opened: Opened | null): void;
  close(left: Opened | null): Promise<void>;
}

export function createLeaving({ state, timers, writers, inTurn, opened, setOpened, close }: LeavingParts): Leaving {
  const held = createValueStore<Held | null>(null);
  let waits: Move | null = null;
  let wishes = 0;
  let timer: TimerHandle | null = null;

  /** All who may have words now, and still when the screen is gone that they belong to. */
  const everybody = (): readonly Writer[] => {
    const here = opened();
    return here === null ? [] : [...writers.keys(), here.sittings.flush, () => here.engine.drafts.flush()];
  };
  const hasUnsaved = (): boolean => {
    const here = opened();
    if (here === null) return false;
    return here.sittings.isUnsaved() || here.engine.drafts.isUnsaved() || [...writers.values()].some((isUnsaved) => isUnsaved());
  };

  async function leave(sure: boolean): Promise<boolean> {
    const here = opened();
    if (here !== null) {
      const all = everybody();
      // Twice: what was typed while the first words went down goes after them, and may be what the disk has no room for.
      if (!((await allDown(all)) && (await allDown(all))) && !sure) return false;
      setOpened(null);
      // From here nobody can type. What came in the last moment goes down before anything closes.
      state.set({ at: 'opening' });
      if (!(await allDown(all)) && !sure) {
        setOpened(here);
        state.set({ at: 'opened', opened: here });
        return false;
      }
    }
    await close(here);
    return true;
  }

  /** Lets go of what was held, unless it is this very move. */
  async function release(move: Move | null): Promise<void> {
    const before = waits;
    waits = move;
    if (before !== move) wishes += 1;
    if (before !== null && before !== move) await before.stay?.();
  }

  /** The disk may have room again before anybody presses: then a lock is made good, and a way elsewhere is no longer waited for. */
  async function look(move: Move): Promise<void> {
    if (waits !== move) return;
    if (!(await allDown(everybody()))) watch(move);
    else if (move.wish === 'lock') await moveOn(move);
    else {
      // Minutes later, in the middle of other words, nobody wants to be led away: they ask again.
      held.set(null);
      await release(null);
    }
  }

  function watch(move: Move): void {
    timer?.cancel();
    timer = timers.after(LOOK_AGAIN_MS, () => void inTurn(() => look(move)));
  }

  function hold(move: Move): void {
    const once = async (sure: boolean): Promise<boolean> => {
      let moved = false;
      await inTurn(async () => {
        // Meanwhile it may have been done, or something else was asked for.
        if (waits === move) moved = await moveOn(move, sure);
      });
      return moved;
    };
    watch(move);
    held.set({
      nth: wishes,
      wish: move.wish,
      elsewhere: move.elsewhere === true,
      again: () => once(false),
      withoutThem: () => once(true),
      stay: () =>
        inTurn(async () => {
          if (waits !== move) return;
          held.set(null);
          await release(null);
        }),
    });
  }

  async function moveOn(move: Move, sure = false): Promise<boolean> {
    if (!(await leave(sure))) {
      // Asked to lock while a lock waits already: the same question stays as it is, under whatever hand is on it.
      if (move.wish === 'lock' && waits?.wish === 'lock' && waits !== move && held.getSnapshot() !== null) return false;
      await release(move);
      hold(move);
      return false;
    }
    held.set(null);
    timer?.cancel();
    if (waits === move) waits = null;
    else await release(null);
    await move.go();
    return true;
  }

  return { held, moveOn, writeDown: () => allDown(everybody()), hasUnsaved };
}

/** Whether the disk took all of it. */
async function allDown(all: readonly Writer[]): Promise<boolean> {
  const written = await Promise.allSettled(all.map((write) => write()));
  return written.every((one) => one.status === 'fulfilled' && one.value !== false);
}
