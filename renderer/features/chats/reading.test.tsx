import { afterEach, describe, expect, it, vi } from 'vitest';
import { RecentChats } from './RecentChats.tsx';
import { box, listener, pane, seeker, showChats } from './testing/chat-screen.tsx';
import type { FakeEngine } from './testing/fake-engine.ts';
import { mount, type Mounted } from './testing/mount.tsx';
import { cardOf, chatIdOf, person } from './testing/people.ts';
import { SPELL_MS } from './use-writing-said.ts';
import { all, press, spoken, tabTo, the, type, words } from './testing/person.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const show = async (...how: Parameters<typeof showChats>): Promise<Mounted> => (mounted = await showChats(...how));

const WIDE = 1_440;

describe('reading', () => {
  it('reads out new words of the chat in use only, and says "seen" of that one only', async () => {
    const engine = listener();
    const used = engine.addChat('calmPear', cardOf(person('calmPear'), { openedAtMs: 1 }));
    const other = engine.addChat('mildPlum', cardOf(person('mildPlum'), { openedAtMs: 2 }));
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`, { widthPx: WIDE });
    await page.change(() => void used.hear('to you'));
    await page.change(() => void other.hear('elsewhere'));
    expect(spoken()).toContain('@calmPear: to you');
    expect(spoken().join()).not.toContain('elsewhere');
    expect(used.summary().unread).toBe(0);
    expect(other.summary().unread).toBe(1);
  });

  it('reads out that somebody writes once for each spell of writing, and in the chat in use only', async () => {
    const engine = listener();
    const used = engine.addChat('calmPear', cardOf(person('calmPear'), { openedAtMs: 1 }));
    const other = engine.addChat('mildPlum', cardOf(person('mildPlum'), { openedAtMs: 2 }));
    let nowMs = 1_000_000;
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`, { widthPx: WIDE, nowMs: () => nowMs });
    const writes = async (otherTyping: boolean, afterMs = 0): Promise<boolean> => {
      nowMs += afterMs;
      await page.change(() => used.change({ otherTyping }));
      return spoken().includes('@calmPear is writing');
    };
    await page.change(() => other.change({ otherTyping: true }));
    expect(spoken().join()).not.toContain('is writing');
    expect(await writes(true)).toBe(true);
    expect(await writes(false, 60_000)).toBe(false);
    // Somebody who stops to think writes on.
    expect([await writes(true, SPELL_MS - 1), await writes(false, 5_000)]).toEqual([false, false]);
    expect(await writes(true, SPELL_MS)).toBe(true);
    expect(await writes(false)).toBe(false);
  });

  it('promise 2: words that were not sent are read out once, with the reason; that all went well is not, and can be read', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    const ids = ['one', 'two'].map((text) => chat.write(text, 'device'));
    await page.change(() => chat.move(['device'], 'relay'));
    await page.change(() => chat.move(['relay'], 'seen'));
    expect(spoken().join()).not.toMatch(/seen|relay/i);
    expect(the('region', /Chat with/).textContent).toMatch(/one.*two.*seen/);
    await page.change(() => ids.forEach((id) => chat.refuse(id, 'too-fast', null)));
    expect(spoken().join(' ').match(/This was not sent/g)).toHaveLength(1);
    expect(spoken().join(' ')).toContain('Many messages came at once');
  });

  it('offers what a long chat holds before its first line, only where there is more (W21)', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await page.change(() => void chat.hear('the first one here'));
    expect(words()).not.toContain('Show earlier messages');
    await page.change(() => chat.change({ hasEarlier: true }));
    expect(words()).toContain('Show earlier messages');
    await tabTo(the('button', 'Show earlier messages'));
    await press('Enter');
    expect(words()).not.toContain('Show earlier messages');
  });

  it('F171: says what makes a counted chat, and in one with another listener, which counts for nothing, no word (F036)', async () => {
    const engine = listener();
    engine.addChat('calmPear', cardOf(person('calmPear', 'member')));
    engine.addChat('mildPlum', cardOf(person('mildPlum', 'listener')));
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    expect(words()).toContain('0 of the 30 messages that make a counted chat, with 5 at least of each');
    await page.unmount();
    await show(engine, `/chats/${chatIdOf('mildPlum')}`);
    expect(words()).toContain('@mildPlum');
    expect(words()).not.toContain('counted chat');
  });

  it('says nothing was seen while the window is not looked at, and counts it in the title', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    document.hasFocus = () => false;
    await page.change(() => window.dispatchEvent(new Event('blur')));
    await page.change(() => void chat.hear('are you there'));
    expect(chat.summary().unread).toBe(1);
    expect(document.title).toBe('(1) Chats · Samovar');
    expect(words()).toContain('New since you looked');
    document.hasFocus = () => true;
    await page.change(() => window.dispatchEvent(new Event('focus')));
    expect(chat.summary().unread).toBe(0);
    expect(document.title).toBe('Chats · Samovar');
    expect(words()).toContain('New since you looked');
    await type('yes');
    await press('Enter');
    expect(words()).not.toContain('New since you looked');
  });

  it('calls about words that came out of sight, once a chat, with no words in it', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, '/chats');
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await page.change(() => void chat.hear('a secret'));
    await page.change(() => void chat.hear('another'));
    expect(page.notified).toHaveLength(1);
    expect(JSON.stringify(page.notified)).not.toMatch(/secret|@/);
  });

  it('shows who is writing without moving anything', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    const before = pane('calmPear').querySelectorAll('*').length;
    await page.change(() => chat.change({ otherTyping: true }));
    expect(words()).toContain('@calmPear is writing');
    expect(pane('calmPear').querySelectorAll('*').length).toBe(before);
  });
});

describe('the desk', () => {
  const four = (engine: FakeEngine): void =>
    ['calmPear', 'mildPlum', 'softFern', 'warmElm'].forEach((name, index) =>
      void engine.addChat(name, cardOf(person(name), { openedAtMs: index })),
    );

  it('holds all open chats side by side, and Alt and a digit jump to one', async () => {
    const engine = listener();
    four(engine);
    const page = await show(engine, '/chats', { widthPx: WIDE });
    expect(all('region', /^Chat with @/)).toHaveLength(4);
    await press('2', { altKey: true, code: 'Digit2' });
    expect(page.path()).toBe(`/chats/${chatIdOf('mildPlum')}`);
    expect(document.activeElement).toBe(box('mildPlum'));
  });

  it('turns to the chat that gets the focus', async () => {
    const engine = listener();
    four(engine);
    const page = await show(engine, '/chats', { widthPx: WIDE });
    await tabTo(box('softFern'));
    expect(page.path()).toBe(`/chats/${chatIdOf('softFern')}`);
    expect(pane('softFern').dataset['active']).toBe('true');
  });

  it('one at a time where it is narrow, with the way back', async () => {
    const engine = listener();
    four(engine);
    const page = await show(engine, '/chats');
    expect(all('region', /^Chat with @/)).toHaveLength(0);
    await page.go(`/chats/${chatIdOf('warmElm')}`);
    expect(all('region', /^Chat with @/)).toHaveLength(1);
    expect(the('link', 'All chats').getAttribute('href')).toBe('/chats');
  });

  it('opens each chat once and closes all of them', async () => {
    const engine = listener();
    four(engine);
    const page = await show(engine, '/chats', { widthPx: WIDE });
    expect(engine.openHandles.chats).toBe(4);
    await page.go('/elsewhere');
    expect(engine.openHandles.chats).toBe(0);
  });

  it('D5: counts to thirty for the listener, quietly', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    for (let count = 0; count < 12; count += 1) chat.hear('one more');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    expect(words()).toContain('12 of the 30 messages');
    await page.change(() => {
      for (let count = 0; count < 18; count += 1) chat.hear('one more');
    });
    expect(words()).toContain('30 messages reached');
  });
});

describe('the list', () => {
  it('tells what is new, who writes, and what waits to be sent', async () => {
    const engine = listener();
    const one = engine.addChat('calmPear');
    one.hear('hello');
    engine.addChat('mildPlum').change({ otherTyping: true });
    engine.addChat('softFern').write('on the train', 'device');
    await show(engine, '/chats');
    expect(words()).toMatch(/@calmPear.*hello.*1 new message/);
    expect(words()).toMatch(/@mildPlum.*is writing/);
    expect(words()).toContain('1 message waits on this device');
  });

  it('teaches where chats come from', async () => {
    const page = await show(seeker(), '/chats');
    expect(the('link', 'Ask for a chat').getAttribute('href')).toBe('/talk');
    await page.unmount();
    mounted = null;
    await show(listener(), '/chats');
    expect(the('link', 'See who is waiting').getAttribute('href')).toBe('/listen');
  });

  it('on Home shows the newest four and the way to all', async () => {
    const engine = listener();
    for (const word of 'abcde') engine.addChat(word);
    mounted = await mount(<RecentChats />, engine);
    expect(all('link', /^@/)).toHaveLength(4);
    expect(the('link', 'All chats').getAttribute('href')).toBe('/chats');
  });
});
