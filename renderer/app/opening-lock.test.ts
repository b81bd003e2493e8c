import { describe, expect, it } from 'vitest';
import { at, house, openingOf, withPassphrase } from './opening.fixture.ts';

describe('F8: locking', () => {
  it('writes down, closes everything, and asks for the passphrase', async () => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    opening.beforeClose(async () => void parts.log.push('words written'));
    expect(await opening.lock()).toBe('locked');
    expect(opening.getSnapshot()).toEqual({ at: 'passphrase-needed', profile: 'mine', wrong: false });
    expect(parts.log.slice(2)).toEqual([
      'words written', 'words written', 'words written', 'close engine mine', 'close vault mine', 'leave mine',
    ]);
    expect(await opening.lock()).toBe('locked');
  });

  it.each([
    ['could not write', () => Promise.resolve(false)],
    ['broke', () => Promise.reject(new Error('full'))],
  ])('stays open over words that a writer %s', async (_what, write) => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    const stop = opening.beforeClose(write);
    expect(await opening.lock()).toBe('unsaved');
    expect(at(opening.getSnapshot())).toBe('opened');
    stop();
    expect(await opening.lock()).toBe('locked');
  });

  it('locks also when the shelf does not answer: nothing stays open behind a screen that says otherwise', async () => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    parts.shelfThrows = true;
    expect(await opening.lock()).toBe('locked');
    expect(opening.getSnapshot()).toMatchObject({ at: 'passphrase-needed', profile: 'mine' });
    expect(parts.log).toContain('close vault mine');
  });

  it('is not for a place without a passphrase: nobody is put before a door that has no lock', async () => {
    const opening = openingOf(house('mine'));
    await opening.start();
    expect(await opening.lock()).toBe('needs-passphrase');
    expect(at(opening.getSnapshot())).toBe('opened');
  });
});
