import { describe, expect, it } from 'vitest';
import { FIRST_ROLES, LATER_ROLES, powersOf, soundsLikeClearance, titleOf } from '../people/roles.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import type { HouseQuestion } from './house.ts';
import type { Question } from './question.ts';
import { CAPABILITIES, type Capability } from './standing.ts';
import { ME, OTHER, RANKS, actor, ruleOf } from './testing/house-people.ts';

const holding = (...ids: string[]): Actor => actor({}, powersOf(FIRST_ROLES.filter(({ id }) => ids.includes(id))));

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

  it('F206: what is not there yet, or no more, stands on the lowest rank', () => {
    const lowest = actor({}, { rank: 1, capabilities: ['roles.edit'] });
    for (const more of [{ before: null, after: 0 }, { before: 0, after: null }]) expect(ruleOf(lowest, edit(more))).toBe('allowed');
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

  it('P45: whoever has said their side waits, and is told so', () => {
    expect(decide(held, { action: 'appeal.write', waiting: true })).toEqual({ allowed: false, rule: 'P45-one-appeal', remedy: 'wait' });
  });

  it('P50: where nothing stands against one there is nothing to say to it; a banned person may', () => {
    expect(ruleOf(actor(), { action: 'appeal.write', waiting: false })).toBe('P50-nothing-to-appeal');
    expect(ruleOf(actor({ banned: true }), { action: 'appeal.write', waiting: false })).toBe('allowed');
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
