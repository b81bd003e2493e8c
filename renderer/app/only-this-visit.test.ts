import { describe, expect, it } from 'vitest';
import type { Me } from '#shared/api/schemas.ts';
import type { Vault } from '../vault/types.ts';
import { meOf } from '../features/chats/testing/people.ts';
import { at, house, openingOf, type House } from './opening.fixture.ts';
import { createVisits, isVisitOver, type VisitSigns } from './only-this-visit.ts';

const GUEST = { account: 'g1' as Me['account'], type: 'guest' } as const;
const OVER: VisitSigns = {
  wish: { profile: 'p', account: GUEST.account }, profile: 'p', me: GUEST, seenByWindow: false, leads: true, hadCompany: false, onPhone: false,
};

describe('F016: only for this visit', () => {
  it.each<[string, Partial<VisitSigns>, boolean]>([
    ['a guest with the wish, in a new window alone', {}, true],
    ['no wish', { wish: null }, false],
    ['a wish of another place, come with a copy', { wish: { profile: 'q', account: GUEST.account } }, false],
    ['a wish of another guest', { wish: { profile: 'p', account: 'g2' as Me['account'] } }, false],
    ['nobody known, or unreadable', { me: null }, false],
    ['the guest became a member', { me: { ...GUEST, type: 'member' } }, false],
    ['a listener', { me: { ...GUEST, type: 'listener' } }, false],
    ['a therapist', { me: { ...GUEST, type: 'therapist' } }, false],
    ['a reload', { seenByWindow: true }, false],
    ['another window leads', { leads: false }, false],
    ['another window is or was open beside it', { hadCompany: true }, false],
    ['a telephone, which ends browsers by itself', { onPhone: true }, false],
  ])('%s', (_, change, over) => expect(isVisitOver({ ...OVER, ...change })).toBe(over));

  interface Given {
    readonly type?: string;
    readonly session?: unknown;
    readonly wish?: unknown;
    readonly marks?: Map<string, string>;
    readonly company?: () => Promise<boolean>;
    readonly unmarkable?: boolean;
    readonly unreadable?: string;
  }

  /** The parts of `house`, in whose place "mine" a guest wishes to be here for this visit only. */
  function visitsOf(parts: House, given: Given = {}) {
    const ended: string[] = [];
    const marks = given.marks ?? new Map<string, string>();
    const made = createVisits({
      marks: () => ({
        getItem: (key) => marks.get(key) ?? null,
        setItem(key, value) {
          if (given.unmarkable === true) throw new Error('QuotaExceededError');
          marks.set(key, value);
        },
        removeItem: (key) => void marks.delete(key),
      }),
      timers: parts.timers,
      onPhone: false,
      hadCompany: given.company ?? (async () => false),
      end: async (token) => {
        parts.log.push('tell the relay');
        ended.push(token);
        throw new Error('offline');
      },
    });
    const me = meOf('calmPear', { type: (given.type ?? 'guest') as Me['type'] });
    const settings = new Map<string, unknown>([
      ['only-this-visit', given.wish ?? { profile: 'mine', account: me.account }],
      ['session', given.session ?? { token: 'tok', me }],
    ]);
    const get = async (profile: string, key: string): Promise<unknown> => {
      if (key === given.unreadable) throw new Error('unreadable-row');
      return profile === 'mine' ? settings.get(key) ?? null : null;
    };
    const of = (vault: Vault): Vault =>
      ({ ...vault, settings: { get: (key: string) => get(vault.profile.id, key) } as Vault['settings'] });
    parts.visits = {
      isOver: (vault, leads) => made.isOver(of(vault), leads),
      forget: (vault, erase) => made.forget(of(vault), erase),
    };
    return { marks, ended };
  }

  it('erases before any engine starts, tells the relay, and leaves another place alone', async () => {
    const parts = house('member', 'mine');
    const { ended, marks } = visitsOf(parts);
    const opening = openingOf(parts);
    await opening.start();
    expect(at(opening.getSnapshot())).toBe('opened');
    // The seat is kept until nothing is left, and a relay that cannot be reached holds nothing up.
    expect(parts.log).toEqual([
      'open mine', 'close vault mine', 'erase mine', 'tell the relay', 'leave mine', 'tell gone mine', 'leave mine', 'open member', 'engine member',
    ]);
    expect(ended).toEqual(['tok']);
    expect([...marks.keys()]).toEqual(['samovar-visit-member']);
  });

  it('begins as somebody new where there is no other place', async () => {
    const parts = house('mine');
    visitsOf(parts);
    await openingOf(parts).start();
    expect(parts.log.at(-1)).toMatch(/^engine made-/);
    expect(parts.log).not.toContain('engine mine');
  });

  it.each<[string, Given]>([
    ['a member', { type: 'member' }],
    ['a reload', { marks: new Map([['samovar-visit-mine', 'open']]) }],
    ['whoever had another window open', { company: async () => true }],
    ['a browser that cannot tell of other windows', { company: async () => Promise.reject(new Error('none')) }],
    ['a guest whose session is not one of ours', { session: { token: 'tok', me: { account: 'g1', type: 'guest' } } }],
    ['a wish that is none', { wish: true }],
    ['a session that cannot be read', { unreadable: 'session' }],
    ['a wish that cannot be read', { unreadable: 'only-this-visit' }],
  ])('keeps everything of %s', async (_, given) => {
    const parts = house('mine');
    const { ended, marks } = visitsOf(parts, given);
    await openingOf(parts).start();
    expect(parts.log).toEqual(['open mine', 'engine mine']);
    expect([ended, marks.get('samovar-visit-mine')]).toEqual([[], 'open']);
  });

  it('keeps everything where no answer about other windows comes, and shows it after two seconds', async () => {
    const parts = house('mine');
    const { marks } = visitsOf(parts, { company: () => new Promise(() => undefined) });
    const starting = openingOf(parts).start();
    await expect.poll(() => parts.timers.waiting).toBe(1);
    parts.timers.advance(2_000);
    await starting;
    expect([parts.log, marks.get('samovar-visit-mine')]).toEqual([['open mine', 'engine mine'], 'open']);
    expect(parts.timers.waiting).toBe(0);
  });

  it('whoever loads the page again while that is asked is asked again', async () => {
    const parts = house('mine');
    visitsOf(parts, { marks: new Map([['samovar-visit-mine', 'asked']]) });
    await openingOf(parts).start();
    expect(parts.log).toContain('erase mine');
  });

  it('keeps everything where nothing can be marked: a reload would look like a new window', async () => {
    const parts = house('mine');
    visitsOf(parts, { unmarkable: true });
    await openingOf(parts).start();
    expect(parts.log).toEqual(['open mine', 'engine mine']);
  });

  it('keeps everything beside a window that leads', async () => {
    const parts = house('mine');
    visitsOf(parts);
    parts.heldElsewhere.add('mine');
    await openingOf(parts).start();
    expect(parts.log).toEqual(['open mine', 'quiet engine mine']);
  });

  it('goes to another place and comes back in one window, and is not over', async () => {
    const parts = house('member', 'mine');
    visitsOf(parts, { marks: new Map([['samovar-visit-mine', 'open']]) });
    const opening = openingOf(parts);
    await opening.start();
    await opening.switchTo('member');
    await opening.switchTo('mine');
    expect(parts.log.at(-1)).toBe('engine mine');
    expect(parts.log).not.toContain('erase mine');
  });

  it('an erasure that the disk refuses is told, shows nothing, and is tried again', async () => {
    const parts = house('mine');
    visitsOf(parts);
    const { visits } = parts;
    let full = true;
    parts.visits = {
      ...visits!,
      forget: (vault, erase) => visits!.forget(vault, async () => (full ? Promise.reject(new Error('QuotaExceededError')) : erase())),
    };
    const opening = openingOf(parts);
    await opening.start();
    expect(at(opening.getSnapshot())).toBe('failed');
    // The token may be gone by now, so that the relay is told whatever the disk says.
    expect(parts.log).toEqual(['open mine', 'close vault mine', 'tell the relay', 'leave mine']);
    full = false;
    await opening.tryAgain();
    expect(parts.log).toContain('erase mine');
    expect(parts.log).not.toContain('engine mine');
  });
});
