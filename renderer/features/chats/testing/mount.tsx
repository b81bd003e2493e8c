import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { AppProvider, OpenedProvider, type AppParts } from '../../../app/context.tsx';
import { Providers } from '../../../app/Providers.tsx';
import { lookManager, webPreferences } from '../../../app/look.ts';
import type { Engine } from '../../../engine/types.ts';
import { createDisk, createMemoryVault } from '../../../engine/test-support/memory-vault.ts';
import { webRandom } from '../../../host/web-ports.ts';
import { createI18n } from '../../../i18n/i18n.ts';
import type { Locale } from '../../../i18n/locales.ts';
import { NowProvider } from '../../../ui/now.tsx';
import type { Vault } from '../../../vault/types.ts';
import { preparePage, settle } from './page.ts';

export interface Mounted {
  readonly path: () => string;
  readonly notified: { title: string; body: string; route: string }[];
  /** Lets promises and effects settle. */
  settle(): Promise<void>;
  /** Changes something of the engine, as the world would. */
  change<T>(act: () => T): Promise<T>;
  go(path: string): Promise<void>;
  unmount(): Promise<void>;
}

export interface MountOptions {
  readonly path?: string;
  readonly widthPx?: number;
  readonly locale?: Locale;
  readonly nowMs?: () => number;
}

/** Mounts screens over an engine, in the real look and language, with routes in memory. */
export async function mount(screens: ReactNode, engine: Engine & { readonly vault?: Vault }, options: MountOptions = {}): Promise<Mounted> {
  preparePage(options.widthPx ?? 400);
  const location = memoryLocation({ path: options.path ?? '/', record: true });
  const notified: Mounted['notified'] = [];
  const clock = { nowMs: options.nowMs ?? (() => Date.now()) };
  const idle = { cancel: () => undefined };
  const timers = { monotonicMs: () => 0, after: () => idle, every: () => idle };
  const host = { kind: 'browser', backups: null, notify: (notice: Mounted['notified'][number]) => (notified.push(notice), Promise.resolve(true)), setBadge: () => undefined };
  // What screens of the main path ask the app for; whatever else they asked for would fail here, loudly.
  const profiles = { list: async () => [] };
  const parts = { host, clock, timers, profiles, features: [], random: webRandom, preferences: webPreferences(() => window.localStorage) } as unknown as AppParts;
  const ground = document.body.appendChild(document.createElement('div'));
  const root = createRoot(ground);
  act(() =>
    root.render(
      <Providers i18n={createI18n(options.locale ?? 'en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={parts}>
          <NowProvider clock={clock} timers={timers}>
            <OpenedProvider opened={{ follows: false, engine, vault: engine.vault ?? createMemoryVault(createDisk()) }}>
              <Router hook={location.hook}>{screens}</Router>
            </OpenedProvider>
          </NowProvider>
        </AppProvider>
      </Providers>,
    ),
  );
  await settle();
  return {
    path: () => location.history.at(-1) ?? '',
    notified,
    settle,
    async change(doIt) {
      const done = act(doIt);
      await settle();
      return done;
    },
    async go(path) {
      act(() => location.navigate(path));
      await settle();
    },
    async unmount() {
      act(() => root.unmount());
      ground.remove();
      await settle();
    },
  };
}
