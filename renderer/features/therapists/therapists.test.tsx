import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Me } from '#shared/api/schemas.ts';
import type { TherapistCard } from '#shared/people/therapist.ts';
import { FIRST_ROLES, powersOf } from '#shared/people/roles.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { ALLOWED, denied } from '#shared/policy/verdict.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { NO_THERAPIST } from '../chats/testing/fake-therapists.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { settle } from '../chats/testing/page.ts';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { House } from '../house/House.tsx';
import { OwnProfile } from '../people/OwnProfile.tsx';
import { ProfileScreen } from '../people/ProfileScreen.tsx';
import { ApplyAsTherapist } from './ApplyAsTherapist.tsx';
import { parseForm } from './application-form.ts';
import { TherapistsScreen } from './TherapistsScreen.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const LICENCE = { legalName: 'Anna Müller', country: 'DE', region: '', number: 'N-77' };
const card = (name: string, more: Partial<TherapistCard> = {}): TherapistCard => ({
  name, legalName: 'Anna Müller', country: 'DE', region: '', topics: ['grief'], languages: ['de'], ...more,
});
const member = (more: Partial<Me> = {}): FakeEngine => createFakeEngine(meOf('calmPear', { type: 'member', ...more }));
const choose = async (label: string, value: string): Promise<void> => {
  const select = [...document.querySelectorAll('select')].find((one) => [...one.labels].some((text) => text.textContent?.startsWith(label)));
  if (select === undefined) throw new Error(`no ${label}`);
  act(() => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
};

describe('F044: the directory of therapists', () => {
  it('shows legal names, where the licence holds and the word "therapist"; asks for what is chosen', async () => {
    const engine = createFakeEngine(meOf('newPear', { ageGroup: null, consent: 'missing' }));
    engine.therapists.listed.push(card('annaM'), card('carlS', { legalName: 'Carl Stone', country: 'US', region: 'California', topics: ['sleep'] }));
    mounted = await mount(<TherapistsScreen />, engine);
    expect(words()).toMatch(/Anna Müller @annaM[^]*Therapist · licensed in Germany · German[^]*Carl Stone @carlS[^]*licensed in California, United States/);
    expect(all('link', /Carl Stone/)[0]?.getAttribute('href')).toBe('/@carlS');
    // F045: a listener's round, told apart by the word alone.
    expect([...document.querySelectorAll('[data-shape]')].map((one) => one.getAttribute('data-shape'))).toEqual(['circle', 'circle']);
    await type('mul', the('textbox', /A word of the name/));
    expect(words()).not.toContain('Carl Stone');
    expect(engine.therapists.asked).toEqual([{}, { text: 'mul' }]);
  });

  it('without a network: whom this device saw, by the same conditions, and says so', async () => {
    const engine = member();
    engine.therapists.seen.push({ value: card('annaM'), seenAtMs: 1 }, { value: card('carlS', { legalName: 'Carl Stone' }), seenAtMs: 2 });
    engine.connection.set({ at: 'offline' });
    mounted = await mount(<TherapistsScreen />, engine);
    expect(words()).toMatch(/no connection just now[^]*Anna Müller/);
    await type('stone', the('textbox', /A word of the name/));
    expect(words()).toMatch(/Carl Stone/);
    expect(words()).not.toContain('Anna Müller');
  });

  it('F046: the page has the legal name, and where the licence holds', async () => {
    const engine = member();
    engine.profiles.profiles.push({
      name: 'annaM', type: 'therapist', bio: '', topics: [], languages: [], sinceMonth: '2026-01', listener: null, mayStart: null,
      therapist: { legalName: 'Anna Müller', country: 'DE', region: 'Bayern', listed: true },
    });
    mounted = await mount(<ProfileScreen params={{ name: 'annaM' }} />, engine);
    expect(words()).toMatch(/@annaM[^]*Anna MüllerTherapist[^]*Licensed inBayern, Germany/);
    // "Whoever is free" are listeners, and a relay of before takes nothing for therapists.
    expect([all('link', 'Ask for a chat'), all('button', /Chat now|Leave a message/)]).toEqual([[], []]);
  });
});

describe('F042: applying', () => {
  it('is folded for members; for guests and listeners it is there only where they came for it', async () => {
    mounted = await mount(<ApplyAsTherapist open={false} />, member());
    expect(the('link', 'Apply as a therapist').getAttribute('href')).toBe('/you/therapist');
    expect(all('textbox')).toEqual([]);
    for (const kind of ['guest', 'listener'] as const) {
      await mounted.unmount();
      mounted = await mount(<ApplyAsTherapist open={false} />, createFakeEngine(meOf('calmPear', { type: kind })));
      expect(words()).toBe('');
    }
  });

  it('says who reads what; sends all of it; then it can be taken back', async () => {
    const engine = member();
    mounted = await mount(<ApplyAsTherapist open />, engine);
    expect(words()).toContain('your legal name and where the licence holds are public, and the number is kept for those who decide');
    await type('Anna 4', the('textbox', /Legal name/));
    await click(the('button', 'Apply'));
    expect(words()).toContain('as on the licence');
    expect(engine.therapists.done).toEqual([]);
    await type('Anna Müller', the('textbox', /Legal name/));
    await choose('Country', 'DE');
    await type('N-77', the('textbox', /Number of the licence/));
    await type('Grief, for twenty years.', the('textbox', /Your work/));
    await click(the('button', 'Apply'));
    expect(engine.therapists.done).toEqual([['applyAsTherapist', { ...LICENCE, text: 'Grief, for twenty years.' }]]);
    expect(words()).toMatch(/Your application is waiting[^]*Anna Müller · Germany · N-77/);
    await click(the('button', 'Take it back'));
    expect(engine.therapists.done.at(-1)).toEqual(['withdrawTherapist', null]);
    expect(all('textbox', /Legal name/)).toHaveLength(1);
  });

  it('F229: what was typed is a draft until the relay has it', async () => {
    const engine = member();
    mounted = await mount(<ApplyAsTherapist open />, engine);
    await type('Anna Müller', the('textbox', /Legal name/));
    await mounted.unmount();
    mounted = await mount(<ApplyAsTherapist open />, engine);
    expect((the('textbox', /Legal name/) as HTMLInputElement).value).toBe('Anna Müller');
  });

  it('P3: asks the gate first, and the relay anew once it was passed', async () => {
    const engine = member({ consent: 'missing', ageGroup: null });
    engine.therapists.known.own = { ...NO_THERAPIST, mayApply: { allowed: false, rule: 'P3-consent', remedy: 'consent' } };
    mounted = await mount(<ApplyAsTherapist open />, engine);
    expect(all('textbox')).toEqual([]);
    engine.therapists.known.own = NO_THERAPIST;
    act(() => engine.become({ consent: 'given', ageGroup: 'adult' }));
    await settle();
    expect(all('textbox', /Legal name/)).toHaveLength(1);
  });

  it('P51: where it cannot be, says which rule and what to do instead', async () => {
    const engine = member();
    engine.therapists.known.own = { ...NO_THERAPIST, mayApply: { allowed: false, rule: 'P51-account-of-its-own', remedy: 'none' } };
    mounted = await mount(<ApplyAsTherapist open />, engine);
    expect(words()).toMatch(/Make a new place on this device[^]*Rule P51-account-of-its-own/);
    expect(all('textbox')).toEqual([]);
  });

  it('a therapist sees the licence, and whether and until when the directory lists them; a change is asked for', async () => {
    const engine = createFakeEngine(meOf('annaM', { type: 'therapist' }));
    const untilMs = new Date(2027, 0, 31).getTime();
    engine.therapists.known.own = { ...NO_THERAPIST, licence: { ...LICENCE, sinceMs: 1 }, entry: { untilMs }, listed: true };
    mounted = await mount(<ApplyAsTherapist open={false} />, engine);
    expect(words()).toMatch(/Anna Müller[^]*Germany · N-77[^]*You are listed until January 31, 2027/);
    await click(the('button', 'My name or licence has changed'));
    expect((the('textbox', /Legal name/) as HTMLInputElement).value).toBe('Anna Müller');
  });

  it('takes what the relay would take, and names the first field that is wrong', () => {
    const form = { ...LICENCE, text: 'Grief.' };
    expect(parseForm(form)).toEqual({ application: form });
    expect(parseForm({ ...form, legalName: ' ', number: '' })).toEqual({ wrong: 'legalName' });
    expect(parseForm({ ...form, country: '' })).toEqual({ wrong: 'country' });
    expect(parseForm({ ...form, region: 'Call 555 123 4567' })).toEqual({ wrong: 'region', outside: true });
  });
});

describe('F077: an exception that an operator set', () => {
  it('no warning, and nothing is held back, for that therapist alone', async () => {
    for (const [entitlements, isHeldBack] of [[[], true], [['contact-details'], false]] as const) {
      const engine = createFakeEngine(meOf('annaM', { type: 'therapist', entitlements: [...entitlements] }));
      mounted = await mount(<OwnProfile />, engine);
      await type('Write to me: anna@example.org', the('textbox', /About you/));
      expect(words().includes('looks like an e-mail address')).toBe(isHeldBack);
      await click(the('button', 'Save your profile'));
      expect(engine.profiles.own.getSnapshot()?.bio).toBe(isHeldBack ? '' : 'Write to me: anna@example.org');
      await mounted.unmount();
    }
    mounted = null;
  });
});

describe('keeping therapists', () => {
  const keeper = (): FakeEngine =>
    createFakeEngine(meOf('calmPear', { type: 'member', standing: { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => id === 'admin')) } }));

  it('F042: an application shows name and licence, is approved with a reason, and its kind goes along', async () => {
    const engine = keeper();
    const asked = { text: 'Grief.', atMs: 1, mayGrant: ALLOWED, mayDecline: ALLOWED, self: false, sharesChat: false };
    engine.house.known.applications = [
      { kind: 'clearance', name: 'mildPlum', licence: null, known: null, earlier: null, ...asked },
      { kind: 'therapist', name: 'annaM', licence: { ...LICENCE, legalName: 'Anna Soto' }, known: LICENCE, earlier: null, ...asked },
    ];
    mounted = await mount(<House params={{ part: 'applications' }} />, engine);
    expect(words()).toMatch(/@mildPlum asks to be cleared[^]*@annaM asks for another name or licence[^]*So far: Anna Müller · Germany · N-77[^]*From now on: Anna Soto/);
    await click(the('button', 'Approve: annaM'));
    await type('looked it up', the('textbox', /Why/));
    await click(the('button', 'Approve'));
    expect(engine.house.done).toEqual([['settleApplication', { kind: 'therapist', name: 'annaM', grant: true, reason: 'looked it up' }]]);
  });

  it('P42, P51, P59: what is not ours to decide asks why instead; who can be granted nothing now is still declined', async () => {
    const engine = keeper();
    const asked = { kind: 'therapist', text: 'Grief.', atMs: 1, self: false, sharesChat: false, licence: LICENCE, known: null, earlier: null } as const;
    engine.house.known.applications = [
      { ...asked, name: 'tallElm', mayGrant: denied('P42-from-above'), mayDecline: denied('P42-from-above') },
      { ...asked, name: 'nearOak', mayGrant: denied('P59-impartial'), mayDecline: denied('P59-impartial') },
      { ...asked, name: 'annaM', mayGrant: denied('P51-account-of-its-own'), mayDecline: ALLOWED },
    ];
    mounted = await mount(<House params={{ part: 'applications' }} />, engine);
    expect(all('button', /^(Approve|Decline): /).map((button) => button.getAttribute('aria-label'))).toEqual(['Decline: annaM']);
    expect(words()).toMatch(/decide about @tallElm\?[^]*Rule P42-from-above[^]*decide about @nearOak\?[^]*Rule P59-impartial[^]*say yes to @annaM\?[^]*Rule P51-account-of-its-own/);
  });

  it('P42, P52: of a therapist above nothing is offered, of one who is held no entry; each says why', async () => {
    const engine = keeper();
    const kept = { ...LICENCE, sinceMs: 1, self: false, entry: { untilMs: null }, listed: true };
    const no = denied('P42-from-above');
    engine.therapists.known.all = [
      { ...kept, name: 'annaM', mayGive: no, mayTake: no, mayEnd: no },
      { ...kept, name: 'carlS', mayGive: denied('P52-entries-for-therapists'), mayTake: ALLOWED, mayEnd: ALLOWED },
    ];
    mounted = await mount(<House params={{ part: 'therapists' }} />, engine);
    expect(all('button', /: (annaM|carlS)$/).map((button) => button.getAttribute('aria-label'))).toEqual(['Take the entry back: carlS', 'End the approval: carlS']);
    expect(words()).toMatch(/decide about @annaM\?[^]*Rule P42-from-above[^]*give @carlS an entry\?[^]*Rule P52-entries-for-therapists/);
  });

  it('F043: an entry is given until a day, taken back, and an approval ended, each with a reason', async () => {
    const engine = keeper();
    const kept = { ...LICENCE, sinceMs: 1, mayGive: ALLOWED, mayTake: ALLOWED, mayEnd: ALLOWED, self: false };
    engine.therapists.known.all = [{ ...kept, name: 'annaM', entry: null, listed: false }, { ...kept, name: 'carlS', entry: { untilMs: null }, listed: true }];
    mounted = await mount(<House params={{ part: 'therapists' }} />, engine);
    expect(words()).toMatch(/@annaM not listed[^]*@carlS listed/);
    expect(all('button', 'Take the entry back: annaM')).toEqual([]);
    await click(the('button', 'Give an entry: annaM'));
    await type('2001-01-01', the('textbox', /Until/));
    await type('paid for a year', the('textbox', /Why/));
    expect(the('button', 'Give it').hasAttribute('disabled')).toBe(true);
    await type('', the('textbox', /Until/));
    await click(the('button', 'Give it'));
    await click(the('button', 'Take the entry back: carlS'));
    await type('not renewed', the('textbox', /Why/));
    await click(the('button', 'Take it back'));
    await click(the('button', 'End the approval: carlS'));
    await type('the licence ended', the('textbox', /Why/));
    await click(the('button', 'End it'));
    expect(engine.therapists.done).toEqual([
      ['giveEntry', { name: 'annaM', untilMs: null, reason: 'paid for a year' }],
      ['takeEntry', { name: 'carlS', reason: 'not renewed' }],
      ['endTherapist', { name: 'carlS', reason: 'the licence ended' }],
    ]);
  });
});
