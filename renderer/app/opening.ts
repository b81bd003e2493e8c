import type { Result } from '#shared/result.ts';
import { createSittings } from '../features/notes/sittings.ts';
import type { Vault } from '../vault/types.ts';
import { afterFailure, whyFailed } from './opening-failure.ts';
import { createLeading } from './leading.ts';
import { createLeaving, type Move, type Writer } from './leaving.ts';
import type { LockOutcome, Opened, Opening, OpeningParts, OpeningState } from './opening.types.ts';
import { latest } from './last-place.ts';
import { createValueStore } from './value-store.ts';
import { tellGone, type WindowNews } from './window-locks.ts';

export type { Held, LockOutcome, Opened, Opening, OpeningParts, OpeningState } from './opening.types.ts';

export function createOpening(parts: OpeningParts): Opening {
  const state = createValueStore<OpeningState>({ at: 'opening' });
  const writers = new Map<Writer, () => boolean>();
  let opened: Opened | null = null;
  /** The profile that was opened or tried last. */
  let current: string | null = null;
  let queue: Promise<void> = Promise.resolve();
  let closed = false;

  /** One step after the other, so that no two vaults are ever half open together. */
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step).catch((error: unknown) => {
      // A disk that gives way in the middle: say so, keep everything, and let the person try again.
      state.set({ at: 'failed', profile: current, failure: whyFailed(error), wrong: false });
    });
    return queue;
  };

  const leaving = createLeaving({
    state,
    timers: parts.timers,
    writers,
    inTurn,
    opened: () => opened,
    setOpened: (next) => void (opened = next),
    close: closeLeft,
  });
  const { moveOn } = leaving;
  const asked = async (move: Move): Promise<boolean> => {
    let moved = false;
    await inTurn(async () => void (moved = await moveOn(move)));
    return moved;
  };

  async function lock(elsewhere = false): Promise<LockOutcome> {
    if (opened === null) return 'locked';
    const { profile } = opened.vault;
    // Asked of the shelf: another window may have set the passphrase, or taken it off.
    // Where that does not answer, what was known when this one opened: nothing may stay open behind a screen that says otherwise.
    const shelf = await parts.profiles.list().catch(() => []);
    const now = shelf.find(({ id }) => id === profile.id) ?? profile;
    if (now.protection !== 'passphrase') return 'needs-passphrase';
    const go = async (): Promise<void> => state.set({ at: 'passphrase-needed', profile: profile.id, wrong: false });
    return (await moveOn({ wish: 'lock', elsewhere, go })) ? 'locked' : 'unsaved';
  }

  async function closeLeft(left: Opened | null): Promise<void> {
    try {
      await left?.engine.close();
    } finally {
      // Whatever the engine meets as it ends: the key goes, and the seat.
      await left?.sittings.close();
      await left?.vault.close();
      leading.standUp();
    }
  }

  async function enter(vault: Vault, leads: boolean, before: Opened | null): Promise<void> {
    const engine = await parts.createEngine(vault, !leads, before?.engine.drafts ?? null);
    opened = { vault, engine, follows: !leads, sittings: before?.sittings ?? createSittings() };
    parts.memory?.noteKept();
    state.set({ at: 'opened', opened });
  }

  /** What another window of the same profile tells. */
  const hear = (profile: string, news: WindowNews): Promise<void> =>
    inTurn(async () => {
      if (closed || opened?.vault.profile.id !== profile) return;
      if (news === 'lock') await lock(true);
      else if (news === 'gone') await startAfresh();
      else if (!opened.follows) await leading.handOver(opened);
    });

  const leading = createLeading({
    locks: parts.locks, inTurn, opened: () => opened, enter, writeDown: leaving.writeDown, hear, forget,
    isOver: async (vault, leads) => (await parts.visits?.isOver(vault, leads)) ?? false,
  });

  /** F016: by the person's own word of before. The seat is kept until nothing is left. */
  async function forget(vault: Vault, letGo: () => void): Promise<void> {
    const { id } = vault.profile;
    // Whatever fails now, it is nobody's to open again: what is left of it goes as the shelf is next looked at.
    current = null;
    state.set({ at: 'opening' });
    await parts.visits?.forget(vault, () => parts.profiles.erase(id)).finally(letGo);
    tellGone(parts.locks, id);
    await openLast(true);
  }

  /** For what was erased on the person's word: there is nowhere left to write to. */
  async function startAfresh(): Promise<void> {
    await moveOn({
      wish: 'leave',
      async go() {
        current = null;
        state.set({ at: 'opening' });
        await openLast(true);
      },
    }, true);
  }

  const toOpen = (profile: string, typed: string | null): Move => ({
    wish: 'leave',
    async go() {
      current = profile;
      if (closed) return;
      const result = await parts.profiles.open(profile, typed);
      if (result.ok) await leading.sitDown(result.value);
      else state.set(afterFailure(profile, result.error, state.getSnapshot()));
    },
  });

  const toCreate = (prepare: (vault: Vault) => Promise<void>): Move => ({
    wish: 'leave',
    async go() {
      const result = await parts.profiles.create();
      if (!result.ok) {
        state.set({ at: 'failed', profile: null, failure: result.error, wrong: false });
        return;
      }
      current = result.value.profile.id;
      try {
        await prepare(result.value);
      } catch (error) {
        await result.value.close();
        throw error;
      }
      await leading.sitDown(result.value);
    },
  });

  /** An empty shelf on a device that has kept words before is a loss and no first start: nothing new in silence (V8). */
  async function openLast(cleared = false): Promise<void> {
    const last = latest(await parts.profiles.list());
    if (last !== null) return void (await moveOn(toOpen(last.id, null)));
    // Also of an erasure that was cut short, in this run or in the one before.
    const byWord = cleared || parts.profiles.hasErased();
    if (byWord) parts.memory?.noteErased();
    else if ((await parts.memory?.expectsWords()) === true) {
      state.set({ at: 'failed', profile: null, failure: { code: 'damaged', detail: 'the shelf is empty' }, wrong: false });
      return;
    }
    await moveOn(toCreate(nothingToPrepare));
  }

  const again = (typed: string | null): Promise<void> =>
    inTurn(async () => {
      await (current === null ? openLast() : moveOn(toOpen(current, typed)));
    });

  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    held: leaving.held,
    start: () => inTurn(() => openLast()),
    unlock: again,
    async lock(everywhere = false) {
      let outcome: LockOutcome = 'locked';
      await inTurn(async () => {
        if (everywhere) leading.tell('lock');
        outcome = await lock();
      });
      return outcome;
    },
    takeOver: () => inTurn(leading.takeLead),
    tryAgain: () => again(null),
    switchTo: (profile) => asked(toOpen(profile, null)),
    createAnother: (prepare = nothingToPrepare) => asked(toCreate(prepare)),
    restart: (prepare) =>
      inTurn(async () => {
        await leading.takeLead();
        if (opened === null || opened.follows) return;
        const before = opened;
        await before.engine.close();
        await prepare(before.vault, before.engine.drafts);
        await enter(before.vault, true, before);
      }),
    async adopt<Failure>(make: () => Promise<Result<Vault, Failure>>) {
      let failure: Failure | null = null;
      await inTurn(async () => {
        const made = await make();
        if (!made.ok) {
          failure = made.error;
          return;
        }
        const vault = made.value;
        const go = async (): Promise<void> => {
          current = vault.profile.id;
          await leading.sitDown(vault);
        };
        // Whoever stays finds it among the places of this device.
        await moveOn({ wish: 'leave', go, stay: () => vault.close() });
      });
      return failure;
    },
    eraseEverything: (erase) =>
      inTurn(async () => {
        const ids = (await parts.profiles.list().catch(() => [])).map(({ id }) => id);
        const go = async (): Promise<void> => {
          current = null;
          state.set({ at: 'opening' });
          await erase();
          for (const id of ids) tellGone(parts.locks, id);
          await openLast(true);
        };
        await moveOn({ wish: 'leave', go }, true);
      }),
    erase: (profile) =>
      inTurn(async () => {
        const go = async (): Promise<void> => {
          state.set({ at: 'opening' });
          await parts.profiles.erase(profile);
          tellGone(parts.locks, profile);
          await openLast(true);
        };
        // Its own words go with it, as the person wishes; those of another place that is open do not.
        await moveOn({ wish: 'leave', go }, current === profile);
      }),
    beforeClose(write, isUnsaved = nothingUnsaved) {
      writers.set(write, isUnsaved);
      return () => writers.delete(write);
    },
    hasUnsaved: leaving.hasUnsaved,
    writeDown: leaving.writeDown,
    close() {
      closed = true;
      // The page goes, whatever the disk says; it was asked to write at every moment before.
      return inTurn(async () => void (await moveOn({ wish: 'leave', go: nothing }, true)));
    },
  };
}

const nothing = (): Promise<void> => Promise.resolve();
const nothingToPrepare = nothing;
const nothingUnsaved = (): boolean => false;
