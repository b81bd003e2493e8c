import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '#shared/result.ts';
import type { Engine } from '../engine/types.ts';
import type { OpenFailure, Profile, Profiles, Vault } from '../vault/types.ts';
import { createOpening, type OpeningState } from './opening.ts';
import type { PlaceMemory } from './place-memory.ts';
import type { WindowLocks, WindowNews } from './window-locks.ts';

interface House {
  readonly log: string[];
  readonly profiles: Profile[];
  /** What opening a profile gives, where it is not its vault. */
  readonly failures: Map<string, OpenFailure>;
  readonly heldElsewhere: Set<string>;
  readonly seats: Map<string, FakeSeat>;
  engineThrows: boolean;
  shelfThrows?: boolean;
  memory?: PlaceMemory;
}

interface FakeSeat {
  readonly hears: (news: WindowNews) => void;
  becomesFree: (() => void) | null;
}

const house = (...ids: string[]): House => ({
  log: [],
  profiles: ids.map((id, index) => ({ id, createdAtMs: 0, openedAtMs: index, protection: 'device', recovery: false })),
  failures: new Map(),
  heldElsewhere: new Set(),
  seats: new Map(),
  engineThrows: false,
});

function openingOf(parts: House) {
  const { log } = parts;
  const vaultOf = (profile: Profile): Vault =>
    ({ profile, close: async () => void log.push(`close vault ${profile.id}`) }) as unknown as Vault;
  const profiles: Profiles = {
    async list() {
      if (parts.shelfThrows === true) throw new Error('UnknownError');
      return parts.profiles;
    },
    async create() {
      const profile: Profile = { id: `made-${parts.profiles.length}`, createdAtMs: 9, openedAtMs: 9, protection: 'device', recovery: false };
      parts.profiles.push(profile);
      log.push(`create ${profile.id}`);
      return ok(vaultOf(profile));
    },
    async open(id, passphrase): Promise<Result<Vault, OpenFailure>> {
      const failure = parts.failures.get(id);
      if (failure?.code === 'passphrase-needed' && passphrase === 'open sesame') return ok(vaultOf(parts.profiles.find((one) => one.id === id)!));
      if (failure?.code === 'passphrase-needed' && passphrase !== null) return err({ code: 'wrong-passphrase' });
      if (failure !== undefined) return err(failure);
      log.push(`open ${id}`);
      return ok(vaultOf(parts.profiles.find((one) => one.id === id)!));
    },
    async erase(id) {
      log.push(`erase ${id}`);
      parts.profiles.splice(parts.profiles.findIndex((one) => one.id === id), 1);
    },
  };
  const locks: WindowLocks = {
    join(profile, hears) {
      const seat: FakeSeat = { hears, becomesFree: null };
      parts.seats.set(profile, seat);
      return {
        leadIfFree: async () => !parts.heldElsewhere.has(profile),
        async takeLead() {
          parts.heldElsewhere.delete(profile);
          return true;
        },
        waitForLead: (lead) => void (seat.becomesFree = lead),
        giveLead: () => void log.push(`give ${profile}`),
        tell: (news) => void log.push(`tell ${news} ${profile}`),
        leave: () => void log.push(`leave ${profile}`),
      };
    },
  };
  const createEngine = async (vault: Vault, follows: boolean): Promise<Engine> => {
    if (parts.engineThrows) throw new Error('QuotaExceededError');
    log.push(`${follows ? 'quiet engine' : 'engine'} ${vault.profile.id}`);
    return { close: async () => void log.push(`close engine ${vault.profile.id}`) } as unknown as Engine;
  };
  return createOpening({ profiles, locks, createEngine, ...(parts.memory === undefined ? {} : { memory: parts.memory }) });
}

const at = (state: OpeningState): string => state.at;

/** Waits until whatever was asked before is done: a step that changes nothing comes after it. */
const settled = async (opening: ReturnType<typeof openingOf>): Promise<void> => {
  await opening.adopt(async () => err('nothing'));
};

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
    parts.memory = { expectsWords: async () => true, noteKept: () => (kept += 1) };
    const opening = openingOf(parts);
    await opening.start();
    expect(opening.getSnapshot()).toMatchObject({ at: 'failed', profile: null, failure: { code: 'damaged' } });
    await opening.tryAgain();
    expect([parts.log, kept]).toEqual([[], 0]);
    await opening.createAnother();
    expect([at(opening.getSnapshot()), kept]).toEqual(['opened', 1]);
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
    parts.memory = { expectsWords: async () => true, noteKept: () => undefined };
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
      'open two', 'engine two', 'words written', 'close engine two', 'close vault two', 'leave two', 'open one', 'engine one',
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

  describe('F8: locking', () => {
    const locked = async (parts: House) => {
      parts.profiles.splice(0, 1, { ...parts.profiles[0]!, protection: 'passphrase' });
      const opening = openingOf(parts);
      await opening.start();
      return opening;
    };

    it('writes down, closes everything, and asks for the passphrase', async () => {
      const parts = house('mine');
      const opening = await locked(parts);
      opening.beforeClose(async () => void parts.log.push('words written'));
      expect(await opening.lock()).toBe('locked');
      expect(opening.getSnapshot()).toEqual({ at: 'passphrase-needed', profile: 'mine', wrong: false });
      expect(parts.log.slice(2)).toEqual([
        'words written', 'words written', 'close engine mine', 'close vault mine', 'leave mine',
      ]);
      expect(await opening.lock()).toBe('locked');
    });

    it.each([
      ['could not write', () => Promise.resolve(false)],
      ['broke', () => Promise.reject(new Error('full'))],
    ])('stays open over words that a writer %s', async (_what, write) => {
      const parts = house('mine');
      const opening = await locked(parts);
      const stop = opening.beforeClose(write);
      expect(await opening.lock()).toBe('unsaved');
      expect(at(opening.getSnapshot())).toBe('opened');
      stop();
      expect(await opening.lock()).toBe('locked');
    });

    it('locks also when the shelf does not answer: nothing stays open behind a screen that says otherwise', async () => {
      const parts = house('mine');
      const opening = await locked(parts);
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

  describe('several windows', () => {
    const follows = (opening: ReturnType<typeof openingOf>) => {
      const state = opening.getSnapshot();
      return state.at === 'opened' ? state.opened.follows : null;
    };
    const following = async () => {
      const parts = house('mine');
      parts.heldElsewhere.add('mine');
      const opening = openingOf(parts);
      await opening.start();
      expect(follows(opening)).toBe(true);
      return { parts, opening };
    };

    it('opens beside the window that leads, with an engine that is quiet', async () => {
      const { parts } = await following();
      expect(parts.log).toEqual(['open mine', 'quiet engine mine']);
    });

    it('leads when it is asked to, on the vault that is open already', async () => {
      const { parts, opening } = await following();
      await opening.takeOver();
      expect(follows(opening)).toBe(false);
      expect(parts.log.slice(2)).toEqual(['close engine mine', 'engine mine']);
    });

    it('leads by itself when the other window is gone, and only once', async () => {
      const { parts, opening } = await following();
      parts.seats.get('mine')!.becomesFree!();
      parts.seats.get('mine')!.becomesFree!();
      await opening.takeOver();
      expect(parts.log.slice(2)).toEqual(['close engine mine', 'engine mine']);
    });

    it('hands over to another window that asks, after everything is written, and goes on beside it', async () => {
      const parts = house('mine');
      const opening = openingOf(parts);
      await opening.start();
      opening.beforeClose(async () => void parts.log.push('words written'));
      parts.seats.get('mine')!.hears('please-hand-over');
      await settled(opening);
      expect(parts.log.slice(2)).toEqual(['words written', 'close engine mine', 'give mine', 'quiet engine mine']);
      expect(follows(opening)).toBe(true);
      parts.seats.get('mine')!.becomesFree!();
      await settled(opening);
      expect(follows(opening)).toBe(false);
    });

    it('signs in only where it leads', async () => {
      const { parts, opening } = await following();
      await opening.restart(async () => void parts.log.push('prepare'));
      expect(parts.log.slice(2)).toEqual(['close engine mine', 'engine mine', 'close engine mine', 'prepare', 'engine mine']);
    });

    it('F8: a lock by hand is told to every window, and a window that hears of it locks', async () => {
      const { parts, opening } = await following();
      parts.profiles.splice(0, 1, { ...parts.profiles[0]!, protection: 'passphrase' });
      expect(await opening.lock(true)).toBe('locked');
      expect(parts.log.slice(2)).toEqual(['tell lock mine', 'close engine mine', 'close vault mine', 'leave mine']);
      const other = house('mine');
      const there = openingOf(other);
      await there.start();
      other.profiles.splice(0, 1, { ...other.profiles[0]!, protection: 'passphrase' });
      other.seats.get('mine')!.hears('lock');
      await settled(there);
      expect(at(there.getSnapshot())).toBe('passphrase-needed');
    });

    it('has nothing left to show when another window has erased it', async () => {
      const { parts, opening } = await following();
      parts.profiles.splice(0, 1);
      parts.seats.get('mine')!.hears('gone');
      await settled(opening);
      expect(parts.log.slice(2)).toEqual(['close engine mine', 'close vault mine', 'leave mine', 'create made-0', 'engine made-0']);
    });
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
