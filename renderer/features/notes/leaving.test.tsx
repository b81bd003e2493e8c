import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppProvider, OpenedProvider, type AppParts } from '../../app/context.tsx';
import { lookManager, webPreferences } from '../../app/look.ts';
import { Providers } from '../../app/Providers.tsx';
import { createValueStore } from '../../app/value-store.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { VaultFailure } from '../../vault/failure.ts';
import { handTimers } from '../../vault/vault.fixture.ts';
import type { Note, Vault } from '../../vault/types.ts';
import { meOf } from '../chats/testing/people.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { preparePage, settle, until } from '../chats/testing/page.ts';
import { all, click, press, tabTo, the, type, words } from '../chats/testing/person.ts';
import { NoteEditor } from './NoteEditor.tsx';
import { RETRY_MS } from './note-saver.ts';
import { SittingsProvider } from './sittings.tsx';
import { noteOf } from './testing/notes.ts';

/** One note over a disk that a test can fill, and another window that can change it. */
let disk: Map<string, Note>;
let full: boolean;
let hear: Set<() => void>;
let parts: AppParts;
let timers: ReturnType<typeof handTimers>;
let writers: Set<() => Promise<boolean | void>>;
let root: Root;

const nothing = { all: async () => [], get: async () => null, subscribe: () => () => undefined };
const engine = createFakeEngine(meOf('calmPear7'));
const vault = {
  profile: { id: 'mine' },
  notes: {
    list: async () => [...disk.values()],
    bin: async () => [],
    get: async (id: string) => disk.get(id) ?? null,
    async create() {
      const made = noteOf({ id: 'made' });
      disk.set(made.id, made);
      return made;
    },
    async save(id: string, change: Partial<Note> | ((there: Note) => Partial<Note>)) {
      const there = disk.get(id);
      if (full) throw new VaultFailure('full', 'test');
      if (there === undefined) throw new VaultFailure('missing', id);
      const after = { ...there, ...(typeof change === 'function' ? change(there) : change) };
      disk.set(id, after);
      tell();
      return after;
    },
    keepUndo: async () => undefined,
    erase: async (id: string, onlyIf: (note: Note) => boolean) => {
      const there = disk.get(id);
      if (there !== undefined && onlyIf(there)) disk.delete(id);
    },
    subscribe(listener: () => void) {
      const own = (): void => listener();
      hear.add(own);
      return () => hear.delete(own);
    },
  },
  settings: { get: async () => null, set: async () => undefined },
  collection: () => nothing,
} as unknown as Vault;
const tell = (): void => {
  for (const listener of hear) listener();
};

const show = async (note: string | null): Promise<void> => {
  act(() =>
    root.render(
      <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={parts}>
          <OpenedProvider opened={{ engine, vault, follows: false }}>
            <SittingsProvider>
              <Router hook={memoryLocation({ path: '/notes' }).hook}>
                {note === null ? 'elsewhere' : <NoteEditor key={note} id={note} onBinned={() => undefined} />}
              </Router>
            </SittingsProvider>
          </OpenedProvider>
        </AppProvider>
      </Providers>,
    ),
  );
  await until(() => note === null || all('textbox').length > 0 || words().includes('not here'));
  await settle();
};
const title = (): HTMLInputElement => the('textbox', 'Title') as HTMLInputElement;

beforeEach(() => {
  preparePage(1_200);
  disk = new Map([['a', noteOf({ id: 'a', title: 'Sea' })]]);
  full = false;
  hear = new Set();
  timers = handTimers();
  writers = new Set();
  const beforeClose = (write: () => Promise<boolean | void>) => {
    writers.add(write);
    return () => writers.delete(write);
  };
  parts = { opening: { beforeClose }, clock: { nowMs: () => 5 }, timers, diskTrouble: createValueStore(false), features: [] } as unknown as AppParts;
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(async () => {
  act(() => root.unmount());
  await settle();
  // No sitting goes on trying after the vault is gone.
  if (timers.waiting > 0) throw new Error('a timer without an owner');
  document.body.replaceChildren();
});

test('F2: left on a full disk, the words are told of, still there on coming back, and written down when there is room', async () => {
  await show('a');
  full = true;
  await type('Sea and sky', title());
  await show(null);
  expect(parts.diskTrouble.getSnapshot()).toBe(true);
  expect((await Promise.all([...writers].map((write) => write()))).includes(false)).toBe(true);
  await show('a');
  expect(title().value).toBe('Sea and sky');
  expect(words()).toContain('does not take your words');
  await show(null);
  full = false;
  act(() => timers.advance(RETRY_MS));
  await settle();
  expect(disk.get('a')?.title).toBe('Sea and sky');
});

test('F2: a note that another window erased does not come back; the words that were only here are a note of their own', async () => {
  await show('a');
  await type('Sea and', title());
  disk.delete('a');
  act(tell);
  act(() => timers.advance(300));
  await settle();
  expect(words()).toContain('kept as a note of its own');
  await show(null);
  expect([...disk.values()].map((note) => [note.id, note.title])).toEqual([['made', 'Sea and']]);
  expect(parts.diskTrouble.getSnapshot()).toBe(false);
});

test('an untouched note leaves no trace; one that another window wrote in meanwhile, or put into the bin, stays', async () => {
  disk = new Map(['a', 'b'].map((id) => [id, noteOf({ id })]));
  await show('a');
  disk.set('b', noteOf({ id: 'b', deletedAtMs: 9 }));
  await show('b');
  expect([...disk.keys()]).toEqual(['b']);
  await show(null);
  expect([...disk.keys()]).toEqual(['b']);
});

test('V6: tags are added to what is stored, shown from there, and taken off alone', async () => {
  await show('a');
  disk.set('a', { ...noteOf({ id: 'a', title: 'Sea' }), tags: ['theirs'] });
  await tabTo(the('textbox', 'Add a tag'));
  await type('mine');
  await press('Enter');
  expect(disk.get('a')?.tags).toEqual(['theirs', 'mine']);
  expect(words()).toContain('theirs');
  disk.set('a', { ...noteOf({ id: 'a', title: 'Sea' }), tags: ['theirs', 'mine', 'later'] });
  await click(the('button', /mine/));
  expect(disk.get('a')?.tags).toEqual(['theirs', 'later']);
});
