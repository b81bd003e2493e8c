import { afterEach, describe, expect, it, vi } from 'vitest';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { cardOf, person } from '../chats/testing/people.ts';
import { all, click, spoken, the, type, words } from '../chats/testing/person.ts';
import { AfterChat } from '../chats/AfterChat.tsx';
import { ListenPage } from '../listen/ListenPage.tsx';
import { PeopleScreen } from '../people/PeopleScreen.tsx';
import { ProfileScreen } from '../people/ProfileScreen.tsx';
import { StartsWatch } from './StartsWatch.tsx';
import { busy, card, here, listener, page } from './testing/pages.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const dialog = (): HTMLElement => document.querySelector<HTMLElement>('[role="dialog"]') ?? document.body;
const other = person('mildPlum', 'listener');

describe('F036: a listener asks another', () => {
  it('from the directory: one is not in it as somebody to ask, the queue is not offered, and one waits on Listen', async () => {
    const engine = listener();
    engine.profiles.listeners.push(card('warmOak', here), card('mildPlum', here));
    mounted = await mount(<PeopleScreen />, engine, { path: '/people' });
    expect(all('button', /Chat now: @/).map((one) => one.getAttribute('aria-label'))).toEqual(['Chat now: @mildPlum']);
    await click(the('button', 'Chat now: @mildPlum'));
    expect(all('checkbox', /If nothing comes of it/)).toHaveLength(0);
    expect(words()).toContain('leave out who it was, and what would tell them');
    await click(the('button', 'Ask them', dialog()));
    expect(engine.starts.asked.asks).toEqual([{ to: 'mildPlum', topic: null, language: 'en', thenQueue: false }]);
    expect(mounted.path()).toBe('/listen');
  });

  it('leaves words on the page of one who is busy', async () => {
    const engine = listener();
    engine.profiles.profiles.push(page({ name: 'mildPlum', listener: { over35: false, hears: ['adult'], presence: busy } }));
    mounted = await mount(<ProfileScreen params={{ name: 'mildPlum' }} />, engine, { path: '/@mildPlum' });
    await click(the('button', 'Leave a message: @mildPlum'));
    expect(words()).toContain('leave out who it was, and what would tell them');
    await type('A hard chat today.', the('textbox', 'Your message'));
    await click(the('button', 'Leave the message'));
    expect(engine.starts.asked.messages).toMatchObject([{ to: 'mildPlum', text: 'A hard chat today.' }]);
  });

  it('what waits stands on Listen, to be taken back, and nobody is told to ask everybody', async () => {
    const engine = listener();
    engine.starts.add(startOf('mildPlum', { side: 'mine', with: other }));
    engine.starts.add(startOf('calmElm', { side: 'mine', kind: 'message', text: 'Hello.', with: person('calmElm', 'listener') }));
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    expect(words()).toContain('You asked @mildPlum');
    expect(words()).toContain('Your message waits for @calmElm');
    expect(all('button', 'Take it back')).toHaveLength(2);
    expect(all('button', 'Ask whoever is free')).toHaveLength(0);
  });

  it('their yes is called aloud, and stands on Listen with the way to the chat', async () => {
    const engine = listener();
    const start = engine.starts.add(startOf('mildPlum', { side: 'mine', with: other, sinceMs: 500 }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    expect(spoken().join(' ')).not.toContain('@mildPlum is here for you');
    await mounted.change(() => {
      engine.starts.remove(start);
      engine.addChat('mildPlum', cardOf(other, { role: 'seeker' }));
    });
    expect(spoken().join(' ')).toContain('@mildPlum is here for you');
    await mounted.unmount();
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    expect(the('link', 'Go to the chat').getAttribute('href')).toMatch(/^\/chats\//);
  });

  it('is not called heard where it came to nothing, and the same two have a chat the other way round', async () => {
    const engine = listener();
    const start = engine.starts.add(startOf('mildPlum', { side: 'mine', with: other, sinceMs: 500 }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    await mounted.change(() => {
      engine.starts.remove(start);
      engine.addChat('mildPlum', cardOf(other, { role: 'listener' }));
    });
    expect(spoken().join(' ')).not.toContain('is here for you');
  });

  it('below such a chat the way leads to Listen, and to them once more', async () => {
    const engine = listener();
    engine.profiles.profiles.push(page({ name: 'mildPlum' }));
    const chat = engine.addChat('mildPlum', cardOf(other, { role: 'seeker', state: 'ended', endedAtMs: 2_000 }));
    mounted = await mount(<AfterChat view={chat.view.getSnapshot()} />, engine, { path: '/chats' });
    expect(the('link', 'See who is waiting').getAttribute('href')).toBe('/listen');
    expect(all('button', 'Chat now: @mildPlum')).toHaveLength(1);
    expect(words()).not.toContain('No more first words');
  });
});
