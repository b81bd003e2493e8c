import { afterEach, describe, expect, it } from 'vitest';
import { PROFILE } from '#shared/limits.ts';
import type { ListenerCard } from '#shared/people/profile.ts';
import { EMPTY_PROFILE } from '#shared/people/profile.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf, person } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { BreakSection } from './BreakSection.tsx';
import { OwnProfile } from './OwnProfile.tsx';
import { PeopleScreen } from './PeopleScreen.tsx';
import { ProfileScreen } from './ProfileScreen.tsx';
import { StatusSwitch } from './StatusSwitch.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const here = { status: 'online', personalRequests: true, noChats: false, onBreak: null } as const;
const card = (name: string, more: Partial<ListenerCard> = {}): ListenerCard => ({
  name, topics: ['grief'], languages: ['en'], over35: false, hears: ['adult'], presence: here, ...more,
});
const member = (more: Parameters<typeof meOf>[1] = {}): FakeEngine => createFakeEngine(meOf('calmPear', { type: 'member', ...more }));
const listener = (): FakeEngine => createFakeEngine(meOf('warmOak', { type: 'listener' }));

describe('the directory on screen (F040)', () => {
  it('shows listeners with status in words, and asks for what is chosen', async () => {
    const engine = member();
    engine.profiles.listeners.push(card('warmOak'), card('mildPlum', { topics: ['sleep'], presence: { ...here, status: 'busy' } }));
    mounted = await mount(<PeopleScreen />, engine);
    expect(words()).toMatch(/@warmOak Online[^]*@mildPlum Busy/);
    expect(all('link', /@warmOak/)[0]?.getAttribute('href')).toBe('/@warmOak');
    await type('mild', the('textbox', 'A listener\'s name begins with'));
    expect(words()).not.toContain('@warmOak');
    expect(engine.profiles.asked).toEqual([{}, { text: 'mild' }]);
  });

  it('F157: shows what waits beside whom one asked, and no button that would be refused', async () => {
    const engine = member();
    engine.profiles.listeners.push(card('warmOak'), card('mildPlum'));
    engine.starts.add(startOf('warmOak', { side: 'mine', with: person('warmOak', 'listener') }));
    mounted = await mount(<PeopleScreen />, engine);
    expect(all('button', /Chat now: @warmOak/)).toHaveLength(0);
    expect(the('link', 'See what waits').getAttribute('href')).toBe('/talk');
    expect(all('button', /Chat now: @mildPlum/)).toHaveLength(1);
  });

  it.each(['banned', 'held'] as const)('P2, P40: whoever is %s reads why above the list, and is offered nothing in it', async (how) => {
    const me = meOf('calmPear', { type: 'member', banned: how === 'banned' });
    const engine = createFakeEngine({ ...me, standing: { ...me.standing, held: how === 'held' } });
    engine.profiles.listeners.push(card('warmOak'));
    mounted = await mount(<PeopleScreen />, engine);
    expect(all('link', /@warmOak/)).toHaveLength(1);
    expect(all('button', /Chat now|Leave a message/)).toHaveLength(0);
    expect(words()).toMatch(how === 'banned' ? /Your account is paused[^]*Rule P2-not-banned/ : /Somebody looks at your account first[^]*Rule P40-held/);
  });

  it('F024: a whole name opens its page, whoever it is; nothing tells whether there is one', async () => {
    mounted = await mount(<PeopleScreen />, member());
    await type('@someName', the('textbox', 'A listener\'s name begins with'));
    expect(the('link', 'Open the page of @someName').getAttribute('href')).toBe('/@someName');
  });

  it('F084: says whose listeners one sees, and offers no choice of age', async () => {
    mounted = await mount(<PeopleScreen />, member({ ageGroup: 'teen' }));
    expect(words()).toContain('who may talk with teenagers');
    expect(document.querySelectorAll('select')).toHaveLength(3);
    await mounted.unmount();
    mounted = await mount(<PeopleScreen />, createFakeEngine(meOf('newPear', { ageGroup: null, consent: 'missing' })));
    expect(document.querySelectorAll('select')).toHaveLength(4);
  });

  it('without a network: whom this device saw, by the same conditions, and says so', async () => {
    const engine = member();
    engine.profiles.seen.push({ value: card('warmOak'), seenAtMs: 1 }, { value: card('mildPlum', { topics: ['sleep'] }), seenAtMs: 2 });
    engine.connection.set({ at: 'offline' });
    mounted = await mount(<PeopleScreen />, engine);
    expect(words()).toMatch(/no connection just now[^]*@warmOak Online, when last seen/);
    await type('mild', the('textbox', 'A listener\'s name begins with'));
    expect(words()).not.toContain('@warmOak');
    expect(words()).toContain('@mildPlum');
    expect(engine.profiles.asked).toEqual([]);
  });
});

describe('a profile on screen (F023, F030, F039)', () => {
  const view = { name: 'calmPear', type: 'member', bio: 'Tea.\nAnd walks.', topics: [], languages: [], sinceMonth: '2026-11', listener: null, mayStart: null } as const;
  const shown = async (engine: FakeEngine, name: string): Promise<void> => {
    mounted = await mount(<ProfileScreen params={{ name }} />, engine);
  };

  it('says what its person wrote; somebody who is not shown is nobody in particular', async () => {
    const engine = listener();
    engine.profiles.profiles.push({ ...view, topics: [], languages: [] });
    await shown(engine, 'calmPear');
    expect(words()).toMatch(/@calmPear[^]*Tea\.\s+And walks\./);
    await mounted?.unmount();
    await shown(engine, 'nobody');
    expect(words()).toContain('Nobody is shown here');
  });

  it('promise 4: a missing button says why, in words', async () => {
    const engine = listener();
    engine.profiles.profiles.push({ ...view, topics: [], languages: [], mayStart: { allowed: false, rule: 'P34-not-open-to-this', remedy: 'none' } });
    await shown(engine, 'calmPear');
    expect(words()).toMatch(/You cannot write to them first\. Why\?[^]*to members alone/);
  });

  it('P5: a seeker is offered to ask for a chat at a listener\'s page; another listener is not', async () => {
    const listenerView = { ...view, name: 'mildPlum', type: 'listener', topics: [], languages: [], listener: { over35: false, hears: [], presence: here } } as const;
    const [seeker, other] = [member(), listener()];
    for (const engine of [seeker, other]) engine.profiles.profiles.push({ ...listenerView, topics: [], languages: [], listener: { over35: false, hears: ['adult'], presence: here } });
    await shown(seeker, 'mildPlum');
    expect(all('link', 'Ask for a chat')).toHaveLength(1);
    await mounted?.unmount();
    await shown(other, 'mildPlum');
    expect(all('link', 'Ask for a chat')).toHaveLength(0);
  });
});

describe('one\'s own profile (F029, F077, F155, F239)', () => {
  it('P31: a guest has none, and can ask why', async () => {
    mounted = await mount(<OwnProfile />, createFakeEngine(meOf('calmPear')));
    expect(words()).toContain('Rule P31-no-guest-profiles');
    expect(all('textbox')).toEqual([]);
  });

  it('warns of what leads outside while one types, and saves nothing of it', async () => {
    const engine = member();
    mounted = await mount(<OwnProfile />, engine);
    const bio = the('textbox', /About you/);
    await type('Write to me: anna@example.org', bio);
    expect(words()).toMatch(/looks like an e-mail address: anna@example.org/);
    await click(the('button', 'Save your profile'));
    expect(engine.profiles.own.getSnapshot()?.bio).toBe('');
    await type('My name is Anna Miller', bio);
    expect(words()).toContain('this looks like a first and a last name');
    await click(the('button', 'Save your profile'));
    expect(engine.profiles.own.getSnapshot()?.bio).toBe('My name is Anna Miller');
    expect(words()).toContain('Your profile is saved');
  });

  it('F155: a member chooses whether listeners may write first', async () => {
    const engine = member();
    mounted = await mount(<OwnProfile />, engine);
    await click(the('checkbox', /Listeners may write to me first/));
    expect(engine.profiles.own.getSnapshot()?.acceptsListenerChats).toBe(false);
  });
});

describe('how a listener is here (F159–F165)', () => {
  it('F159: three statuses, in text and shape, set by hand', async () => {
    const engine = listener();
    mounted = await mount(<StatusSwitch status="offline" />, engine);
    expect(all('radio').map((one) => one.parentElement?.textContent)).toEqual(['Online', 'Busy', 'Offline']);
    expect(document.querySelectorAll('svg[data-status]')).toHaveLength(3);
    await click(all('radio')[1] as HTMLElement);
    expect(engine.profiles.own.getSnapshot()?.status).toBe('busy');
  });

  it.each([['listener', /take requests from the queue/], ['therapist', /You can still go on with your chats/]] as const)('F043: to be offline means for a %s what they can do', async (kind, means) => {
    mounted = await mount(<StatusSwitch status="offline" />, createFakeEngine(meOf('warmOak', { type: kind })));
    expect(words()).toMatch(means);
    expect(words().includes('queue')).toBe(kind === 'listener');
  });

  it('F164: both kinds are explained, and coming back is one press', async () => {
    const engine = listener();
    mounted = await mount(<BreakSection own={EMPTY_PROFILE} />, engine);
    await click(the('button', 'Take a break'));
    expect(words()).toMatch(/That you are on a break[^]*Nothing at all/);
    await click(the('radio', /Nothing at all/));
    await click(the('button', 'Begin the break'));
    expect(engine.profiles.own.getSnapshot()?.away).toBe('hidden');
    await mounted.unmount();
    mounted = await mount(<BreakSection own={{ ...EMPTY_PROFILE, away: 'hidden' }} />, engine);
    expect(words()).toContain('nobody sees you');
    await click(the('button', 'I am back'));
    expect(engine.profiles.own.getSnapshot()?.away).toBe('no');
  });

  it('F165: the words left for a break may be of several lines, and their limit is told', async () => {
    const engine = listener();
    mounted = await mount(<BreakSection own={EMPTY_PROFILE} />, engine);
    await click(the('button', 'Take a break'));
    const note = the('textbox', 'A few words');
    expect(note.tagName).toBe('TEXTAREA');
    expect(['maxlength', 'autocomplete'].map((one) => note.getAttribute(one))).toEqual([String(PROFILE.maxBreakNoteLength), 'off']);
    const hint = document.getElementById(note.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
    expect(hint?.textContent).toBe(`Up to ${PROFILE.maxBreakNoteLength} characters, for all to read.`);
    await type('Walking by the sea.\nBack in March.', note);
    await click(the('button', 'Begin the break'));
    expect(engine.profiles.own.getSnapshot()).toMatchObject({ away: 'stated', awayNote: 'Walking by the sea.\nBack in March.' });
  });
});
