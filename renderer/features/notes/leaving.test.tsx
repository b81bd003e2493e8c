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
import { meOf } from '../chats/testing/people.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { preparePage, settle, until } from '../chats/testing/page.ts';
import { all, click, press, tabTo, the, type, words } from '../chats/testing/person.ts';
import { NoteEditor } from './NoteEditor.tsx';
import { NoteRow } from './NoteRow.tsx';
import { RETRY_MS } from './note-saver.ts';
import { createSittings, type Sittings } from './sittings.ts';
import { fillableDisk, type FillableDisk } from './testing/fillable-disk.ts';
import { noteOf } from './testing/notes.ts';
import { SittingsProvider } from './use-sittings.tsx';

/** One note over a disk that a test can fill, and another window that can change it. */
let disk: FillableDisk;
let sittings: Sittings;
let parts: AppParts;
let root: Root;

const engine = createFakeEngine(meOf('calmPear7'));

/** Another screen, with the note in a list. */
const Elsewhere = () => (
  <>
    <p>elsewhere</p>
    <NoteRow note={noteOf({ id: 'a', title: 'Sea' })} current={false} about={null} words={[]} />
  </>
);

const show = async (note: string | null): Promise<void> => {
  act(() =>
    root.render(
      <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={parts}>
          <OpenedProvider opened={{ engine, vault: disk.vault, follows: false }}>
            <SittingsProvider sittings={sittings}>
              <Router hook={memoryLocation({ path: '/notes' }).hook}>
                {note === null ? <Elsewhere /> : <NoteEditor key={note} id={note} onBinned={() => undefined} />}
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
  disk = fillableDisk(noteOf({ id: 'a', title: 'Sea' }));
  sittings = createSittings();
  const beforeClose = () => () => undefined;
  parts = { opening: { beforeClose }, clock: { nowMs: () => 5 }, timers: disk.timers, diskTrouble: createValueStore(false), features: [] } as unknown as AppParts;
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(async () => {
  act(() => root.unmount());
  await sittings.close();
  // No sitting goes on trying after the vault is gone.
  if (disk.timers.waiting > 0) throw new Error('a timer without an owner');
  document.body.replaceChildren();
});

test('F2: left on a full disk, the words are told of, still there on coming back, and written down when there is room', async () => {
  await show('a');
  disk.full = true;
  await type('Sea and sky', title());
  await show(null);
  expect(parts.diskTrouble.getSnapshot()).toBe(true);
  expect([words().includes('Not saved'), words().includes('elsewhere')]).toEqual([true, true]);
  expect([await sittings.flush(), sittings.isUnsaved()]).toEqual([false, true]);
  await show('a');
  expect(title().value).toBe('Sea and sky');
  expect(words()).toContain('does not take your words');
  await show(null);
  disk.full = false;
  act(() => disk.timers.advance(RETRY_MS));
  await settle();
  expect(disk.notes.get('a')?.title).toBe('Sea and sky');
});

test('F2: a note that another window erased does not come back; the words that were only here are a note of their own', async () => {
  await show('a');
  await type('Sea and', title());
  disk.notes.delete('a');
  act(disk.tell);
  act(() => disk.timers.advance(300));
  await settle();
  expect(words()).toContain('kept as a note of its own');
  await show(null);
  expect([...disk.notes.values()].map((note) => [note.id, note.title])).toEqual([['made', 'Sea and']]);
  expect(parts.diskTrouble.getSnapshot()).toBe(false);
});

test('an untouched note leaves no trace; one that another window wrote in meanwhile, or put into the bin, stays', async () => {
  disk.notes.clear();
  for (const id of ['a', 'b']) disk.notes.set(id, noteOf({ id }));
  await show('a');
  disk.notes.set('b', noteOf({ id: 'b', deletedAtMs: 9 }));
  await show('b');
  expect([...disk.notes.keys()]).toEqual(['b']);
  await show(null);
  expect([...disk.notes.keys()]).toEqual(['b']);
});

test('V6: tags are added to what is stored, shown from there, and taken off alone', async () => {
  await show('a');
  disk.notes.set('a', { ...noteOf({ id: 'a', title: 'Sea' }), tags: ['theirs'] });
  await tabTo(the('textbox', 'Add a tag'));
  await type('mine');
  await press('Enter');
  expect(disk.notes.get('a')?.tags).toEqual(['theirs', 'mine']);
  expect(words()).toContain('theirs');
  disk.notes.set('a', { ...noteOf({ id: 'a', title: 'Sea' }), tags: ['theirs', 'mine', 'later'] });
  await click(the('button', /mine/));
  expect(disk.notes.get('a')?.tags).toEqual(['theirs', 'later']);
});
