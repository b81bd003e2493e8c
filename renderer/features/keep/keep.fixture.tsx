import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { afterEach } from 'vitest';
import { AppProvider, OpenedProvider, type AppParts } from '../../app/context.tsx';
import { lookManager, webPreferences } from '../../app/look.ts';
import { Providers } from '../../app/Providers.tsx';
import { createValueStore } from '../../app/value-store.ts';
import type { Engine } from '../../engine/types.ts';
import type { HostBackup, HostBackups } from '../../host/host.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { NowProvider } from '../../ui/now.tsx';
import { CopyTooLarge } from '../../vault/backup/write-copy.ts';
import { handTimers } from '../../vault/vault.fixture.ts';
import type { Note, Vault } from '../../vault/types.ts';
import { preparePage, settle } from '../chats/testing/page.ts';

export const DAY_MS = 86_400_000;
let root: Root | null = null;
export function leaveScreen(): void {
  act(() => root?.unmount());
  root = null;
}
afterEach(leaveScreen);

/** What the screens about keeping see of everything else. */
export interface World {
  nowMs: number;
  readonly timers: ReturnType<typeof handTimers>;
  readonly settings: Map<string, unknown>;
  backups: HostBackup[];
  readonly written: string[];
  diskFull: boolean;
  /** Backups that open with a passphrase that was changed since. */
  older: boolean;
  /** How large an export comes out; null: larger than any reader takes. */
  exportBytes: number | null;
}
export const world = (): World => ({
  nowMs: Date.UTC(2026, 10, 22, 9),
  timers: handTimers(),
  settings: new Map(),
  backups: [],
  written: [],
  diskFull: false,
  older: false,
  exportBytes: 9,
});

/** Mounts over a vault of one note that is eight days old, on the desktop or in a browser. */
export async function show(screen: ReactNode, on: World, desktop: boolean): Promise<void> {
  preparePage(400);
  const clock = { nowMs: () => on.nowMs };
  const note = { createdAtMs: on.nowMs - 8 * DAY_MS } as Note;
  const vault = {
    profile: { id: 'mine', protection: 'keychain' },
    notes: { list: async () => [note] },
    settings: {
      get: async (key: string) => on.settings.get(key) ?? null,
      set: async (key: string, value: unknown) => void on.settings.set(key, value),
      remove: async (key: string) => void on.settings.delete(key),
    },
  } as unknown as Vault;
  const copies = {
    list: async () => on.backups,
    async backUp() {
      if (on.diskFull) throw new Error('ENOSPC');
      on.written.push('backup');
      on.older = false;
      on.backups = [{ name: `b${on.written.length}`, profile: 'mine', atMs: on.nowMs, bytes: 9 }, ...on.backups];
    },
    opensOtherwise: async () => on.older,
    async export() {
      if (on.exportBytes === null) throw new CopyTooLarge('the copy');
      return { file: { size: on.exportBytes } as Blob, notes: 1, unreadable: 0 };
    },
  };
  const host = { backups: desktop ? ({} as HostBackups) : null };
  // The parts that are asked for; whatever else would be asked for fails here, loudly.
  const parts = { host, copies, clock, timers: on.timers, diskTrouble: createValueStore(false) } as unknown as AppParts;
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root?.render(
      <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={parts}>
          <NowProvider clock={clock} timers={on.timers}>
            <OpenedProvider opened={{ engine: {} as Engine, vault, follows: false }}>
              <Router hook={memoryLocation({ path: '/' }).hook}>{screen}</Router>
            </OpenedProvider>
          </NowProvider>
        </AppProvider>
      </Providers>,
    ),
  );
  await settle();
}
export const later = async (on: World, ms: number): Promise<void> => {
  on.nowMs += ms;
  act(() => on.timers.advance(ms));
  await settle();
};
