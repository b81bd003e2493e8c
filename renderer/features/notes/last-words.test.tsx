import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import { AppProvider, OpenedProvider, useApp, type AppParts } from '../../app/context.tsx';
import { lookManager, webPreferences } from '../../app/look.ts';
import { createOpening, type OpeningParts } from '../../app/opening.ts';
import { Providers } from '../../app/Providers.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { createValueStore } from '../../app/value-store.ts';
import { createI18n } from '../../i18n/i18n.ts';
import type { Profile } from '../../vault/types.ts';
import { meOf } from '../chats/testing/people.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { preparePage, settle, until } from '../chats/testing/page.ts';
import { the, type, words } from '../chats/testing/person.ts';
import { NoteEditor } from './NoteEditor.tsx';
import { RETRY_MS } from './note-saver.ts';
import { fillableDisk, type FillableDisk } from './testing/fillable-disk.ts';
import { noteOf } from './testing/notes.ts';
import { SittingsProvider } from './use-sittings.tsx';

/** A place with one open note, and the way out of it, as the app has them. */
let disk: FillableDisk;
let parts: AppParts;
let root: Root;
const routing = memoryLocation({ path: '/notes' });
const profile = { id: 'mine', createdAtMs: 0, openedAtMs: 0, protection: 'device', recovery: false } satisfies Profile;

function Stage() {
  const { opening } = useApp();
  const state = useReadable(opening);
  if (state.at !== 'opened') return state.at;
  return (
    <OpenedProvider key={state.opened.vault.profile.id} opened={state.opened}>
      <SittingsProvider sittings={state.opened.sittings}>
        <Router hook={routing.hook}>
          <NoteEditor id="a" onBinned={() => undefined} />
        </Router>
      </SittingsProvider>
    </OpenedProvider>
  );
}

const title = (): HTMLInputElement => the('textbox', 'Title') as HTMLInputElement;
const isOpen = (): boolean => document.querySelector('input') !== null;

beforeEach(async () => {
  preparePage(1_200);
  disk = fillableDisk(noteOf({ id: 'a', title: 'Sea' }));
  const { timers, vault } = disk;
  const other = { ...profile, id: 'other', openedAtMs: -1 };
  const profiles = {
    list: async () => [profile, other],
    hasErased: () => false,
    open: async (id: string) => ok({ ...vault, profile: id === 'mine' ? profile : other }),
  } as unknown as OpeningParts['profiles'];
  const seat = { leadIfFree: async () => true, giveLead: () => undefined, tell: () => undefined, leave: () => undefined };
  const opening = createOpening({
    profiles,
    timers,
    locks: { join: () => ({ ...seat, takeLead: async () => true, waitForLead: () => undefined }) },
    createEngine: async () => ({ ...createFakeEngine(meOf('calmPear7')), close: async () => undefined }),
  });
  parts = { opening, clock: { nowMs: () => 5 }, timers, diskTrouble: createValueStore(false), features: [] } as unknown as AppParts;
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={parts}>
          <Stage />
        </AppProvider>
      </Providers>,
    ),
  );
  await act(() => opening.start());
  await until(isOpen);
});
afterEach(async () => {
  act(() => root.unmount());
  await parts.opening.close();
  if (disk.timers.waiting > 0) throw new Error('a timer without an owner');
  document.body.replaceChildren();
});

describe('F2: the last words before a place closes', () => {
  /** The disk takes what was typed first; a last letter comes when everybody has written down, and the disk is full by then. */
  async function refusedAtTheEnd(): Promise<boolean> {
    await type('Sea and', title());
    let rounds = 0;
    const stop = parts.opening.beforeClose(async () => {
      rounds += 1;
      if (rounds !== 2) return;
      await Promise.resolve();
      disk.full = true;
      act(() => put(`${title().value} sky`));
    });
    let moved = true;
    await act(async () => void (moved = await parts.opening.switchTo('other')));
    stop();
    await until(isOpen);
    expect(rounds).toBe(3);
    return moved;
  }
  function put(text: string): void {
    const field = title();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  test('refused at the very end, they are there again with the place, told of, and asked about before the page goes', async () => {
    expect(await refusedAtTheEnd()).toBe(false);
    expect(title().value).toBe('Sea and sky');
    expect(words()).toContain('does not take your words');
    expect(parts.opening.held.getSnapshot()?.wish).toBe('leave');
    expect(parts.opening.hasUnsaved()).toBe(true);
    expect(disk.notes.get('a')?.title).toBe('Sea and');
  });

  test('they are tried again by themselves, and then the place may be left', async () => {
    await refusedAtTheEnd();
    disk.full = false;
    act(() => disk.timers.advance(RETRY_MS));
    await settle();
    expect(disk.notes.get('a')?.title).toBe('Sea and sky');
    expect([parts.opening.hasUnsaved(), parts.opening.held.getSnapshot()]).toEqual([false, null]);
  });
});
