import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { afterEach, expect, test } from 'vitest';
import { AppProvider, OpenedProvider, type AppParts } from '../../app/context.tsx';
import { lookManager, webPreferences } from '../../app/look.ts';
import { Providers } from '../../app/Providers.tsx';
import { createValueStore } from '../../app/value-store.ts';
import type { Engine } from '../../engine/types.ts';
import type { HostBackup, HostBackups } from '../../host/host.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { NowProvider } from '../../ui/now.tsx';
import { handTimers } from '../../vault/vault.fixture.ts';
import type { Note, Vault } from '../../vault/types.ts';
import { preparePage, settle } from '../chats/testing/page.ts';
import { all, click, the, words } from '../chats/testing/person.ts';
import { BackupsSection } from './BackupsSection.tsx';
import { CopyReminder } from './CopyReminder.tsx';
import { RollingBackups } from './RollingBackups.tsx';

const DAY_MS = 86_400_000;
let root: Root | null = null;
afterEach(() => {
  act(() => root?.unmount());
  root = null;
});

interface World {
  nowMs: number;
  readonly timers: ReturnType<typeof handTimers>;
  readonly settings: Map<string, unknown>;
  backups: HostBackup[];
  readonly written: string[];
  diskFull: boolean;
}
const world = (): World => ({ nowMs: Date.UTC(2026, 10, 22, 9), timers: handTimers(), settings: new Map(), backups: [], written: [], diskFull: false });

/** Mounts over a vault of one note that is eight days old, on the desktop or in a browser. */
async function show(screen: ReactNode, on: World, desktop: boolean): Promise<void> {
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
      on.backups = [{ name: `b${on.written.length}`, profile: 'mine', atMs: on.nowMs, bytes: 9 }, ...on.backups];
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
const later = async (on: World, ms: number): Promise<void> => {
  on.nowMs += ms;
  act(() => on.timers.advance(ms));
  await settle();
};

test('the desktop keeps a backup a minute after opening, and no second one on the same day', async () => {
  const on = world();
  await show(<RollingBackups />, on, true);
  expect(on.written).toHaveLength(0);
  await later(on, 60_000);
  expect(on.written).toHaveLength(1);
  act(() => root?.unmount());
  await show(<RollingBackups />, on, true);
  await later(on, 60_000);
  expect(on.written).toHaveLength(1);
  act(() => root?.unmount());
  on.nowMs += DAY_MS;
  await show(<RollingBackups />, on, true);
  await later(on, 60_000);
  expect(on.written).toHaveLength(2);
});

test('a disk that does not take it is told on the page, until one is kept again', async () => {
  const on = world();
  on.diskFull = true;
  await show(<RollingBackups />, on, true);
  await later(on, 60_000);
  expect(on.settings.get('copies/backup-failed')).toBe(true);
  act(() => root?.unmount());
  await show(<BackupsSection />, on, true);
  expect(words()).toContain('could not be kept');
  on.diskFull = false;
  await click(the('button', 'Keep one now'));
  await settle();
  expect(on.written).toHaveLength(1);
  expect(words()).not.toContain('could not be kept');
});

test('a window that closed meanwhile makes none, and a browser none at all', async () => {
  const on = world();
  await show(<RollingBackups />, on, true);
  act(() => root?.unmount());
  await later(on, 60_000);
  await show(<RollingBackups />, on, false);
  await later(on, 60_000);
  expect([on.written.length, on.timers.waiting]).toEqual([0, 0]);
});

test('a browser reminds quietly; put aside it comes back in a month, turned off it does not', async () => {
  const on = world();
  await show(<CopyReminder />, on, true);
  expect(words()).toBe('');
  act(() => root?.unmount());
  await show(<CopyReminder />, on, false);
  expect(all('link', 'Save a copy')).toHaveLength(1);
  await click(the('button', 'Another time'));
  await settle();
  expect(words()).toBe('');
  act(() => root?.unmount());
  on.nowMs += 30 * DAY_MS;
  await show(<CopyReminder />, on, false);
  await click(the('button', 'Do not remind me'));
  await settle();
  act(() => root?.unmount());
  on.nowMs += 300 * DAY_MS;
  await show(<CopyReminder />, on, false);
  expect(words()).toBe('');
  act(() => root?.unmount());
  await show(<BackupsSection />, on, false);
  expect(words()).toContain('In a browser, Samovar cannot keep a copy');
});
