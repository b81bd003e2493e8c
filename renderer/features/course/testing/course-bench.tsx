import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { ok, type Result } from '#shared/result.ts';
import { AppProvider, OpenedProvider, type AppParts } from '../../../app/context.tsx';
import type { Joining } from '../../../app/become-listener.ts';
import { lookManager, webPreferences } from '../../../app/look.ts';
import { Providers } from '../../../app/Providers.tsx';
import { createValueStore } from '../../../app/value-store.ts';
import { createDisk, createMemoryVault } from '../../../engine/test-support/memory-vault.ts';
import { createI18n } from '../../../i18n/i18n.ts';
import { NowProvider } from '../../../ui/now.tsx';
import type { CommandFailure } from '../../../engine/types.ts';
import type { Vault } from '../../../vault/types.ts';
import { createFakeEngine } from '../../chats/testing/fake-engine.ts';
import { preparePage, settle } from '../../chats/testing/page.ts';
import { meOf } from '../../chats/testing/people.ts';
import { COURSE_COLLECTION, courseRow, type CourseRow } from '../progress.ts';

export const NOW = Date.UTC(2026, 10, 22, 9);

/** The disk, the texts and whoever writes have had their turns. */
export async function calm(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await settle();
}

/** Screens of the course over a vault in memory that a test can make refuse; whoever is invented writes without pauses. */
export function courseBench() {
  const disk = createDisk();
  const asked: Joining[] = [];
  const again: boolean[] = [];
  const answers: Result<void, CommandFailure>[] = [];
  const engine = createFakeEngine(meOf('calmPear'));
  const diskTrouble = createValueStore(false);
  let root: Root | null = null;
  let refusals = 0;
  let go: ((path: string) => void) | null = null;
  const rows = () => createMemoryVault(disk).collection(COURSE_COLLECTION, courseRow);

  /** As the real one: the collection of a name is the same each time, and tells of changes. */
  function vaultHere(): Vault {
    const kept = rows();
    const listeners = new Set<() => void>();
    const course: typeof kept = {
      ...kept,
      async change(id, next) {
        if (refusals > 0) {
          refusals -= 1;
          throw new Error('QuotaExceededError');
        }
        const after = await kept.change(id, next);
        for (const tell of listeners) tell();
        return after;
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return { ...createMemoryVault(disk), collection: (() => course) as unknown as Vault['collection'] };
  }

  async function show(screen: ReactNode, path: string): Promise<void> {
    preparePage(400);
    const location = memoryLocation({ path, record: true });
    go = location.navigate;
    const clock = { nowMs: () => NOW };
    const timers = {
      monotonicMs: () => 0,
      after: (_ms: number, run: () => void) => {
        let live = true;
        queueMicrotask(() => live && run());
        return { cancel: () => void (live = false) };
      },
      every: () => ({ cancel: () => undefined }),
    };
    const parts = {
      features: [], clock, timers, random: { bytes: (length: number) => new Uint8Array(length) }, diskTrouble,
      becomeListener: async (joining: Joining, _bring: unknown, isAgain: boolean) => {
        asked.push(joining);
        again.push(isAgain);
        return answers.shift() ?? ok(undefined);
      },
    } as unknown as AppParts;
    root = createRoot(document.body.appendChild(document.createElement('div')));
    act(() =>
      root?.render(
        <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
          <AppProvider parts={parts}>
            <NowProvider clock={clock} timers={timers}>
              <OpenedProvider opened={{ engine, vault: vaultHere(), follows: false }}>
                <Router hook={location.hook}>{screen}</Router>
              </OpenedProvider>
            </NowProvider>
          </AppProvider>
        </Providers>,
      ),
    );
    await calm();
  }

  return {
    asked,
    /** Of each of them: whether the same went out before, without an answer. */
    again,
    /** What the next of them are answered; otherwise it is made. */
    answers,
    engine,
    diskTrouble,
    rows,
    rowOf: (id: string): CourseRow => JSON.parse(disk.things.get(COURSE_COLLECTION)?.get(id) ?? 'null') as CourseRow,
    show,
    go: (path: string) => go?.(path),
    /** The disk refuses so many of the next changes. */
    refuse: (times: number) => void (refusals = times),
    unmount() {
      act(() => root?.unmount());
      root = null;
    },
  };
}
