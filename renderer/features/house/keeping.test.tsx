import { afterEach, describe, expect, it, vi } from 'vitest';
import { FIRST_ROLES, FIRST_TRACKS, powersOf } from '#shared/people/roles.ts';
import type { AgeWishView } from '#shared/people/age-wishes.ts';
import type { PersonView } from '#shared/people/keeping.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { NowProvider } from '../../ui/now.tsx';
import { OwnAge } from '../standing/OwnAge.tsx';
import { TeamPage } from '../team/TeamPage.tsx';
import { House } from './House.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const keeper = (...roles: string[]): FakeEngine => {
  const standing = { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => roles.includes(id))) };
  const engine = createFakeEngine(meOf('calmPear', { type: 'member', standing }));
  engine.house.known.roles = { tracks: [...FIRST_TRACKS, { id: 'night', names: { en: 'Night', es: 'Noche' } }], roles: FIRST_ROLES.map((role) => ({ ...role, holders: [] })) };
  return engine;
};
const open = async (part: string, engine: FakeEngine): Promise<void> => {
  mounted = await mount(<House params={{ part }} />, engine, { nowMs: () => 5 * 86_400_000 });
};

describe('age groups (F082, F084)', () => {
  const wish: AgeWishView = { name: 'mildPlum', type: 'member', rank: 0, wanted: 'teen', text: 'I tapped the wrong one.', atMs: 5, self: false, sharesChat: false, earlier: { times: 2, atMs: 1, answer: 'your words say 15' } };

  it('a wish is read and granted: with a reason, and asked twice', async () => {
    const engine = keeper('community-manager');
    engine.house.known.wishes = [wish, { ...wish, name: 'calmPear', self: true }, { ...wish, name: 'tallElm', rank: 6 }, { ...wish, name: 'oneElm', sharesChat: true }];
    await open('ages', engine);
    expect(words()).toContain('I tapped the wrong one.');
    expect(words()).toContain('Answered no 2 times before, the last time: your words say 15');
    expect(words()).toContain('Rule P43-not-oneself');
    expect(words()).toContain('Rule P42-from-above');
    expect(words()).toContain('Rule P59-impartial');
    expect(all('button', /^Note as .*: /).map((button) => button.getAttribute('aria-label'))).toEqual(['Note as 13 to 17: mildPlum']);
    await click(the('button', 'Note as 13 to 17: mildPlum'));
    await type('they told us so', the('textbox', /Why/));
    const confirm = the('button', 'Note as 13 to 17');
    expect(confirm.hasAttribute('disabled')).toBe(true);
    await click(the('checkbox', /looked at what there is/));
    await click(confirm);
    expect(engine.house.done).toEqual([['settleAgeWish', { name: 'mildPlum', grant: true, reason: 'they told us so' }]]);
  });

  it('or left as it is, asked once', async () => {
    const engine = keeper('community-manager');
    engine.house.known.wishes = [wish];
    await open('ages', engine);
    await click(the('button', 'Leave as it is: mildPlum'));
    await type('your words say otherwise', the('textbox', /Why/));
    await click(the('button', 'Leave as it is'));
    expect(engine.house.done).toEqual([['settleAgeWish', { name: 'mildPlum', grant: false, reason: 'your words say otherwise' }]]);
  });

  it('P65: by name somebody is noted as a teen alone; what is noted is not told', async () => {
    const engine = keeper('community-manager');
    await open('ages', engine);
    expect(words()).toContain('Nobody asks');
    await click(the('button', 'Note somebody as 13 to 17'));
    await type('mildPlum', the('textbox', /Name of the account/));
    await type('they said so in a report', the('textbox', /Why/));
    expect(the('button', 'Note as 13 to 17').hasAttribute('disabled')).toBe(true);
    await click(the('checkbox', /looked at what there is/));
    expect(words()).toContain('only when they ask for it');
    await click(the('button', 'Note as 13 to 17'));
    expect(engine.house.done).toEqual([['correctAge', { name: 'mildPlum', ageGroup: 'teen', reason: 'they said so in a report' }]]);
  });
});

describe('one\'s own age group', () => {
  it('is told, and asked to be corrected; the wish waits in sight, and P47 says why there is no second', async () => {
    const engine = createFakeEngine(meOf('calmPear', { type: 'member', ageGroup: 'adult' }));
    mounted = await mount(<OwnAge />, engine);
    expect(words()).toContain('You are noted as 18 or older');
    await click(the('button', 'This is wrong'));
    await type('I tapped the wrong one.', the('textbox', /What happened/));
    expect(the('button', 'Ask').hasAttribute('disabled')).toBe(true);
    await click(the('checkbox', 'I am between 13 and 17.'));
    await click(the('button', 'Ask'));
    expect(engine.house.done).toEqual([['askForAge', { wanted: 'teen', text: 'I tapped the wrong one.' }]]);
    expect(words()).toContain('the answer appears here');
    expect(words()).toContain('Rule P47-one-application');
    expect(all('textbox')).toEqual([]);
  });

  it('a no is told with its reason, and there is another way to ask; who has said no age is shown nothing', async () => {
    const engine = createFakeEngine(meOf('calmPear', { type: 'member', ageGroup: 'teen' }));
    engine.house.known.age = {
      ageGroup: 'teen', correctedAtMs: 5, correctedWhy: 'You told a listener so.', correctedBecause: null, teenTitle: null, wish: { wanted: 'adult', text: 'x', atMs: 1, state: 'declined', answer: 'Your words say 15.', againFromMs: null },
    };
    mounted = await mount(<OwnAge />, engine);
    expect(words()).toMatch(/It was corrected by the people[^]*They wrote: You told a listener so\.[^]*It stays as it is: Your words say 15\./);
    expect(all('button', 'This is wrong, or I have turned 18')).toHaveLength(1);
    await mounted.unmount();
    mounted = await mount(<OwnAge />, createFakeEngine(meOf('calmPear', { ageGroup: null, consent: 'missing' })));
    expect(words()).toBe('');
  });
});

it('F207: a teen is called by the teens\' title only after saying yes, and is told that it shows their age', async () => {
  const engine = createFakeEngine(meOf('calmPear', { type: 'member', ageGroup: 'teen' }));
  engine.house.known.age = {
    ageGroup: 'teen', correctedAtMs: null, correctedWhy: null, correctedBecause: null, teenTitle: { titles: [{ en: 'Teen star', es: 'Estrella joven' }], shown: false }, wish: null,
  };
  mounted = await mount(<OwnAge />, engine);
  expect(words()).toContain('Everybody sees then that you are a teenager');
  const yes = () => the('checkbox', /Teen star/) as HTMLInputElement;
  expect(yes().checked).toBe(false);
  await click(yes());
  expect(engine.house.done).toEqual([['showTeenTitle', { shown: true }]]);
  expect(yes().checked).toBe(true);
});

describe('somebody by their exact name (F024)', () => {
  const person: PersonView = { name: 'mildPlum', type: 'member', rank: 0, restriction: null, reason: null, because: null, told: null, sinceMs: null, appeal: null, self: false, sharesChat: false, roles: [{ en: 'Supporter', es: 'Colaborador' }], cleared: false };

  it('is shown with what is in force, and banned from there; nobody of another name is found', async () => {
    const engine = keeper('moderator');
    engine.house.known.person = person;
    await open('restrictions', engine);
    await type('mildPlu', the('textbox', /exact name/));
    await click(the('button', 'Find'));
    expect(words()).toContain('There is no account of this name.');
    await type('mildPlum', the('textbox', /exact name/));
    await click(the('button', 'Find'));
    expect(words()).toMatch(/@mildPlum nothing stands against this account ?Supporter/);
    await click(the('button', 'Ban: mildPlum'));
    await type('unkind words', the('textbox', /Why/));
    engine.house.known.person = { ...person, restriction: 'banned', reason: 'unkind words' };
    await click(the('button', 'Ban'));
    expect(engine.house.done).toEqual([['banPerson', { name: 'mildPlum', reason: 'unkind words' }]]);
    await mounted?.settle();
    expect(all('button', 'Take the ban back: mildPlum')).toHaveLength(1);
  });
});

describe('tracks and titles (F207, F209)', () => {
  it('are made and moved; one under a role cannot go, and says why', async () => {
    const engine = keeper('admin');
    await open('roles', engine);
    expect(all('button', 'Remove: Mentoring')).toEqual([]);
    expect(words()).toContain('Rule P58-track-in-use');
    await click(the('button', 'Change: Night'));
    await type('By night', the('textbox', /^Name in English/));
    await type('the house grows', the('textbox', /Why/));
    await click(the('button', 'Save'));
    await click(the('button', 'Remove: Night'));
    await type('nobody stands there', the('textbox', /Why/));
    await click(the('button', 'Remove'));
    expect(engine.house.done).toEqual([
      ['saveTrack', { track: { id: 'night', names: { en: 'By night', es: 'Noche' } }, place: 5, reason: 'the house grows' }],
      ['removeTrack', { track: 'night', reason: 'nobody stands there' }],
    ]);
  });

  it('P44: what one may not oneself no role of one\'s making may, and that can be asked about', async () => {
    const engine = createFakeEngine(meOf('calmPear', { type: 'member', standing: { ...PLAIN_STANDING, rank: 6, capabilities: ['roles.edit', 'audit.read'] } }));
    engine.house.known.roles = { tracks: [...FIRST_TRACKS], roles: [] };
    await open('roles', engine);
    await click(the('button', /Make a role/));
    expect(all('checkbox').filter((box) => !box.hasAttribute('disabled'))).toHaveLength(2);
    expect(words()).toMatch(/Why can I not choose all of these\?[^]*Rule P44-own-capabilities/);
  });

  it('a title of teens is there in both languages, or in none', async () => {
    const engine = keeper('admin');
    await open('roles', engine);
    await click(the('button', 'Change: Mentor'));
    await type('for a test', the('textbox', /Why/));
    await type('', the('textbox', /in English \(may stay empty\)/));
    expect(the('button', 'Save').hasAttribute('disabled')).toBe(true);
    await type('', the('textbox', 'The same, in Spanish'));
    await type('four unhurried copper forks', the('textbox', /Your password/));
    await click(the('button', 'Save'));
    expect(engine.house.done[0]?.[1]).toMatchObject({ role: { id: 'mentor', teenNames: null } });
  });
});

it('F207, F210: Our Team is asked again while somebody looks, so that a title that follows an age shows by itself', async () => {
  const engine = createFakeEngine(meOf('calmPear'));
  const asked = vi.spyOn(engine.house, 'readTeam');
  const ticks: (() => void)[] = [];
  let nowMs = 1;
  const timers = { monotonicMs: () => 0, after: () => ({ cancel: () => undefined }), every: (_: number, tick: () => void) => (ticks.push(tick), { cancel: () => undefined }) };
  mounted = await mount(<NowProvider clock={{ nowMs: () => nowMs }} timers={timers}><TeamPage /></NowProvider>, engine);
  expect(asked).toHaveBeenCalledTimes(1);
  nowMs += 30_000;
  await mounted.change(() => ticks.forEach((tick) => tick()));
  expect(asked).toHaveBeenCalledTimes(2);
  engine.connection.set({ at: 'offline' });
  nowMs += 30_000;
  await mounted.change(() => ticks.forEach((tick) => tick()));
  expect(asked).toHaveBeenCalledTimes(2);
});

describe('agreements and the relay', () => {
  it('F089: the version in force with its day, how many agreed to which, and how a new one comes', async () => {
    const engine = keeper('admin');
    engine.house.known.agreements = {
      texts: [{ name: 'privacy', version: '2026-11-22.2', agreed: [{ version: '2026-11-22.2', count: 4 }, { version: '2026-01-05', count: 2 }], unanswered: 3 }],
    };
    await open('agreements', engine);
    expect(words()).toMatch(/Privacy policy ?In force: November 22, 2026 \(2026-11-22\.2\)/);
    expect(words()).toMatch(/Agreed to this version ?4 ?Agreed to the one of January 5, 2026 \(2026-01-05\) ?2 ?Not asked yet, or not answered ?3/);
    expect(words()).toContain('There is no switch for it here');
  });

  it('says first what is worth a look, and what to do; then the figures, and refusals by code', async () => {
    const engine = keeper('admin');
    engine.house.known.relay = {
      ...engine.house.known.relay, lostLog: true, refused: [{ what: 'update', code: 'malformed', count: 7 }], freeBytes: 5 * 1_073_741_824,
    };
    await open('relay', engine);
    expect(words()).toMatch(/log was damaged when the relay started[^]*npm run admin -- verify/);
    expect(words()).toContain('The last backup is more than two days old');
    expect(words()).toMatch(/Last backup ?5 days ago/);
    expect(words()).toMatch(/Room on the disk ?5 GiB/);
    expect(words()).toMatch(/Changes malformed ?7/);
  });

  it('is quiet when all is well', async () => {
    const engine = keeper('admin');
    engine.house.known.relay = { ...engine.house.known.relay, backupAtMs: 5 * 86_400_000 };
    await open('relay', engine);
    expect(words()).toContain('Nothing needs a look just now');
    expect(words()).toContain('Nothing was refused.');
  });
});
