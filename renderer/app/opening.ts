import type { Result } from '#shared/result.ts';
import type { Profile, Vault } from '../vault/types.ts';
import { afterFailure, whyFailed } from './opening-failure.ts';
import type { LockOutcome, Opened, Opening, OpeningParts, OpeningState } from './opening.types.ts';
import { createValueStore } from './value-store.ts';
import type { Seat, WindowNews } from './window-locks.ts';

export type { LockOutcome, Opened, Opening, OpeningParts, OpeningState } from './opening.types.ts';

export function createOpening(parts: OpeningParts): Opening {
  const state = createValueStore<OpeningState>({ at: 'opening' });
  const writers = new Set<() => Promise<boolean | void>>();
  let opened: Opened | null = null;
  /** The profile that was opened or tried last. */
  let current: string | null = null;
  let seat: Seat | null = null;
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

  /** Whether every word that was being typed is on disk. */
  async function writeDown(): Promise<boolean> {
    const written = await Promise.allSettled([...writers].map((write) => write()));
    return written.every((one) => one.status === 'fulfilled' && one.value !== false);
  }

  async function lock(): Promise<LockOutcome> {
    if (opened === null) return 'locked';
    const { profile } = opened.vault;
    // Asked of the shelf: another window may have set the passphrase, or taken it off.
    // Where that does not answer, what was known when this one opened: nothing may stay open behind a screen that says otherwise.
    const shelf = await parts.profiles.list().catch(() => []);
    const now = shelf.find(({ id }) => id === profile.id) ?? profile;
    if (now.protection !== 'passphrase') return 'needs-passphrase';
    if (!(await writeDown())) return 'unsaved';
    await closeOpened();
    state.set({ at: 'passphrase-needed', profile: profile.id, wrong: false });
    return 'locked';
  }

  async function closeOpened(): Promise<void> {
    const leaving = opened;
    opened = null;
    if (leaving !== null) {
      await writeDown();
      try {
        await leaving.engine.close();
      } finally {
        // Whatever the engine meets as it ends: the key goes.
        await leaving.vault.close();
      }
    }
    seat?.leave();
    seat = null;
  }

  async function enter(vault: Vault, leads: boolean): Promise<void> {
    const engine = await parts.createEngine(vault, !leads);
    opened = { vault, engine, follows: !leads };
    parts.memory?.noteKept();
    state.set({ at: 'opened', opened });
  }

  /** Shows a vault that is open and not yet on screen: leads where nobody does, and otherwise waits for it in line. */
  async function sitDown(vault: Vault): Promise<void> {
    const { id } = vault.profile;
    const mine = parts.locks.join(id, (news) => void hear(id, news));
    seat = mine;
    const leads = await mine.leadIfFree();
    await enter(vault, leads);
    if (!leads) mine.waitForLead(() => void becomeLeader(id));
  }

  /** The same vault, with another engine on it. */
  async function enterAgain({ vault, engine }: Opened, leads: boolean): Promise<void> {
    await engine.close();
    await enter(vault, leads);
  }

  const becomeLeader = (profile: string): Promise<void> =>
    inTurn(async () => {
      if (opened?.vault.profile.id === profile && opened.follows) await enterAgain(opened, true);
    });

  async function takeLead(): Promise<void> {
    if (opened === null || !opened.follows || seat === null) return;
    const { id } = opened.vault.profile;
    if (await seat.takeLead()) await enterAgain(opened, true);
    else seat.waitForLead(() => void becomeLeader(id));
  }

  /** What another window of the same profile tells. */
  const hear = (profile: string, news: WindowNews): Promise<void> =>
    inTurn(async () => {
      if (closed || opened?.vault.profile.id !== profile) return;
      if (news === 'lock') await lock();
      else if (news === 'gone') await startAfresh();
      else if (!opened.follows) await handOver(opened);
    });

  async function handOver(leading: Opened): Promise<void> {
    await writeDown();
    await leading.engine.close();
    seat?.giveLead();
    await enter(leading.vault, false);
    seat?.waitForLead(() => void becomeLeader(leading.vault.profile.id));
  }

  async function startAfresh(): Promise<void> {
    await closeOpened();
    current = null;
    state.set({ at: 'opening' });
    await openLast(true);
  }

  async function open(profile: string, typed: string | null): Promise<void> {
    await closeOpened();
    current = profile;
    if (closed) return;
    const result = await parts.profiles.open(profile, typed);
    if (result.ok) {
      await sitDown(result.value);
      return;
    }
    state.set(afterFailure(profile, result.error, state.getSnapshot()));
  }

  async function create(prepare: (vault: Vault) => Promise<void>): Promise<void> {
    const result = await parts.profiles.create();
    if (!result.ok) {
      state.set({ at: 'failed', profile: null, failure: result.error, wrong: false });
      return;
    }
    await closeOpened();
    current = result.value.profile.id;
    await prepare(result.value);
    await sitDown(result.value);
  }

  /** An empty shelf on a device that has kept words before is a loss and no first start: nothing new in silence (V8). */
  async function openLast(cleared = false): Promise<void> {
    const last = latest(await parts.profiles.list());
    if (last !== null) await open(last.id, null);
    else if (!cleared && (await parts.memory?.expectsWords()) === true) {
      state.set({ at: 'failed', profile: null, failure: { code: 'damaged', detail: 'the shelf is empty' }, wrong: false });
    } else await create(nothingToPrepare);
  }

  /** The other windows of a profile that was erased have nothing left to show. */
  function tellGone(profile: string): void {
    const last = parts.locks.join(profile, () => undefined);
    last.tell('gone');
    last.leave();
  }

  const again = (typed: string | null): Promise<void> =>
    inTurn(async () => {
      await (current === null ? openLast() : open(current, typed));
    });

  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    start: () => inTurn(() => openLast()),
    unlock: again,
    async lock(everywhere = false) {
      let outcome: LockOutcome = 'locked';
      await inTurn(async () => {
        if (everywhere) seat?.tell('lock');
        outcome = await lock();
      });
      return outcome;
    },
    takeOver: () => inTurn(takeLead),
    tryAgain: () => again(null),
    switchTo: (profile) => inTurn(() => open(profile, null)),
    createAnother: (prepare = nothingToPrepare) => inTurn(() => create(prepare)),
    restart: (prepare) =>
      inTurn(async () => {
        await takeLead();
        if (opened === null || opened.follows) return;
        await opened.engine.close();
        await prepare(opened.vault);
        await enter(opened.vault, true);
      }),
    async adopt<Failure>(make: () => Promise<Result<Vault, Failure>>) {
      let failure: Failure | null = null;
      await inTurn(async () => {
        const made = await make();
        if (!made.ok) {
          failure = made.error;
          return;
        }
        await closeOpened();
        current = made.value.profile.id;
        await sitDown(made.value);
      });
      return failure;
    },
    eraseEverything: (erase) =>
      inTurn(async () => {
        const ids = (await parts.profiles.list().catch(() => [])).map(({ id }) => id);
        await closeOpened();
        current = null;
        state.set({ at: 'opening' });
        await erase();
        for (const id of ids) tellGone(id);
        await openLast(true);
      }),
    erase: (profile) =>
      inTurn(async () => {
        if (current === profile) await closeOpened();
        state.set({ at: 'opening' });
        await parts.profiles.erase(profile);
        tellGone(profile);
        await openLast(true);
      }),
    beforeClose(write) {
      writers.add(write);
      return () => writers.delete(write);
    },
    close() {
      closed = true;
      return inTurn(closeOpened);
    },
  };
}

const nothingToPrepare = (): Promise<void> => Promise.resolve();

const latest = (profiles: readonly Profile[]): Profile | null =>
  profiles.reduce<Profile | null>((best, one) => (best === null || one.openedAtMs > best.openedAtMs ? one : best), null);
