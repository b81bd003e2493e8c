import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/result.ts';
import type { Profile, Vault } from '../vault/types.ts';
import { at, house, openingOf } from './opening.fixture.ts';

describe('opening', () => {
  it('F013: makes the first profile without asking anything', async () => {
    const parts = house();
    const opening = openingOf(parts);
    await opening.start();
    expect(at(opening.getSnapshot())).toBe('opened');
    expect(parts.log).toEqual(['create made-0', 'engine made-0']);
  });

  it('V8, F2: an empty shelf where words were kept before is told, and nothing is made in its place', async () => {
    const parts = house();
    let kept = 0;
    parts.memory = { expectsWords: async () => true, noteKept: () => (kept += 1), noteErased: () => undefined };
    const opening = openingOf(parts);
    await opening.start();
    expect(opening.getSnapshot()).toMatchObject({ at: 'failed', profile: null, failure: { code: 'damaged' } });
    await opening.tryAgain();
    expect([parts.log, kept]).toEqual([[], 0]);
    await opening.createAnother();
    expect([at(opening.getSnapshot()), kept]).toEqual(['opened', 1]);
  });

  it('V9, F2: an erasure that was cut short is no loss: one begins afresh, and is not asked at the next start either', async () => {
    const parts = house();
    let kept = true;
    parts.memory = { expectsWords: async () => kept, noteKept: () => (kept = true), noteErased: () => (kept = false) };
    parts.erased = true;
    parts.engineThrows = true;
    await openingOf(parts).start();
    expect([parts.log, kept]).toEqual([['create made-0', 'leave made-0', 'close vault made-0'], false]);
  });

  it('F2: what was brought back is opened in place of what is open, and a failure leaves that as it is', async () => {
    const parts = house('mine');
    const opening = openingOf(parts);
    await opening.start();
    expect(await opening.adopt(async () => err('worn'))).toBe('worn');
    expect(parts.log).not.toContain('close vault mine');
    const profile: Profile = { id: 'back', createdAtMs: 0, openedAtMs: 5, protection: 'device', recovery: false };
    expect(await opening.adopt(async () => ok({ profile, close: async () => undefined } as unknown as Vault))).toBeNull();
    expect(opening.getSnapshot()).toMatchObject({ at: 'opened', opened: { vault: { profile: { id: 'back' } } } });
    expect(parts.log).toContain('close vault mine');
  });

  it('V9: erasing everything closes first, and starts afresh although words were kept before', async () => {
    const parts = house('mine');
    parts.memory = { expectsWords: async () => true, noteKept: () => undefined, noteErased: () => undefined };
    const opening = openingOf(parts);
    await opening.start();
    await opening.eraseEverything(async () => {
      parts.log.push('erase all');
      parts.profiles.splice(0);
    });
    expect(parts.log.slice(parts.log.indexOf('close vault mine'))).toEqual(expect.arrayContaining(['erase all', 'create made-0']));
    expect(at(opening.getSnapshot())).toBe('opened');
  });

  it('F016: opens the profile used last, and makes none', async () => {
    const parts = house('old', 'newest');
    const opening = openingOf(parts);
    await opening.start();
    expect(parts.log).toEqual(['open newest', 'engine newest']);
  });

  it('asks for a passphrase, says when it was wrong, and opens with the right one', async () => {
    const parts = house('locked');
    parts.failures.set('locked', { code: 'passphrase-needed' });
    const opening = openingOf(parts);
    await opening.start();
    expect(opening.getSnapshot()).toEqual({ at: 'passphrase-needed', profile: 'locked', wrong: false });
    await opening.unlock('guess');
    expect(opening.getSnapshot()).toEqual({ at: 'passphrase-needed', profile: 'locked', wrong: true });
    await opening.unlock('open sesame');
    expect(at(opening.getSnapshot())).toBe('opened');
  });

  it.each(['keychain-changed', 'newer-version'] as const)('F2: %s wipes nothing and makes no empty place', async (code) => {
    const parts = house('mine');
    parts.failures.set('mine', { code });
    const opening = openingOf(parts);
    await opening.start();
    await opening.tryAgain();
    expect(opening.getSnapshot()).toEqual({ at: 'failed', profile: 'mine', failure: { code }, wrong: false });
    expect(parts.log.filter((line) => /create|erase/.test(line))).toEqual([]);
  });

  it('F2: a disk that gives way while the engine starts is told, and can be tried again', async () => {
    const parts = house('mine');
    parts.engineThrows = true;
    const opening = openingOf(parts);
    await opening.start();
    expect(opening.getSnapshot()).toMatchObject({ at: 'failed', failure: { code: 'storage', detail: 'QuotaExceededError' } });
    parts.engineThrows = false;
    await opening.tryAgain();
    expect(at(opening.getSnapshot())).toBe('opened');
  });

  it('writes what is being typed before it closes, in this order: words, engine, vault, lock', async () => {
    const parts = house('one', 'two');
    const opening = openingOf(parts);
    await opening.start();
    opening.beforeClose(async () => void parts.log.push('words written'));
    await opening.switchTo('one');
    expect(parts.log).toEqual([
      'open two', 'engine two', 'words written', 'words written', 'words written', 'close engine two', 'close vault two', 'leave two', 'open one', 'engine one',
    ]);
  });

  it('F7: a wrong recovery key where the keychain failed leaves the keychain\'s own message, and says so', async () => {
    const parts = house('mine');
    parts.failures.set('mine', { code: 'keychain-changed' });
    const opening = openingOf(parts);
    await opening.start();
    parts.failures.set('mine', { code: 'wrong-passphrase' });
    await opening.unlock('AAAA');
    expect(opening.getSnapshot()).toEqual({ at: 'failed', profile: 'mine', failure: { code: 'keychain-changed' }, wrong: true });
  });

  it('prepares a new profile before its engine starts', async () => {
    const parts = house('guest');
    const opening = openingOf(parts);
    await opening.start();
    await opening.createAnother(async (vault) => void parts.log.push(`prepare ${vault.profile.id}`));
    expect(parts.log.slice(-2)).toEqual(['prepare made-1', 'engine made-1']);
  });

  it('restarts the engine on the same vault', async () => {
    const parts = house('mine');
    const opening = openingOf(parts);
    await opening.start();
    await opening.restart(async () => void parts.log.push('prepare'));
    expect(parts.log.slice(2)).toEqual(['close engine mine', 'prepare', 'engine mine']);
  });

  it('F016: erases only after everything of it is closed, then begins afresh', async () => {
    const parts = house('guest');
    const opening = openingOf(parts);
    await opening.start();
    await opening.erase('guest');
    expect(parts.log.slice(2)).toEqual([
      'close engine guest', 'close vault guest', 'leave guest', 'erase guest', 'tell gone guest', 'leave guest', 'create made-0', 'engine made-0',
    ]);
  });

  it('closes once, however often it is asked, and opens nothing after', async () => {
    const parts = house('mine');
    const opening = openingOf(parts);
    await opening.start();
    await Promise.all([opening.close(), opening.close()]);
    await opening.switchTo('mine');
    expect(parts.log).toEqual(['open mine', 'engine mine', 'close engine mine', 'close vault mine', 'leave mine']);
  });
});
