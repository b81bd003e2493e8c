import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PresenceShown } from '#shared/people/presence-shown.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { UNKNOWN_NAME } from '#shared/people/unknown.ts';
import { NowProvider } from '../../ui/now.tsx';
import { ChatPane } from '../chats/ChatPane.tsx';
import type { FakeEngine } from '../chats/testing/fake-engine.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { cardOf, chatIdOf, person } from '../chats/testing/people.ts';
import { all, words } from '../chats/testing/person.ts';
import { MyStarts } from '../starts/MyStarts.tsx';
import { here, listener, member, page } from '../starts/testing/pages.ts';
import { BreakLine } from './BreakLine.tsx';

const BACK_MS = Date.UTC(2027, 2, 3, 12);
const away: PresenceShown = { status: 'offline', personalRequests: false, noChats: false, onBreak: { untilMs: BACK_MS, note: 'Walking by the sea.' } };
const pageOf = (presence: PresenceShown, more: Partial<ProfileView> = {}): ProfileView => page({ listener: { over35: false, hears: ['adult'], presence }, ...more });

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const inChat = async (engine: FakeEngine, nowMs = Date.UTC(2026, 10, 22)): Promise<void> => {
  engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
  mounted = await mount(<ChatPane chat={chatIdOf('warmOak')} active />, engine, { nowMs: () => nowMs });
};

describe('F165: where one writes to somebody who says that they are on a break', () => {
  it('stands until when, and in their words, above the composer', async () => {
    const engine = member();
    engine.profiles.profiles.push(pageOf(away));
    await inChat(engine);
    expect(words()).toMatch(/@warmOak is on a break until March 3, 2027\. ?They say: Walking by the sea\./);
    const line = [...document.querySelectorAll('p')].find(({ textContent }) => textContent?.includes('on a break'));
    const box = all('textbox', /Message to @warmOak/)[0];
    expect(line !== undefined && box !== undefined && (line.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0).toBe(true);
  });

  it('without a day or words it says what there is', async () => {
    const engine = member();
    engine.profiles.profiles.push(pageOf({ ...away, onBreak: { untilMs: null, note: '' } }));
    await inChat(engine);
    expect(words()).toContain('@warmOak is on a break.');
    expect(words()).not.toContain('They say');
  });

  it('a therapist\'s, too', async () => {
    const engine = member();
    const therapist = { legalName: 'Anna Miller', country: 'DE', region: '', listed: true, hears: ['adult' as const], presence: away };
    engine.profiles.profiles.push(page({ type: 'therapist', listener: null, therapist }));
    mounted = await mount(<BreakLine person={person('warmOak', 'therapist')} />, engine);
    expect(words()).toContain('@warmOak is on a break until');
  });

  it('stands on a message that waits for them', async () => {
    const engine = member();
    engine.profiles.profiles.push(pageOf(away));
    engine.starts.add(startOf('warmOak', { kind: 'message', side: 'mine', text: 'Are you there?', with: person('warmOak', 'listener') }));
    mounted = await mount(<MyStarts kind="message" />, engine);
    expect(words()).toMatch(/Are you there\?[^]*@warmOak is on a break until March 3, 2027/);
  });

  it('goes when they are back, and comes when they go, while somebody looks on', async () => {
    const engine = member();
    engine.profiles.profiles.push(pageOf(here));
    const ticks: (() => void)[] = [];
    let nowMs = Date.UTC(2026, 10, 22);
    const timers = { monotonicMs: () => 0, after: () => ({ cancel: () => undefined }), every: (_: number, tick: () => void) => (ticks.push(tick), { cancel: () => undefined }) };
    mounted = await mount(
      <NowProvider clock={{ nowMs: () => nowMs }} timers={timers}>
        <BreakLine person={person('warmOak', 'listener')} />
      </NowProvider>,
      engine,
    );
    expect(words()).toBe('');
    for (const [presence, said] of [[away, true], [here, false]] as const) {
      engine.profiles.profiles.splice(0, 1, pageOf(presence));
      nowMs += 10 * 60_000;
      await mounted.change(() => ticks.forEach((tick) => tick()));
      expect(words().includes('on a break')).toBe(said);
    }
  });
});

describe('F164: it says what the page says to everybody, and nothing else', () => {
  it.each([['online', here], ['busy', { ...here, status: 'busy', personalRequests: false }], ['offline', { ...here, status: 'offline', personalRequests: false }]] as const)(
    'nothing of somebody who is %s', async (_, presence) => {
      const engine = member();
      engine.profiles.profiles.push(pageOf(presence));
      await inChat(engine);
      expect(words()).not.toContain('on a break');
    });

  it('nothing of a hidden break: neither of who was known by name, nor of what this device saw before', async () => {
    const engine = member();
    vi.spyOn(engine.profiles, 'readKept').mockResolvedValue({ value: pageOf(away), seenAtMs: 1 });
    await inChat(engine);
    expect(words()).not.toContain('on a break');
    await mounted?.unmount();
    const read = vi.spyOn(engine.profiles, 'read');
    mounted = await mount(<BreakLine person={person(UNKNOWN_NAME, 'listener')} />, engine);
    expect(words()).toBe('');
    expect(read).not.toHaveBeenCalled();
  });

  it('nothing of a day that is past, where there is no network to ask', async () => {
    const engine = member();
    engine.connection.set({ at: 'offline' });
    vi.spyOn(engine.profiles, 'readKept').mockResolvedValue({ value: pageOf(away), seenAtMs: 1 });
    await inChat(engine, BACK_MS - 1);
    expect(words()).toContain('on a break until');
    await mounted?.unmount();
    await inChat(engine, BACK_MS);
    expect(words()).not.toContain('on a break');
  });

  it('a listener asks of no member and no guest: their chats show nothing of who is here', async () => {
    const engine = listener();
    const read = vi.spyOn(engine.profiles, 'read');
    for (const type of ['member', 'guest'] as const) {
      mounted = await mount(<BreakLine person={person('calmPear', type)} />, engine);
      await mounted.unmount();
    }
    mounted = null;
    expect(read).not.toHaveBeenCalled();
  });
});
