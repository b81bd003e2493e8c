import { afterEach, describe, expect, it, vi } from 'vitest';
import { Route } from 'wouter';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { NO_THERAPIST } from '../chats/testing/fake-therapists.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { until } from '../chats/testing/page.ts';
import { all, click, the, words } from '../chats/testing/person.ts';
import { You } from './You.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const open = async (engine: FakeEngine, path: string): Promise<void> => {
  mounted = await mount(<Route path="/you/:part?">{(params) => <You params={params} />}</Route>, engine, { path });
};
const member = (more: Parameters<typeof meOf>[1] = {}): FakeEngine => createFakeEngine(meOf('calmPear', { type: 'member', ...more }));

/** What of the relay was asked, by the names of the commands. */
function asking(engine: FakeEngine): () => string[] {
  const spies = [
    vi.spyOn(engine.keys, 'readRecovery'),
    vi.spyOn(engine, 'listDevices'),
    vi.spyOn(engine.profiles, 'readOwn'),
    vi.spyOn(engine.pictures, 'readOwn'),
    vi.spyOn(engine.house, 'readOwnAge'),
    vi.spyOn(engine.house, 'readClearance'),
    vi.spyOn(engine.therapists, 'readOwn'),
  ];
  const names = ['recovery', 'devices', 'profile', 'picture', 'age', 'clearance', 'therapist'];
  return () => names.filter((_, at) => (spies[at]?.mock.calls.length ?? 0) > 0);
}

describe('"You", a page for each kind of question', () => {
  it.each([
    ['/you', ['recovery']],
    ['/you/profile', ['profile', 'picture']],
    ['/you/devices', ['devices']],
    ['/you/passphrase', ['devices']],
    ['/you/standing', ['age', 'therapist']],
  ])('%s asks the relay for what stands on it and no more', async (path, wanted) => {
    const engine = member();
    const asked = asking(engine);
    await open(engine, path);
    expect(asked()).toEqual(wanted);
  });

  it('F027: who becomes a member reads in the form that a picture can be added, and then has the way to it beside their name', async () => {
    await open(createFakeEngine(meOf('calmPear')), '/you');
    expect(all('link', 'Choose your picture')).toHaveLength(0);
    await click(the('button', 'Choose a password'));
    expect(words()).toContain('A picture of your own can be added afterwards.');
    await mounted?.unmount();
    await open(member(), '/you');
    await click(the('link', 'Choose your picture'));
    expect(words()).toContain('two letters and a colour');
  });

  it('each page is one press away, and says which one it is', async () => {
    await open(member(), '/you');
    for (const [name, path, text] of [
      ['How you are shown', '/you/profile', 'two letters and a colour'],
      ['Devices', '/you/devices', 'Look and language'],
      ['Standing and applications', '/you/standing', 'You are noted as 18 or older'],
      ['Your account', '/you', 'Delete the account'],
    ] as const) {
      await click(the('link', name));
      expect(mounted?.path()).toBe(path);
      expect(words()).toContain(text);
      expect(the('link', name).getAttribute('aria-current')).toBe('page');
      expect(document.querySelectorAll('[aria-current]')).toHaveLength(1);
    }
  });

  it('an address within a page comes down at its part, where reading goes on', async () => {
    await open(member(), '/you/age');
    await until(() => document.activeElement?.textContent === 'Your age group');
    await mounted?.go('/you/passphrase');
    await until(() => document.activeElement?.textContent === 'How this device keeps your words');
    expect(document.activeElement?.tagName).toBe('H2');
  });

  it.each(['/you', '/you/profile', '/you/standing', '/you/therapist'])('F082: on %s a new member is asked the three questions once at most', async (path) => {
    const engine = member({ consent: 'missing', ageGroup: null });
    engine.therapists.known.own = { ...NO_THERAPIST, mayApply: { allowed: false, rule: 'P3-consent', remedy: 'consent' } };
    await open(engine, path);
    expect(all('button', 'Answer them now').length).toBe(path === '/you/profile' || path === '/you/therapist' ? 1 : 0);
  });

  it('F103: who is stopped reads it on the first page, and says their side on the one it leads to', async () => {
    await open(member({ banned: true }), '/you');
    expect(words()).toContain('Your account is paused');
    await click(the('link', 'Say your side'));
    expect(mounted?.path()).toBe('/you/standing');
    expect(all('textbox', /Your side/)).toHaveLength(1);
  });

  it('F015: of a guest who has met nobody nothing is noted', async () => {
    await open(createFakeEngine(meOf('calmPear1234', { ageGroup: null, consent: 'missing' })), '/you/standing');
    expect(words()).toContain('Nothing is noted about you');
  });

  it('without a network it says which part shows itself later', async () => {
    const engine = member();
    engine.connection.set({ at: 'offline' });
    await open(engine, '/you/standing');
    expect(words()).toContain('shows itself when you are online');
    expect(words()).toContain('You are noted as 18 or older');
  });

  it('P60, P61: a guest misses a name to change and a password, and can ask why; a member has both', async () => {
    await open(createFakeEngine(meOf('calmPear1234')), '/you');
    expect(words()).toMatch(/Why can I not change my name\?[^]*Rule P60-guests-keep-names[^]*Why have I no password and no recovery code\?[^]*Rule P61-needs-password/);
    await mounted?.unmount();
    await open(member(), '/you');
    expect(words()).not.toMatch(/Rule P6[01]/);
  });

  it('P51: a guest or a listener who came to apply as a therapist reads why they cannot', async () => {
    const came = [[meOf('calmPear1234', { ageGroup: null, consent: 'missing' }), 'become-member'], [meOf('warmOak', { type: 'listener' }), 'none']] as const;
    for (const [me, remedy] of came) {
      const engine = createFakeEngine(me);
      engine.therapists.known.own = { ...NO_THERAPIST, mayApply: { allowed: false, rule: 'P51-account-of-its-own', remedy } };
      await open(engine, '/you/therapist');
      expect(words()).toMatch(/Why can I not apply here\?[^]*Rule P51-account-of-its-own/);
      await mounted?.unmount();
    }
    mounted = null;
  });

  it('P46: a teen who listens reads why there is nothing to be cleared for', async () => {
    await open(createFakeEngine(meOf('warmOak', { type: 'listener', ageGroup: 'teen' })), '/you/standing');
    expect(words()).toMatch(/Chats with teenagers[^]*Why can I not ask to be cleared\?[^]*Rule P46-adult-listeners/);
  });

  it('P31: a guest has no profile, and can ask why in a whole sentence', async () => {
    await open(createFakeEngine(meOf('calmPear1234')), '/you/profile');
    expect(words()).toContain('Why have guests no profile?');
  });
});
