import type { Engine, Readable } from '../engine/types.ts';
import { VaultFailure } from '../vault/failure.ts';
import { toOpenFailure } from '../vault/open-failure.ts';
import type { OpenFailure, Profile, Profiles, Vault } from '../vault/types.ts';
import { createValueStore } from './value-store.ts';
import type { WindowLocks } from './window-locks.ts';

/** Everything of one person, open on this screen. */
export interface Opened {
  readonly vault: Vault;
  readonly engine: Engine;
}

/** Where the app is between its start and a vault that is open. */
export type OpeningState =
  | { readonly at: 'opening' }
  | { readonly at: 'passphrase-needed'; readonly profile: string; readonly wrong: boolean }
  | { readonly at: 'opened'; readonly opened: Opened }
  | { readonly at: 'failed'; readonly profile: string | null; readonly failure: OpenFailure }
  | { readonly at: 'in-another-window'; readonly profile: string };

export interface OpeningParts {
  readonly profiles: Profiles;
  readonly locks: WindowLocks;
  createEngine(vault: Vault): Promise<Engine>;
}

/** Opens, closes and changes between the profiles of this device. One at a time; whoever comes later wins. */
export interface Opening extends Readable<OpeningState> {
  /** Opens the profile used last, or makes the first one without asking anything (F013). */
  start(): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  /** Takes the profile over from the other window, which writes everything down first. */
  takeOver(): Promise<void>;
  tryAgain(): Promise<void>;
  switchTo(profile: string): Promise<void>;
  /** Makes a new, empty profile and opens it; `prepare` may fill its settings before the engine starts. */
  createAnother(prepare?: (vault: Vault) => Promise<void>): Promise<void>;
  /** Starts the engine anew on the vault that is open, after `prepare` has changed its settings. */
  restart(prepare: (vault: Vault) => Promise<void>): Promise<void>;
  /** Closes and erases a profile with everything in it, and opens another. Only ever on the person's word (F2). */
  erase(profile: string): Promise<void>;
  /** Called before a vault is closed, so that what is being typed can be written down. Returns the way to stop. */
  beforeClose(write: () => Promise<void>): () => void;
  close(): Promise<void>;
}

export function createOpening(parts: OpeningParts): Opening {
  const state = createValueStore<OpeningState>({ at: 'opening' });
  const writers = new Set<() => Promise<void>>();
  let opened: Opened | null = null;
  /** The profile that was opened or tried last. */
  let current: string | null = null;
  let release: (() => void) | null = null;
  let queue: Promise<void> = Promise.resolve();
  let closed = false;

  /** One step after the other, so that no two vaults are ever half open together. */
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step).catch((error: unknown) => {
      // A disk that gives way in the middle: say so, keep everything, and let the person try again.
      state.set({ at: 'failed', profile: current, failure: whyFailed(error) });
    });
    return queue;
  };

  async function closeOpened(): Promise<void> {
    const leaving = opened;
    opened = null;
    if (leaving !== null) {
      await Promise.allSettled([...writers].map((write) => write()));
      await leaving.engine.close();
      await leaving.vault.close();
    }
    release?.();
    release = null;
  }

  async function enter(vault: Vault): Promise<void> {
    const engine = await parts.createEngine(vault);
    opened = { vault, engine };
    state.set({ at: 'opened', opened });
  }

  async function hold(profile: string, takeOver: boolean): Promise<boolean> {
    release = await parts.locks.hold(profile, takeOver, () => void handOver(profile));
    if (release === null) state.set({ at: 'in-another-window', profile });
    return release !== null;
  }

  /** Another window asked for this profile. */
  const handOver = (profile: string): Promise<void> =>
    inTurn(async () => {
      if (opened?.vault.profile.id !== profile) return;
      await closeOpened();
      if (!closed) state.set({ at: 'in-another-window', profile });
    });

  async function open(profile: string, passphrase: string | null, takeOver = false): Promise<void> {
    await closeOpened();
    current = profile;
    if (closed || !(await hold(profile, takeOver))) return;
    const result = await parts.profiles.open(profile, passphrase);
    if (result.ok) {
      await enter(result.value);
      return;
    }
    release?.();
    release = null;
    state.set(afterFailure(profile, result.error));
  }

  async function create(prepare: (vault: Vault) => Promise<void>): Promise<void> {
    const result = await parts.profiles.create();
    if (!result.ok) {
      state.set({ at: 'failed', profile: null, failure: result.error });
      return;
    }
    await closeOpened();
    current = result.value.profile.id;
    await prepare(result.value);
    if (await hold(result.value.profile.id, true)) await enter(result.value);
  }

  async function openLast(): Promise<void> {
    const last = latest(await parts.profiles.list());
    if (last === null) await create(nothingToPrepare);
    else await open(last.id, null);
  }

  const again = (passphrase: string | null, takeOver: boolean): Promise<void> =>
    inTurn(async () => {
      await (current === null ? openLast() : open(current, passphrase, takeOver));
    });

  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    start: () => inTurn(openLast),
    unlock: (passphrase) => again(passphrase, false),
    takeOver: () => again(null, true),
    tryAgain: () => again(null, false),
    switchTo: (profile) => inTurn(() => open(profile, null)),
    createAnother: (prepare = nothingToPrepare) => inTurn(() => create(prepare)),
    restart: (prepare) =>
      inTurn(async () => {
        if (opened === null) return;
        const { engine, vault } = opened;
        await engine.close();
        await prepare(vault);
        await enter(vault);
      }),
    erase: (profile) =>
      inTurn(async () => {
        if (current === profile) await closeOpened();
        state.set({ at: 'opening' });
        await parts.profiles.erase(profile);
        await openLast();
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

/** A passphrase is a question to the person; everything else is news. */
function afterFailure(profile: string, failure: OpenFailure): OpeningState {
  if (failure.code === 'passphrase-needed') return { at: 'passphrase-needed', profile, wrong: false };
  if (failure.code === 'wrong-passphrase') return { at: 'passphrase-needed', profile, wrong: true };
  return { at: 'failed', profile, failure };
}

/** What the vault names keeps its name: older than its data is another matter than a full disk (V8). */
function whyFailed(error: unknown): OpenFailure {
  if (error instanceof VaultFailure) return toOpenFailure(error);
  return { code: 'storage', detail: error instanceof Error ? error.message : String(error) };
}
