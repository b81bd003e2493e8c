import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import type { AgeGroup } from '../words.ts';
import { FIRST_ROLES, LATER_ROLES, powersOf, soundsLikeClearance, titleOf } from '../people/roles.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import type { Actor, Caller } from './actor.ts';
import { decide } from './decide.ts';
import type { Applicant, HouseQuestion } from './house.ts';
import type { Question } from './question.ts';
import { CAPABILITIES, PLAIN_STANDING, type Capability, type Standing } from './standing.ts';

const random = seededRandom(21);
const ME = newId<AccountId>(random);
const OTHER = newId<AccountId>(random);

const actor = (more: Partial<Actor> = {}, standing: Partial<Standing> = {}): Actor => ({
  account: ME, type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false,
  standing: { ...PLAIN_STANDING, ...standing }, ...more,
});
const ruleOf = (who: Caller, question: Question): string => {
  const verdict = decide(who, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};
const holding = (...ids: string[]): Actor => actor({}, powersOf(FIRST_ROLES.filter(({ id }) => ids.includes(id))));
const RANKS = [0, 1, 2, 3, 4, 5, 6, 7];

describe('F206: only a higher rank appoints, for roles below', () => {
  const cells = RANKS.flatMap((mine) => RANKS.slice(1).map((rank) => ({ mine, rank })));
  it.each(cells)('rank $mine, a role of rank $rank', ({ mine, rank }) => {
    const holder = { account: OTHER, type: 'member', rank: 0 } as const;
    for (const question of [{ action: 'role.give', rank, capabilities: [], holder }, { action: 'role.take', rank, holder }] as const) {
      expect(ruleOf(actor({}, { rank: mine, capabilities: ['roles.appoint'] }), question)).toBe(rank < mine ? 'allowed' : 'P42-from-above');
      expect(ruleOf(actor({}, { rank: mine, capabilities: CAPABILITIES.filter((one) => one !== 'roles.appoint') }), question)).toBe('P41-needs-role');
    }
  });

  it.each(cells)('rank $mine takes a role of rank 1 from somebody of rank $rank', ({ mine, rank }) => {
    const question = { action: 'role.take', rank: 1, holder: { account: OTHER, type: 'member', rank } } as const;
    expect(ruleOf(actor({}, { rank: mine, capabilities: ['roles.appoint'] }), question)).toBe(rank < mine ? 'allowed' : 'P42-from-above');
  });

  it('P44: nobody gives a role with a power that they do not hold; taking one away asks for none', () => {
    const holder = { account: OTHER, type: 'member', rank: 1 } as const;
    for (const power of CAPABILITIES) {
      const give = { action: 'role.give', rank: 1, capabilities: [power], holder } as const;
      const without = actor({}, { rank: 7, capabilities: ['roles.appoint'] });
      expect(ruleOf(without, give)).toBe(power === 'roles.appoint' ? 'allowed' : 'P44-own-capabilities');
      expect(ruleOf(actor({}, { rank: 7, capabilities: ['roles.appoint', power] }), give)).toBe('allowed');
      expect(ruleOf(without, { action: 'role.take', rank: 1, holder })).toBe('allowed');
    }
  });

  it('nobody appoints themselves, whatever they may; laying a role down is free', () => {
    for (const rank of RANKS.slice(1)) {
      const self = { account: ME, type: 'member', rank: 7 } as const;
      expect(ruleOf(actor({}, { rank: 7, capabilities: CAPABILITIES }), { action: 'role.give', rank, capabilities: [], holder: self })).toBe('P43-not-oneself');
      expect(ruleOf(actor(), { action: 'role.take', rank, holder: self })).toBe('allowed');
    }
  });

  it('P49: a guest holds no role; one that somebody had is taken back all the same', () => {
    const guest = { account: OTHER, type: 'guest', rank: 1 } as const;
    expect(ruleOf(holding('admin'), { action: 'role.give', rank: 1, capabilities: [], holder: guest })).toBe('P49-no-guest-roles');
    expect(ruleOf(holding('admin'), { action: 'role.take', rank: 1, holder: guest })).toBe('allowed');
  });

  it('the seven of a new house, each against each: an admin makes community managers, and nobody makes admins', () => {
    const may = (from: string, to: string): boolean => {
      const { rank, capabilities } = FIRST_ROLES.find(({ id }) => id === to)!;
      return decide(holding(from), { action: 'role.give', rank, capabilities, holder: { account: OTHER, type: 'listener', rank: 0 } }).allowed;
    };
    const table = Object.fromEntries(FIRST_ROLES.map(({ id }) => [id, FIRST_ROLES.filter((other) => may(id, other.id)).map((other) => other.id)]));
    expect(table).toEqual({
      supporter: [],
      moderator: [],
      mentor: [],
      'mentor-leader': ['supporter', 'moderator', 'mentor'],
      // Bans nobody, and so makes nobody who does (P44).
      ambassador: ['supporter', 'mentor'],
      'community-manager': ['supporter', 'moderator', 'mentor', 'mentor-leader', 'ambassador'],
      admin: ['supporter', 'moderator', 'mentor', 'mentor-leader', 'ambassador', 'community-manager'],
    });
  });
});

describe('roles are data, and no way to more than one has', () => {
  const edit = (more: Partial<Extract<HouseQuestion, { action: 'role.edit' }>>): Question =>
    ({ action: 'role.edit', fixed: false, before: 2, after: 2, capabilities: [], ...more });
  const editor = actor({}, { rank: 6, capabilities: ['roles.edit', 'people.ban'] });

  it.each([
    ['below', {}, 'allowed'],
    ['a new one', { before: null }, 'allowed'],
    ['taken out', { after: null }, 'allowed'],
    ['of one\'s own rank', { before: 6 }, 'P42-from-above'],
    ['raised to one\'s own rank', { after: 6 }, 'P42-from-above'],
    ['above', { before: 7, after: null }, 'P42-from-above'],
    ['with a power that one has', { capabilities: ['people.ban'] as Capability[] }, 'allowed'],
    ['with a power that one has not', { capabilities: ['audit.read'] as Capability[] }, 'P44-own-capabilities'],
    ['the admins\'', { fixed: true, before: 7 }, 'P48-fixed-role'],
  ] as const)('a role %s', (_, more, ought) => {
    expect(ruleOf(editor, edit(more))).toBe(ought);
    expect(ruleOf(actor({}, { rank: 7, capabilities: ['roles.appoint'] }), edit(more))).toBe('P41-needs-role');
  });
});

describe('F103: a ban reaches downwards', () => {
  it.each(RANKS.flatMap((mine) => RANKS.map((theirs) => ({ mine, theirs }))))('rank $mine, somebody of rank $theirs', ({ mine, theirs }) => {
    const person = { account: OTHER, type: 'listener', rank: theirs } as const;
    const question = { action: 'person.restrict', person } as const;
    expect(ruleOf(actor({}, { rank: mine, capabilities: ['people.ban'] }), question)).toBe(theirs < mine ? 'allowed' : 'P42-from-above');
    expect(ruleOf(actor({}, { rank: mine }), question)).toBe('P41-needs-role');
    const self = { action: 'person.restrict', person: { ...person, account: ME } } as const;
    expect(ruleOf(actor({}, { rank: mine, capabilities: ['people.ban'] }), self)).toBe('P43-not-oneself');
  });
});

describe('F104: somebody who is held', () => {
  const held = actor({ type: 'guest' }, { held: true });
  const chat = { seeker: ME, listener: OTHER, state: 'open', agesMeet: true } as const;
  it.each([
    ['asks for nobody yet', { action: 'request.create', waiting: 0 }, 'P40-held'],
    ['writes to nobody yet', { action: 'chat.write', chat }, 'P40-held'],
    ['says nothing of themselves yet', { action: 'profile.edit' }, 'P40-held'],
    ['reads', { action: 'chat.read', chat }, 'allowed'],
    ['ends', { action: 'chat.end', chat }, 'allowed'],
    ['takes their own words back', { action: 'chat.delete-own', chat }, 'allowed'],
    ['becomes a member', { action: 'member.become' }, 'allowed'],
    ['is forgotten', { action: 'account.forget' }, 'allowed'],
    ['says their side', { action: 'appeal.write', waiting: false }, 'allowed'],
    ['... once', { action: 'appeal.write', waiting: true }, 'P45-one-appeal'],
  ] as const)('%s', (_, question, ought) => expect(ruleOf(held, question)).toBe(ought));

  it('no power of a role works for somebody held or banned', () => {
    for (const who of [actor({ banned: true }, { rank: 7, capabilities: CAPABILITIES }), actor({}, { held: true, rank: 7, capabilities: CAPABILITIES })]) {
      for (const action of ['audit.read', 'relay.watch', 'roles.read', 'restrictions.read', 'applications.read'] as const) {
        expect(ruleOf(who, { action })).toMatch(/P2-|P40-/);
      }
    }
  });

  it('P50: where nothing stands against one there is nothing to say to it; a banned person may', () => {
    expect(ruleOf(actor(), { action: 'appeal.write', waiting: false })).toBe('P50-nothing-to-appeal');
    expect(ruleOf(actor({ banned: true }), { action: 'appeal.write', waiting: false })).toBe('allowed');
  });
});

describe('F085: who asks to be cleared for teens', () => {
  const listener = actor({ type: 'listener' }, { listenerConsent: 'given' });
  const settler = actor({}, { rank: 6, capabilities: ['applications.settle'] });
  const applicant: Applicant = { account: OTHER, type: 'listener', ageGroup: 'adult', rank: 0, restricted: false };
  it.each([
    ['an adult listener who has agreed', listener, 'allowed'],
    ['a teen listener', { ...listener, ageGroup: 'teen' as const }, 'P46-adult-listeners'],
    ['a member', { ...listener, type: 'member' as const }, 'P46-adult-listeners'],
    ['F085: a therapist, whom the licence binds', { ...listener, type: 'therapist' as const, standing: PLAIN_STANDING }, 'allowed'],
    ['one who is cleared', { ...listener, clearedForTeens: true }, 'P46-adult-listeners'],
    ['one who has not agreed', { ...listener, consent: 'outdated' as const }, 'P46-adult-listeners'],
    ['one without the listener agreement', { ...listener, standing: PLAIN_STANDING }, 'P46-adult-listeners'],
  ])('%s', (_, who, ought) => expect(ruleOf(who, { action: 'clearance.apply', waiting: false, declinedLately: false })).toBe(ought));

  it('P47: once until it is settled; and nobody settles their own', () => {
    expect(ruleOf(listener, { action: 'clearance.apply', waiting: true, declinedLately: false })).toBe('P47-one-application');
    for (const grant of [true, false]) {
      expect(ruleOf(settler, { action: 'application.settle', grant, applicant, sharesChat: false })).toBe('allowed');
      expect(ruleOf(settler, { action: 'application.settle', grant, applicant: { ...applicant, account: ME }, sharesChat: false })).toBe('P43-not-oneself');
      expect(ruleOf(actor({}, { rank: 7 }), { action: 'application.settle', grant, applicant, sharesChat: false })).toBe('P41-needs-role');
    }
  });

  it.each([
    ['a member', { type: 'member' as const }],
    ['a teen', { ageGroup: 'teen' as const }],
    ['somebody of no age', { ageGroup: null }],
    ['somebody banned or held', { restricted: true }],
  ])('P46: %s is declined, and never granted', (_, since) => {
    const ask = (grant: boolean) => ruleOf(settler, { action: 'application.settle', grant, applicant: { ...applicant, ...since }, sharesChat: false });
    expect([ask(true), ask(false)]).toEqual(['P46-adult-listeners', 'allowed']);
  });

  it.each([
    ['from above', OTHER, 5, 'allowed'],
    ['never from beside', OTHER, 6, 'P42-from-above'],
    ['never one\'s own', ME, 0, 'P43-not-oneself'],
  ] as const)('F085, F206: a clearance is taken back %s', (_, account, rank, ought) => {
    const question: Question = { action: 'clearance.end', person: { account, type: 'listener', rank } };
    expect(ruleOf(settler, question)).toBe(ought);
    expect(ruleOf(actor({}, { rank: 7, capabilities: ['people.ban'] }), question)).toBe('P41-needs-role');
  });
});

describe('F082, F084: an age group that was noted wrongly', () => {
  const correct = (theirs: number, more: { said?: boolean; account?: AccountId; ageGroup?: AgeGroup | null; wished?: boolean } = {}): Question => {
    const { account = OTHER, said = true, ageGroup = 'teen', wished = false } = more;
    return { action: 'age.correct', person: { account, type: 'member', rank: theirs }, said, ageGroup, wished, sharesChat: false };
  };
  it.each(RANKS.flatMap((mine) => RANKS.map((theirs) => ({ mine, theirs }))))('rank $mine corrects one of rank $theirs', ({ mine, theirs }) => {
    const keeper = actor({}, { rank: mine, capabilities: ['applications.settle'] });
    expect(ruleOf(keeper, correct(theirs))).toBe(theirs < mine ? 'allowed' : 'P42-from-above');
    expect(ruleOf(actor({}, { rank: mine, capabilities: CAPABILITIES.filter((one) => one !== 'applications.settle') }), correct(theirs))).toBe('P41-needs-role');
    expect(ruleOf(keeper, correct(theirs, { account: ME }))).toBe('P43-not-oneself');
  });

  it('P56: one that nobody has said is no mistake', () => {
    expect(ruleOf(actor({}, { rank: 7, capabilities: ['applications.settle'] }), correct(0, { said: false }))).toBe('P56-age-said');
  });

  it('P65: a teen becomes an adult by a wish of their own alone; an adult a teen without one, and both are left as they are', () => {
    const keeper = actor({}, { rank: 7, capabilities: ['applications.settle'] });
    const rules = ([['adult', false], ['adult', true], ['teen', false], ['teen', true], [null, false]] as const).map(([ageGroup, wished]) =>
      ruleOf(keeper, correct(0, { ageGroup, wished })));
    expect(rules).toEqual(['P65-adult-by-own-wish', 'allowed', 'allowed', 'allowed', 'allowed']);
  });

  it.each([
    ['an adult who is a teen', actor(), 'teen', 'allowed'],
    ['a teen who is an adult', actor({ ageGroup: 'teen' }), 'adult', 'allowed'],
    ['a guest', actor({ type: 'guest' }), 'teen', 'allowed'],
    ['for what is noted', actor(), 'adult', 'P57-age-as-noted'],
    ['before any was said', actor({ ageGroup: null }), 'teen', 'P56-age-said'],
    ['banned', actor({ banned: true }), 'teen', 'P2-not-banned'],
    ['held', actor({}, { held: true }), 'teen', 'P40-held'],
  ] as const)('asked by %s', (_, who, wanted, ought) => {
    expect(ruleOf(who, { action: 'age.ask', wanted, waiting: false, declinedLately: false })).toBe(ought);
    const twice = ought === 'allowed' ? 'P47-one-application' : ought;
    expect(ruleOf(who, { action: 'age.ask', wanted, waiting: true, declinedLately: false })).toBe(twice);
  });
});

it('F209, P58: whoever edits roles edits tracks, and none goes under a role', () => {
  const editor = actor({}, { rank: 1, capabilities: ['roles.edit'] });
  const ask = (who: Actor, rank: number, leaves: boolean) => ruleOf(who, { action: 'track.edit', rank, leaves });
  const rules = [false, true].map((leaves) => [ask(editor, 0, leaves), ask(actor({}, { rank: 7 }), 0, leaves)]);
  expect(rules).toEqual([['allowed', 'P41-needs-role'], ['P58-track-in-use', 'P41-needs-role']]);
  // P42: and never the ladder on which one's own rank, or a higher, stands.
  expect([false, true].flatMap((leaves) => [ask(editor, 1, leaves), ask(editor, 7, leaves)])).toEqual(Array(4).fill('P42-from-above'));
});

describe('words of roles', () => {
  it('F207: a mentor who is a teen is called teen star, by the age flag and their yes', () => {
    const mentor = FIRST_ROLES.find(({ id }) => id === 'mentor')!;
    expect([[true, true], [true, false], [false, true]].map(([teen, yes]) => titleOf(mentor, teen!, yes!).en)).toEqual(['Teen star', 'Mentor', 'Mentor']);
    const moderator = FIRST_ROLES.find(({ id }) => id === 'moderator')!;
    expect(titleOf(moderator, true, true)).toEqual(moderator.names);
  });

  it('F208: no role can be called so that it is taken for the clearance', () => {
    expect([...FIRST_ROLES, ...LATER_ROLES].filter(soundsLikeClearance)).toEqual([]);
    const called = (en: string, es = 'Otra cosa') => soundsLikeClearance({ names: { en, es }, teenNames: null });
    for (const name of ['Adult teen listener', 'Teen Listener', 'Listener for teens', 'TEEN LISTENING GUIDE']) expect(called(name)).toBe(true);
    for (const name of ['Oyente de adolescentes', 'Oyente joven', 'Escucha a jóvenes']) expect(called('Other', name)).toBe(true);
    for (const name of ['Teen star', 'Listener coach', 'Mentor']) expect(called(name)).toBe(false);
  });
});
