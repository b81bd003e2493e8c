import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import type { ConnectionStatus, Engine, Identity } from '../engine/types.ts';
import type { Host } from '../host/host.ts';
import type { Copies } from '../vault/backup/copies.ts';
import type { Profiles, Vault } from '../vault/types.ts';
import type { Feature } from './feature.ts';
import type { BecomeListener } from './become-listener.ts';
import type { BeginAnew } from './begin-anew.ts';
import type { DevicePreferences } from './look.ts';
import type { Opened, Opening } from './opening.ts';
import type { Recover, SignIn } from './sign-in.ts';
import { useReadable } from './use-readable.ts';
import type { ValueStore } from './value-store.ts';

/** What the app is made of, for as long as its window lives. */
export interface AppParts {
  readonly features: readonly Feature[];
  readonly host: Host;
  readonly profiles: Profiles;
  readonly opening: Opening;
  readonly copies: Copies;
  readonly preferences: DevicePreferences;
  /** Whether the disk gave way and nobody has read the notice yet. */
  readonly diskTrouble: ValueStore<boolean>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly signIn: SignIn;
  readonly recover: Recover;
  readonly becomeListener: BecomeListener;
  /** A guest whom the relay does not know any more goes on as a new one (F016). */
  readonly beginAnew: BeginAnew;
  /** A browser on a telephone or tablet, which cannot tell when it was closed. */
  readonly onPhone: boolean;
}

const AppContext = createContext<AppParts | null>(null);
/** What screens see of the open place. */
export type OpenedParts = Pick<Opened, 'vault' | 'engine' | 'follows'>;
const OpenedContext = createContext<OpenedParts | null>(null);

export const AppProvider = (props: { parts: AppParts; children: ReactNode }) => (
  <AppContext.Provider value={props.parts}>{props.children}</AppContext.Provider>
);

export const OpenedProvider = (props: { opened: OpenedParts; children: ReactNode }) => (
  <OpenedContext.Provider value={props.opened}>{props.children}</OpenedContext.Provider>
);

export function useApp(): AppParts {
  const parts = useContext(AppContext);
  if (parts === null) throw new Error('useApp outside of AppProvider');
  return parts;
}

function useOpened(): OpenedParts {
  const opened = useContext(OpenedContext);
  if (opened === null) throw new Error('useVault or useEngine outside of an open vault');
  return opened;
}

/** On screens that stand before the lock as well: null while nothing is open. */
export const useEngineIfOpen = (): Engine | null => useContext(OpenedContext)?.engine ?? null;

/** Whether another window leads, so that this one has no relay. */
export const useFollows = (): boolean => useOpened().follows;
export const useVault = (): Vault => useOpened().vault;
export const useEngine = (): Engine => useOpened().engine;
export const useIdentity = (): Identity => useReadable(useEngine().identity);
export const useConnection = (): ConnectionStatus => useReadable(useEngine().connection);

/**
 * Runs a piece of work on the vault. A disk that does not answer is told on every screen (RELIABILITY F2), and nothing
 * that is shown already goes away.
 */
export function useDisk(): (work: () => Promise<unknown>) => void {
  const { diskTrouble } = useApp();
  return useCallback(
    (work) => {
      work().catch(() => diskTrouble.set(true));
    },
    [diskTrouble],
  );
}

/**
 * A small value of the vault's settings (plain JSON). `null` while it is read and when it was never set; `set` shows
 * at once and resolves when it is on disk.
 */
export function useSetting<Value>(
  key: string,
): { readonly value: Value | null; readonly loaded: boolean; set(value: Value): Promise<void> } {
  const { settings } = useVault();
  const onDisk = useDisk();
  const [held, setHeld] = useState<{ value: Value | null; loaded: boolean }>({ value: null, loaded: false });
  useEffect(() => {
    let current = true;
    const show = (value: Value | null): void => {
      if (current) setHeld((now) => (now.loaded ? now : { value, loaded: true }));
    };
    onDisk(async () => {
      try {
        show(await settings.get<Value>(key));
      } catch (error) {
        // One unreadable value must not keep a whole screen shut (RELIABILITY F5).
        show(null);
        throw error;
      }
    });
    return () => {
      current = false;
    };
  }, [settings, key, onDisk]);
  return {
    ...held,
    set(value) {
      setHeld({ value, loaded: true });
      return settings.set(key, value);
    },
  };
}
