import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { preparePage, settle } from '../features/chats/testing/page.ts';
import { all, click, the, words } from '../features/chats/testing/person.ts';
import { createI18n } from '../i18n/i18n.ts';
import { AppProvider, type AppParts } from './context.tsx';
import { DiskTrouble } from './DiskTrouble.tsx';
import { lookManager, webPreferences } from './look.ts';
import type { Held } from './opening.ts';
import { Providers } from './Providers.tsx';
import { createValueStore } from './value-store.ts';

let root: Root | null = null;
afterEach(() => {
  act(() => root?.unmount());
  root = null;
});

let scrolled = 0;

/** The notice above every screen, over a disk that does not take the last words. */
async function show(wish: Held['wish'], elsewhere = false) {
  preparePage(400);
  scrolled = 0;
  Element.prototype.scrollIntoView = () => void (scrolled += 1);
  const done: string[] = [];
  const held = createValueStore<Held | null>(null);
  held.set({
    nth: 1,
    wish,
    elsewhere,
    again: async () => (done.push('again'), false),
    async withoutThem() {
      done.push('without');
      held.set(null);
      return true;
    },
    async stay() {
      done.push('stay');
      held.set(null);
    },
  });
  const parts = { diskTrouble: createValueStore(true), opening: { held } } as unknown as AppParts;
  const { hook, history = [] } = memoryLocation({ path: '/notes/abc', record: true });
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root?.render(
      <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={parts}>
          <Router hook={hook}>
            <DiskTrouble />
          </Router>
        </AppProvider>
      </Providers>,
    ),
  );
  await settle();
  return { done, history, held };
}

it('F2: says that nothing was left, where the words are, and what to do; trying again leads nowhere by itself', async () => {
  const { done, history } = await show('leave');
  expect(words()).toContain('You are still in this place: your last words here are not on the disk yet.');
  expect(words()).toContain('They are still in this window');
  expect(scrolled).toBe(1);
  // One notice about one disk.
  expect(document.querySelectorAll('[role="alert"]')).toHaveLength(1);
  await click(the('button', 'Try again'));
  await settle();
  expect([done, history]).toEqual([['again'], ['/notes/abc']]);
});

it('F2: they go only by a word of the person\'s own, given twice; then the next place begins at its home', async () => {
  const { done, history } = await show('leave');
  await click(the('button', 'Go without them…'));
  await settle();
  expect(done).toEqual([]);
  expect(words()).toContain('will be gone');
  await click(the('button', 'Go without them'));
  await settle();
  expect([done, history.at(-1)]).toEqual([['without'], '/']);
});

it('F2: a question about one wish does not stand over the next, whose answer would be another', async () => {
  const { done, held } = await show('leave');
  await click(the('button', 'Go without them…'));
  await settle();
  const before = held.getSnapshot();
  act(() => held.set(before && { ...before, nth: 2, wish: 'lock' }));
  await settle();
  expect([words().includes('will be gone'), done]).toEqual([false, []]);
});

it('F8: a lock that another window asked for is explained here, and who stays sees the disk\'s own notice again', async () => {
  const { done } = await show('lock', true);
  expect(words()).toContain('Another window asked to lock. This one has not');
  expect(all('button', 'Lock without them…')).toHaveLength(1);
  await click(the('button', 'Leave it unlocked'));
  await settle();
  expect(done).toEqual(['stay']);
  expect(words()).toContain('The disk does not take what Samovar wants to keep.');
});
