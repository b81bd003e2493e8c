import { afterEach, describe, expect, it } from 'vitest';
import type { Me } from '#shared/api/schemas.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import type { TherapistCard } from '#shared/people/therapist.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, words } from '../chats/testing/person.ts';
import { ListenPage } from '../listen/ListenPage.tsx';
import { PeopleScreen } from '../people/PeopleScreen.tsx';
import { ProfileScreen } from '../people/ProfileScreen.tsx';
import { TherapistsScreen } from './TherapistsScreen.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const card = (name: string, more: Partial<TherapistCard> = {}): TherapistCard => ({
  name, legalName: 'Anna Müller', country: 'DE', region: '', topics: ['grief'], languages: ['de'], ...more,
});
const member = (more: Partial<Me> = {}): FakeEngine => createFakeEngine(meOf('calmPear', { type: 'member', ...more }));

describe('F043: chats with therapists', () => {
  const here = { status: 'online', personalRequests: true, noChats: false, onBreak: null } as const;
  const view = (more: Partial<NonNullable<ProfileView['therapist']>> = {}): ProfileView => ({
    name: 'annaM', type: 'therapist', bio: '', topics: [], languages: [], sinceMonth: '2026-01', listener: null, mayStart: null,
    mayAsk: { allowed: true }, mayMessage: { allowed: true },
    therapist: { legalName: 'Anna Müller', country: 'DE', region: '', listed: true, hears: ['adult'], presence: here, ...more },
  });
  const profileOf = async (engine: FakeEngine, shown: ProfileView): Promise<void> => {
    engine.profiles.profiles.push(shown);
    mounted = await mount(<ProfileScreen params={{ name: 'annaM' }} />, engine, { path: '/@annaM' });
  };

  it('a page says whether they are here and whom they talk with; before the first word one reads what to expect, and when it was reviewed', async () => {
    const engine = member();
    await profileOf(engine, view());
    expect(words()).toMatch(/Online[^]*for adults/);
    expect(words()).not.toContain('ask for payment');
    await click(the('button', 'Chat now: @annaM'));
    expect(words()).toMatch(/under their legal name[^]*may ask for payment[^]*outside of Samovar[^]*not an emergency service[^]*Help now[^]*Last reviewed on November 22, 2026/);
    await click(the('button', 'Ask them'));
    expect(engine.starts.asked.asks).toMatchObject([{ to: 'annaM' }]);
  });

  it('busy: a message, with the same words before it; with listeners they are not there', async () => {
    const engine = member();
    await profileOf(engine, view({ presence: { ...here, status: 'busy', personalRequests: false } }));
    await click(the('button', 'Leave a message: @annaM'));
    expect(words()).toContain('may ask for payment');
    await mounted?.unmount();
    const other = member();
    other.profiles.listeners.push({ name: 'warmOak', topics: [], languages: [], over35: false, hears: ['adult'], presence: here });
    mounted = await mount(<PeopleScreen />, other, { path: '/people' });
    await click(the('button', 'Chat now: @warmOak'));
    expect(words()).not.toContain('payment');
  });

  it('P53, promise 4: without an entry the page says why there is no button', async () => {
    await profileOf(member(), view({ listed: false, presence: null }));
    expect(all('button', /Chat now|Leave a message/)).toEqual([]);
    expect(words()).toMatch(/You cannot leave them a message just now[^]*while they stand in the directory of therapists/);
  });

  it('P8: a teenager reads that the two are kept apart', async () => {
    const apart = { allowed: false, rule: 'P8-age-groups-apart', remedy: 'none' } as const;
    await profileOf(member({ ageGroup: 'teen' }), { ...view(), mayAsk: apart, mayMessage: apart });
    expect(all('button', /Chat now|Leave a message/)).toEqual([]);
    expect(words()).toMatch(/cannot ask them in person[^]*kept apart/);
  });

  it('in the directory the way stands in the row; not by what was seen before', async () => {
    const engine = member();
    engine.therapists.listed.push(card('annaM', { presence: here, hears: ['adult'] }), card('carlS', { presence: null }));
    mounted = await mount(<TherapistsScreen />, engine);
    expect(all('button', /Chat now: @|Leave a message: @/)).toHaveLength(1);
    await click(the('button', 'Chat now: @annaM'));
    expect(words()).toContain('may ask for payment');
    await mounted.unmount();
    const away = member();
    away.therapists.seen.push({ value: card('annaM', { presence: here }), seenAtMs: 1 });
    away.connection.set({ at: 'offline' });
    mounted = await mount(<TherapistsScreen />, away);
    expect(all('button', /Chat now: @/)).toEqual([]);
  });

  it('F159: a therapist says how they are here, and takes what waits; no queue, no listener agreement', async () => {
    const engine = createFakeEngine(meOf('annaM', { type: 'therapist' }));
    const start = engine.starts.add(startOf('calmPear', { kind: 'message', text: 'Do you have time?' }));
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    expect(words()).toMatch(/Who asks for you[^]*How you are here now[^]*Do you have time\?/);
    await click(the('radio', /Busy/));
    await click(the('button', 'Take it up: @calmPear'));
    expect(engine.starts.asked.accepted).toEqual([start]);
    expect(mounted.path()).toMatch(/^\/chats\//);
  });
});
