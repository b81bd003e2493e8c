import { afterEach, describe, expect, it, vi } from 'vitest';
import { RELAY } from '#shared/ids.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { cardOf, chatIdOf, entryOf, idOf, person } from '../chats/testing/people.ts';
import { all, click, press, spoken, tabTo, the, type, words } from '../chats/testing/person.ts';
import { AfterChat } from '../chats/AfterChat.tsx';
import { ListenPage } from '../listen/ListenPage.tsx';
import { AuthorName } from '../people/AuthorName.tsx';
import { ProfileScreen } from '../people/ProfileScreen.tsx';
import { TalkPage } from '../talk/TalkPage.tsx';
import { StartsWatch } from './StartsWatch.tsx';
import { listener, member, memberPage } from './testing/pages.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const dialog = (): HTMLElement => document.querySelector<HTMLElement>('[role="dialog"]') ?? document.body;

describe('what waits for a listener', () => {
  it('F157: an ask is taken by the keyboard alone, and leads to the chat', async () => {
    const engine = listener();
    engine.starts.add(startOf('calmPear', { topic: 'grief', language: 'es' }));
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    expect(words()).toMatch(/For you in person[^]*@calmPear[^]*Grief and loss[^]*Spanish/);
    await tabTo(the('button', 'Take this chat: @calmPear'));
    await press('Enter');
    expect(mounted.path()).toBe(`/chats/${chatIdOf('calmPear')}`);
  });

  it.each([
    { code: 'denied', rule: 'P9-first-wins', retryAfterMs: null } as const,
    { code: 'not-found', rule: null, retryAfterMs: null } as const,
  ])('P9: one that was taken back a moment ago is no alarm', async (failure) => {
    const engine = listener();
    engine.starts.add(startOf('calmPear'));
    mounted = await mount(<ListenPage />, engine);
    engine.failNext(failure);
    await click(the('button', 'Take this chat: @calmPear'));
    expect(words()).toContain('This is over already');
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it('P24: the agreement comes first, and the chat is taken with the answer', async () => {
    const engine = listener({ standing: { ...PLAIN_STANDING, listenerConsent: 'missing' } });
    engine.starts.add(startOf('calmPear'));
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    await click(the('button', 'Take this chat: @calmPear'));
    expect(mounted.path()).toBe('/listen');
    await click(the('checkbox', 'I am at least 15 years old.'));
    await click(the('checkbox', 'I agree to the listener agreement'));
    await click(the('button', 'Agree and go on'));
    expect(mounted.path()).toBe(`/chats/${chatIdOf('calmPear')}`);
  });

  it('F158: a message is read, and set aside after a question', async () => {
    const engine = listener();
    const start = engine.starts.add(startOf('calmPear', { kind: 'message', text: 'Do you have time?' }));
    mounted = await mount(<ListenPage />, engine);
    expect(words()).toContain('Do you have time?');
    await click(the('button', 'Set aside: @calmPear'));
    expect(engine.starts.asked.declined).toEqual([]);
    await click(the('button', 'Set aside', dialog()));
    expect(engine.starts.asked.declined).toEqual([start]);
  });

  it('P18: with full hands the button is out of use, and says why', async () => {
    const engine = listener();
    for (const word of 'abcdefghjk') engine.addChat(word);
    engine.starts.add(startOf('calmPear'));
    mounted = await mount(<ListenPage />, engine);
    expect((the('button', 'Take this chat: @calmPear') as HTMLButtonElement).disabled).toBe(true);
  });

  it('is called by name on the page and without one by the system, once, and not for who was there before', async () => {
    const engine = listener();
    engine.starts.add(startOf('mildPlum'));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    expect(spoken().join()).not.toContain('mildPlum');
    await mounted.change(() => engine.starts.add(startOf('calmPear')));
    expect(spoken().join()).toContain('@calmPear asks for you in person');
    await mounted.change(() => engine.starts.add(startOf('softFern', { kind: 'message', text: 'x' })));
    expect(mounted.notified).toEqual([{ title: 'Somebody asks for you in person', body: 'Open Samovar to read and answer.', route: '/listen' }]);
  });
});

describe('a listener writes first (F030, F154–F156, F237)', () => {
  it('from a member\'s page; what waits can be taken back on Listen', async () => {
    const engine = listener();
    engine.profiles.profiles.push(memberPage());
    mounted = await mount(<ProfileScreen params={{ name: 'calmPear' }} />, engine);
    await click(the('button', 'Write first: @calmPear'));
    await type('How have you been?', the('textbox', 'Your first words'));
    await click(the('button', 'Send your words'));
    expect(engine.starts.asked.invitations).toEqual([{ to: 'calmPear', language: 'en', text: 'How have you been?' }]);
    await mounted?.unmount();
    mounted = await mount(<ListenPage />, engine);
    expect(words()).toContain('Your words wait for @calmPear');
  });

  it('the member reads them, and opens the chat or does not', async () => {
    const engine = member();
    engine.starts.add(startOf('warmOak', { kind: 'invitation', text: 'How have you been?', with: person('warmOak', 'listener') }));
    mounted = await mount(<TalkPage />, engine, { path: '/talk' });
    expect(words()).toMatch(/@warmOak[^]*How have you been\?/);
    await click(the('button', 'Open the chat: @warmOak'));
    expect(mounted.path()).toBe(`/chats/${chatIdOf('warmOak')}`);
  });

  it('F155: set aside, with or without "no more from this listener"', async () => {
    for (const noMore of [false, true]) {
      const engine = member();
      const start = engine.starts.add(startOf('warmOak', { kind: 'invitation', text: 'How have you been?', with: person('warmOak', 'listener') }));
      mounted = await mount(<TalkPage />, engine, { path: '/talk' });
      await click(the('button', 'Not now: @warmOak'));
      if (noMore) await click(the('checkbox', 'And no more first words from this listener', dialog()));
      await click(the('button', 'Not now', dialog()));
      expect([engine.starts.asked.declined, engine.starts.asked.refused]).toEqual(noMore ? [[], [start]] : [[start], []]);
      await mounted.unmount();
    }
  });

  it('F155: below an ended chat, a member wants no more first words of its listener', async () => {
    const engine = member();
    const chat = engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { state: 'ended', endedAtMs: 2, role: 'seeker' }));
    mounted = await mount(<AfterChat view={chat.view.getSnapshot()} />, engine);
    await click(the('button', 'No more first words from this listener'));
    expect(engine.starts.asked.refused).toEqual([]);
    await click(the('button', 'No more first words', dialog()));
    expect(engine.starts.asked.refused).toEqual([chatIdOf('warmOak')]);
    expect(words()).toContain('@warmOak reaches you with first words no more');
  });

  it('the listener hears that it was opened, or kindly that it was not, each once', async () => {
    const engine = listener();
    const calm = person('calmPear', 'member');
    const start = engine.starts.add(startOf('calmPear', { kind: 'invitation', side: 'mine', text: 'Hello', with: calm }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await mounted.change(() => engine.starts.remove(start));
    await mounted.change(() => void engine.addChat('calmPear', cardOf(calm, { openedAtMs: Date.now() })));
    expect(spoken().join()).toContain('@calmPear opened the chat you offered');
    const over = { id: entryOf(RELAY), author: RELAY, at: 5, kind: 'start-over', start: idOf('gone'), what: 'invitation', with: person('mildPlum', 'member'), topic: null, language: 'en', queued: false } as const;
    await mounted.change(() => engine.notices.set([over]));
    expect(spoken().join()).toContain('No chat came of your words to @mildPlum');
    expect(mounted.notified.map(({ title }) => title)).toEqual(['Somebody opened the chat you offered', 'There is an answer for you']);
    await mounted.unmount();
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    expect(mounted.notified).toEqual([]);
  });

  it('F237: below an ended chat, "write again" where it is allowed, and the rule where it is not (promise 4)', async () => {
    for (const [allowed, found] of [[true, 1], [false, 0]] as const) {
      const engine = listener();
      engine.profiles.profiles.push(memberPage({ mayStart: allowed ? { allowed } : { allowed, rule: 'P39-invited-once', remedy: 'wait' } }));
      const chat = engine.addChat('calmPear', cardOf(person('calmPear', 'member'), { state: 'ended', endedAtMs: 2 }));
      mounted = await mount(<AfterChat view={chat.view.getSnapshot()} />, engine);
      expect(all('button', 'Write again: @calmPear')).toHaveLength(found);
      expect(words().includes('Why?')).toBe(!allowed);
      expect(words().includes('Rule P39-invited-once')).toBe(!allowed);
      await mounted.unmount();
    }
  });

  it('F156: on an author\'s name; a guest\'s is a name alone', async () => {
    const engine = listener();
    engine.profiles.profiles.push(memberPage());
    mounted = await mount(
      <>
        <AuthorName person={person('calmPear', 'member')} />
        <AuthorName person={person('paleFox', 'guest')} />
      </>,
      engine,
    );
    expect(all('button')).toHaveLength(1);
    await click(the('button', '@calmPear'));
    await mounted.settle();
    expect(the('link', 'See their page').getAttribute('href')).toBe('/@calmPear');
    await click(the('button', 'Write first: @calmPear'));
    expect(all('textbox', 'Your first words')).toHaveLength(1);
  });
});
