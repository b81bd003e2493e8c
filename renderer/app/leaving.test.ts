import { describe, expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import type { NoteSession } from '../features/notes/editor/note-session.ts';
import { createNoteSaver } from '../features/notes/note-saver.ts';
import type { Profile, Vault } from '../vault/types.ts';
import { at, house, openingOf, settled, withPassphrase, type House } from './opening.fixture.ts';
import type { Opening } from './opening.ts';

/** RELIABILITY F2: on a disk that is full or refuses, no word goes that the person has not let go. */
describe('F2: leaving with words that are not on disk', () => {
  async function refusing(parts: House): Promise<Opening> {
    const opening = openingOf(parts);
    await opening.start();
    parts.draftsRefused = true;
    return opening;
  }
  const here = (opening: Opening): string | null => {
    const state = opening.getSnapshot();
    return state.at === 'opened' ? state.opened.vault.profile.id : null;
  };
  /** A few seconds on. */
  const later = async (opening: Opening, parts: House): Promise<void> => {
    parts.timers.advance(5_000);
    await settled(opening);
  };
  const back: Profile = { id: 'back', createdAtMs: 0, openedAtMs: 5, protection: 'device', recovery: false };
  const restored = (parts: House): Vault =>
    ({ profile: back, close: async () => void parts.log.push('close vault back') }) as unknown as Vault;

  it.each<[string, (opening: Opening, parts: House) => Promise<unknown>]>([
    ['another place', (opening) => opening.switchTo('one')],
    ['a new place', (opening) => opening.createAnother()],
    ['a place that was brought back', (opening, parts) => opening.adopt(async () => ok(restored(parts)))],
    ['the same place, tried again', (opening) => opening.tryAgain()],
  ])('%s waits for the person, and nothing is closed', async (_what, go) => {
    const parts = house('one', 'two');
    const opening = await refusing(parts);
    await go(opening, parts);
    expect(here(opening)).toBe('two');
    expect(opening.held.getSnapshot()).toMatchObject({ wish: 'leave', elsewhere: false });
    expect(parts.log).toEqual(['open two', 'engine two']);
  });

  it('says whether the place was left, so that nobody is led away from the words', async () => {
    const parts = house('one', 'two');
    const opening = await refusing(parts);
    expect([await opening.switchTo('one'), await opening.createAnother()]).toEqual([false, false]);
    parts.draftsRefused = false;
    expect(await opening.switchTo('one')).toBe(true);
    expect(opening.held.getSnapshot()).toBeNull();
  });

  it('tries again when asked, and goes once the disk has the words', async () => {
    const parts = house('one', 'two');
    const opening = await refusing(parts);
    await opening.switchTo('one');
    const again = (): Promise<boolean> => opening.held.getSnapshot()!.again();
    expect([await again(), here(opening)]).toEqual([false, 'two']);
    parts.draftsRefused = false;
    expect([await again(), here(opening), opening.held.getSnapshot()]).toEqual([true, 'one', null]);
  });

  it('goes without them on the person\'s word', async () => {
    const opening = await refusing(house('one', 'two'));
    await opening.switchTo('one');
    expect(await opening.held.getSnapshot()!.withoutThem()).toBe(true);
    expect([here(opening), opening.held.getSnapshot()]).toEqual(['one', null]);
  });

  it('stays, and lets go of what was made ready', async () => {
    const parts = house('one', 'two');
    const opening = await refusing(parts);
    await opening.adopt(async () => ok(restored(parts)));
    const held = opening.held.getSnapshot()!;
    await held.stay();
    expect([here(opening), opening.held.getSnapshot()]).toEqual(['two', null]);
    expect(parts.log.slice(2)).toEqual(['close vault back']);
    // A press that came late does nothing any more.
    expect([await held.withoutThem(), here(opening)]).toEqual([false, 'two']);
  });

  it('a second wish takes the place of the first, which lets go of what it had', async () => {
    const parts = house('one', 'two');
    const opening = await refusing(parts);
    await opening.adopt(async () => ok(restored(parts)));
    await opening.switchTo('one');
    expect(parts.log.slice(2)).toEqual(['close vault back']);
    await opening.held.getSnapshot()!.withoutThem();
    expect(here(opening)).toBe('one');
  });

  it('what is typed while the first words go down goes after them, before anything closes', async () => {
    const parts = house('one', 'two');
    const opening = openingOf(parts);
    await opening.start();
    let words = 'first';
    opening.beforeClose(async () => {
      const now = words;
      // The disk takes its time, and somebody goes on typing.
      if (at(opening.getSnapshot()) === 'opened') words = 'first and last';
      parts.log.push(`wrote ${now}`);
    });
    await opening.switchTo('one');
    expect(parts.log.slice(2, 6)).toEqual(['wrote first', 'wrote first and last', 'wrote first and last', 'close engine two']);
  });

  it('comes back to the place when only the last of them is refused', async () => {
    const parts = house('one', 'two');
    const opening = openingOf(parts);
    await opening.start();
    let tries = 0;
    opening.beforeClose(async () => (tries += 1) < 3);
    expect(await opening.switchTo('one')).toBe(false);
    expect([tries, here(opening), opening.held.getSnapshot()?.wish]).toEqual([3, 'two', 'leave']);
    expect(parts.log).toEqual(['open two', 'engine two']);
  });

  it('F8: a window that hears of a lock and cannot follow says so, and follows when it can', async () => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    parts.draftsRefused = true;
    parts.seats.get('mine')!.hears('lock');
    await settled(opening);
    expect(at(opening.getSnapshot())).toBe('opened');
    expect(opening.held.getSnapshot()).toMatchObject({ wish: 'lock', elsewhere: true });
    parts.draftsRefused = false;
    expect(await opening.held.getSnapshot()!.again()).toBe(true);
    expect(opening.getSnapshot()).toEqual({ at: 'passphrase-needed', profile: 'mine', wrong: false });
  });

  it('F8: the lock by hand waits as well, and locks on the person\'s word', async () => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    parts.draftsRefused = true;
    expect(await opening.lock()).toBe('unsaved');
    expect(opening.held.getSnapshot()).toMatchObject({ wish: 'lock', elsewhere: false });
    expect(await opening.held.getSnapshot()!.withoutThem()).toBe(true);
    expect(at(opening.getSnapshot())).toBe('passphrase-needed');
  });

  it('F2: once the disk has the words the notice goes by itself, and lets go of what was made ready', async () => {
    const parts = house('one', 'two');
    const opening = await refusing(parts);
    await opening.adopt(async () => ok(restored(parts)));
    const told = opening.held.getSnapshot();
    await later(opening, parts);
    // Still the same notice, not told anew.
    expect(opening.held.getSnapshot()).toBe(told);
    parts.draftsRefused = false;
    await later(opening, parts);
    expect([here(opening), opening.held.getSnapshot(), parts.log.slice(2)]).toEqual(['two', null, ['close vault back']]);
    expect(parts.timers.waiting).toBe(0);
  });

  it('F8: a lock that was held is made good by itself as soon as the disk has the words', async () => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    parts.draftsRefused = true;
    await opening.lock();
    parts.draftsRefused = false;
    await later(opening, parts);
    expect([at(opening.getSnapshot()), opening.held.getSnapshot()]).toEqual(['passphrase-needed', null]);
  });

  it('each wish is asked about anew; the same one tried again is not', async () => {
    const opening = await refusing(house('one', 'two'));
    await opening.switchTo('one');
    const first = opening.held.getSnapshot()!;
    await first.again();
    expect(opening.held.getSnapshot()?.nth).toBe(first.nth);
    await opening.createAnother();
    expect(opening.held.getSnapshot()?.nth).not.toBe(first.nth);
  });

  it('F8: asked to lock again while that waits, the question on screen stays the same one', async () => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    parts.draftsRefused = true;
    await opening.lock();
    const before = opening.held.getSnapshot();
    expect(await opening.lock()).toBe('unsaved');
    expect(opening.held.getSnapshot()).toBe(before);
    parts.draftsRefused = false;
    expect(await before!.again()).toBe(true);
    expect(at(opening.getSnapshot())).toBe('passphrase-needed');
  });

  /** A note whose words the disk refuses. */
  function unsavedNote(parts: House, log: string[]): NoteSession {
    const saver = createNoteSaver({ timers: parts.timers, save: async () => Promise.reject(new Error('full')) });
    saver.change({ body: 'only here' });
    const close = async (): Promise<void> => {
      log.push('close note');
      await saver.close();
    };
    return { note: { id: 'note' }, saver, flush: () => saver.flush(), close } as unknown as NoteSession;
  }

  it('notes that were left with words the disk refuses hold the way out, stay with the place, and end before its vault', async () => {
    const parts = house('one', 'two');
    const opening = openingOf(parts);
    await opening.start();
    const state = opening.getSnapshot();
    if (state.at !== 'opened') throw new Error(state.at);
    const { sittings } = state.opened;
    const session = unsavedNote(parts, parts.log);
    sittings.hold(session, { onTrouble: () => undefined, afterwards: async () => undefined });
    expect([await opening.switchTo('one'), opening.hasUnsaved()]).toEqual([false, true]);
    await opening.restart(async () => undefined);
    const after = opening.getSnapshot();
    expect(after.at === 'opened' && after.opened.sittings).toBe(sittings);
    await opening.held.getSnapshot()!.withoutThem();
    expect(parts.log.slice(4, 7)).toEqual(['close engine two', 'close note', 'close vault two']);
    expect([opening.hasUnsaved(), parts.timers.waiting]).toEqual([false, 0]);
  });

  it('V6: another leader changes nothing of what is being typed: the same drafts go on, also on a full disk', async () => {
    const parts = house('mine');
    const opening = await refusing(parts);
    const drafts = (): unknown => {
      const state = opening.getSnapshot();
      return state.at === 'opened' ? state.opened.engine.drafts : null;
    };
    const before = drafts();
    parts.seats.get('mine')!.hears('please-hand-over');
    await settled(opening);
    expect(parts.log.slice(2)).toEqual(['close engine mine', 'give mine', 'quiet engine mine']);
    expect(drafts()).toBe(before);
    await opening.takeOver();
    await opening.restart(async () => undefined);
    expect(drafts()).toBe(before);
    expect(before).not.toBeNull();
  });

  it('V9: what is erased on the person\'s word takes its last words along', async () => {
    const parts = house('mine');
    const opening = await refusing(parts);
    await opening.erase('mine');
    expect(opening.held.getSnapshot()).toBeNull();
    expect(here(opening)).toBe('made-0');
  });

  it('a page that goes cannot ask: it writes what it can', async () => {
    const parts = house('mine');
    const opening = await refusing(parts);
    await opening.close();
    expect(parts.log.slice(2)).toEqual(['close engine mine', 'close vault mine', 'leave mine']);
  });
});
