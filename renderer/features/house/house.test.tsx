import { afterEach, describe, expect, it } from 'vitest';
import { FIRST_ROLES, FIRST_TRACKS, powersOf } from '#shared/people/roles.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { HomeStanding } from '../standing/HomeStanding.tsx';
import { OwnStanding } from '../standing/OwnStanding.tsx';
import { TeamPage } from '../team/TeamPage.tsx';
import { House } from './House.tsx';
import { keyFrom } from './RoleDialog.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const keeper = (...roles: string[]): FakeEngine => {
  const standing = { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => roles.includes(id))) };
  const engine = createFakeEngine(meOf('calmPear', { type: 'member', standing }));
  const holders = [{ name: 'warmOak', type: 'member' as const, rank: 2, self: false }];
  const shown = FIRST_ROLES.map((role) => ({ ...role, holders: role.id === 'moderator' ? holders : [] }));
  engine.house.known.roles = { tracks: [...FIRST_TRACKS], roles: shown };
  return engine;
};
const person = { name: 'mildPlum', type: 'member', rank: 0, restriction: 'banned', reason: 'unkind words', because: null, told: null, sinceMs: 5, self: false, sharesChat: false } as const;

describe('keeping the house', () => {
  it('F206: shows what one\'s roles carry, and says why the rest is missing', async () => {
    mounted = await mount(<House params={{}} />, keeper('moderator'));
    expect(all('link').map((link) => link.textContent)).toEqual(['Bans and appeals']);
    expect(words()).toContain('Not among what your roles carry: Applications, Therapists, Age groups, Roles, Agreements, Record, Relay.');
    expect(words()).toContain('Rule P41-needs-role');
  });

  it('nobody without a power gets in, and is told why', async () => {
    mounted = await mount(<House params={{ part: 'audit' }} />, keeper());
    expect(words()).toContain('Rule P41-needs-role');
    expect(all('link')).toEqual([]);
  });

  it('F103: a ban needs a name and a reason, and says what it does', async () => {
    const engine = keeper('moderator');
    mounted = await mount(<House params={{}} />, engine);
    await click(the('button', 'Ban somebody'));
    expect(words()).toContain('They are told, and can say their side.');
    const confirm = the('button', 'Ban');
    expect(confirm.hasAttribute('disabled')).toBe(true);
    await type('mildPlum', the('textbox', /Name of the account/));
    await type('unkind words', the('textbox', /Why/));
    await click(confirm);
    expect(engine.house.done).toEqual([['banPerson', { name: 'mildPlum', reason: 'unkind words' }]]);
  });

  it('F103: who is banned is shown a page at a time, as many pages as one asked for, also after an act', async () => {
    const engine = keeper('moderator');
    engine.house.known.people = ['oneElm', 'twoElm', 'threeElm'].map((name) => ({ ...person, name, appeal: null }));
    engine.house.known.pageSize = 2;
    mounted = await mount(<House params={{}} />, engine);
    expect(words()).toContain('twoElm');
    expect(words()).not.toContain('threeElm');
    await click(the('button', 'Show more'));
    expect(words()).toContain('threeElm');
    expect(all('button', 'Show more')).toEqual([]);
    await click(the('button', /oneElm/));
    await type('it is over', the('textbox', /Why/));
    engine.house.known.people.shift();
    await click(the('button', 'Take it back'));
    expect(words()).not.toContain('oneElm');
    expect(words()).toContain('threeElm');
  });

  it('shows an appeal beside the ban, and answers it; what is out of reach says why', async () => {
    const engine = keeper('moderator');
    const appeal = { text: 'It was not me.', atMs: 6, answer: null, answeredAtMs: null };
    engine.house.known.people = [{ ...person, appeal }, { ...person, name: 'tallElm', rank: 6, appeal: null }];
    mounted = await mount(<House params={{}} />, engine);
    expect(words()).toMatch(/@mildPlum banned [^]*unkind words[^]*It was not me\./);
    expect(all('button', 'Take the ban back: tallElm')).toEqual([]);
    expect(words()).toContain('Rule P42-from-above');
    await click(the('button', 'Answer: mildPlum'));
    await type('We looked again.', the('textbox', /Your answer/));
    await click(the('button', 'Send'));
    expect(engine.house.done).toEqual([['answerAppeal', { name: 'mildPlum', answer: 'We looked again.' }]]);
  });

  it('P59: about whom one is in an open chat with somebody else decides; a ban stays possible', async () => {
    const engine = keeper('moderator');
    const appeal = { text: 'It was not me.', atMs: 6, answer: null, answeredAtMs: null };
    const near = { ...person, appeal, sharesChat: true };
    engine.house.known.people = [near, { ...near, name: 'warmOak', restriction: 'held', reason: null }];
    mounted = await mount(<House params={{}} />, engine);
    expect(all('button', /: (mildPlum|warmOak)$/).map((button) => button.getAttribute('aria-label'))).toEqual(['Ban: warmOak']);
    expect(words()).toContain('Rule P59-impartial');
    expect(words()).toContain('Whoever has an open chat with somebody does not decide about them');
  });

  it('F206, F209: ladders from the top down; gives and takes below one\'s own rank alone', async () => {
    const engine = keeper('mentor-leader');
    mounted = await mount(<House params={{ part: 'roles' }} />, engine);
    const headings = all('heading').map((heading) => heading.textContent);
    expect(headings.indexOf('Mentor leader')).toBeLessThan(headings.indexOf('Mentor'));
    expect(all('button', /^Give: /).map((button) => button.getAttribute('aria-label'))).toEqual(['Give: Supporter', 'Give: Moderator', 'Give: Mentor']);
    await click(the('button', 'Take back: warmOak'));
    await type('has moved on', the('textbox', /Why/));
    // E3: nobody who merely sits down at an open desktop moves ranks.
    expect((the('button', 'Take back') as HTMLButtonElement).disabled).toBe(true);
    await type('four unhurried copper forks', the('textbox', /Your password/));
    engine.failNext({ code: 'wrong-password', rule: null, retryAfterMs: null });
    await click(the('button', 'Take back'));
    expect(words()).toContain('This is not your password');
    await click(the('button', 'Take back'));
    const body = { role: 'moderator', name: 'warmOak', reason: 'has moved on', password: 'four unhurried copper forks' };
    expect(engine.house.done).toEqual([['takeRole', body]]);
  });

  it('when the relay refuses, the dialog stays and says which rule spoke', async () => {
    const engine = keeper('moderator');
    mounted = await mount(<House params={{}} />, engine);
    await click(the('button', 'Ban somebody'));
    await type('tallElm', the('textbox', /Name of the account/));
    await type('unkind words', the('textbox', /Why/));
    engine.failNext({ code: 'denied', rule: 'P42-from-above', retryAfterMs: null });
    await click(the('button', 'Ban'));
    expect(words()).toContain('only somebody of a higher rank can do this');
    expect(words()).toContain('Rule P42-from-above');
    expect(engine.house.done).toEqual([]);
  });

  it('a new role gets its key from its English name', () => {
    expect(['Night Greeter', '2nd Café host!', 'Émile'].map(keyFrom)).toEqual(['night-greeter', 'nd-cafe-host', 'emile']);
  });
});

describe('what stands against oneself (F103, F104)', () => {
  const banned = (): FakeEngine => {
    const engine = createFakeEngine(meOf('calmPear', { type: 'member', banned: true }));
    engine.house.restriction.set({ restriction: 'banned', told: null, appeal: null });
    return engine;
  };

  it('is told at the top of Home with the ways on: one\'s own side, and help', async () => {
    mounted = await mount(<HomeStanding />, banned());
    expect(words()).toContain('Your account is paused');
    expect(all('link').map((link) => link.getAttribute('href'))).toEqual(['/you/standing', '/help']);
    expect(words()).toContain('Rule P2-not-banned');
    await mounted.unmount();
    mounted = await mount(<HomeStanding />, createFakeEngine(meOf('calmPear', { standing: { ...PLAIN_STANDING, held: true } })));
    expect(words()).toContain('Somebody looks at your account first');
    expect(words()).toContain('Rule P40-held');
  });

  it('comes and goes while one looks', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    mounted = await mount(<HomeStanding />, engine);
    await mounted.change(() => engine.become({ banned: true }));
    expect(words()).toContain('Your account is paused');
    await mounted.change(() => engine.become({ banned: false }));
    expect(words()).toBe('');
  });

  it('one text, and then its answer in the same place', async () => {
    const engine = banned();
    mounted = await mount(<OwnStanding />, engine);
    await type('It was not me.', the('textbox', /Your side/));
    await click(the('button', 'Send'));
    expect(engine.house.done).toEqual([['writeAppeal', 'It was not me.']]);
    expect(all('textbox')).toEqual([]);
    expect(words()).toContain('Nobody has answered yet.');
    const appeal = { text: 'It was not me.', atMs: 1, answer: 'We looked again.', answeredAtMs: 2 };
    await mounted.change(() => engine.house.restriction.set({ restriction: 'banned', told: null, appeal }));
    expect(words()).toContain('We looked again.');
    // P45: after the answer there is room for another.
    expect(all('textbox')).toHaveLength(1);
  });
});

describe('Our Team (F210)', () => {
  it('shows holders by track and role, and titles that follow age (F207); the last answer without a network', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    const mentor = FIRST_ROLES.find(({ id }) => id === 'mentor')!;
    const holders = [{ name: 'warmOak', type: 'listener' as const, title: mentor.names }, { name: 'mildPlum', type: 'member' as const, title: mentor.teenNames! }];
    engine.house.team.set({ tracks: [{ ...FIRST_TRACKS[2]!, roles: [{ ...mentor, holders }] }] });
    engine.connection.set({ at: 'offline' });
    mounted = await mount(<TeamPage />, engine);
    expect(words()).toMatch(/Mentoring ?Mentor ?[^]*@warmOak ?@mildPlum Teen star/);
    expect(words()).toContain('this is how the team was when last seen');
  });
});
