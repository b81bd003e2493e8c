import { afterEach, describe, expect, it, vi } from 'vitest';
import { Route } from 'wouter';
import { TEXT } from '#shared/limits.ts';
import { ChatsMark } from './ChatsMark.tsx';
import { ChatsScreen } from './ChatsScreen.tsx';
import { RecentChats } from './RecentChats.tsx';
import { createFakeEngine, type FakeEngine } from './testing/fake-engine.ts';
import { mount, type Mounted, type MountOptions } from './testing/mount.tsx';
import { cardOf, chatIdOf, meOf, person } from './testing/people.ts';
import { all, click, press, spoken, tabTo, the, type, words } from './testing/person.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const WIDE = 1_440;
const listener = (): FakeEngine => createFakeEngine(meOf('warmOak', { type: 'listener' }));
const seeker = (): FakeEngine => createFakeEngine(meOf('calmPear1234'));
const show = async (engine: FakeEngine, path: string, options: MountOptions = {}): Promise<Mounted> => {
  mounted = await mount(
    <>
      <ChatsMark />
      <Route path="/chats/:chat?">{(params) => <ChatsScreen params={params} />}</Route>
    </>,
    engine,
    { path, ...options },
  );
  return mounted;
};
const pane = (name: string) => the('region', `Chat with @${name}`);
const box = (name: string) => the('textbox', `Message to @${name}`) as HTMLTextAreaElement;

describe('writing', () => {
  it('Enter sends, Shift+Enter does not, and nothing blank goes out', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    await show(engine, `/chats/${chatIdOf('calmPear')}`);
    expect(document.activeElement).toBe(box('calmPear'));
    await press('Enter');
    await type('hello there');
    await press('Enter', { shiftKey: true });
    expect(chat.view.getSnapshot().messages).toBe(0);
    await press('Enter');
    expect(chat.view.getSnapshot().lines.at(-1)?.entry).toMatchObject({ text: 'hello there' });
    expect(box('calmPear').value).toBe('');
  });

  it('Enter belongs to a word that is being composed', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await type('こん');
    await press('Enter', { isComposing: true });
    expect(chat.view.getSnapshot().messages).toBe(0);
  });

  it('keeps the draft as typed, and a chat that is left and opened again has it', async () => {
    const engine = listener();
    engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await type('half a thou');
    await page.go('/chats');
    await page.go(`/chats/${chatIdOf('calmPear')}`);
    expect(box('calmPear').value).toBe('half a thou');
  });

  it('F2: when the disk says no, the words come back and it is told', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    await show(engine, `/chats/${chatIdOf('calmPear')}`);
    chat.diskFull = true;
    await type('do not lose me');
    await press('Enter');
    expect(box('calmPear').value).toBe('do not lose me');
    expect(words()).toContain('could not keep the message');
  });

  it('shows the count only near the limit, and does not send over it', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await type('a'.repeat(TEXT.maxMessageLength + 3));
    expect(words()).toContain('3 characters too many');
    await press('Enter');
    expect(chat.view.getSnapshot().messages).toBe(0);
    await type('a'.repeat(TEXT.maxMessageLength - 1));
    expect(words()).toContain('1 character left');
    await type('short');
    expect(words()).not.toContain('character');
  });
});

describe('honest states (DESIGN promise 2)', () => {
  it('offline: the composer works and the line waits on this device; then relay, delivered, seen', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    engine.connection.set({ at: 'offline' });
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await type('written on a train');
    await press('Enter');
    expect(words()).toContain('waits on this device');
    await page.change(() => engine.connection.set({ at: 'online' }));
    await page.change(() => chat.move(['device'], 'relay'));
    expect(words()).toContain('at the relay');
    await page.change(() => chat.move(['relay'], 'delivered'));
    expect(words()).toContain('delivered');
    await page.change(() => chat.move(['delivered'], 'seen'));
    expect(words()).toContain('seen');
  });

  it('refused words come back with the reason: edit puts them in the box before what was typed', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    const id = chat.write('too quick', 'device');
    await page.change(() => chat.refuse(id, 'too-fast', null));
    expect(words()).toContain('This was not sent');
    expect(words()).toContain('Many messages came at once');
    await type('and more');
    await click(the('button', 'Edit'));
    expect(box('calmPear').value).toBe('too quick\nand more');
    expect(words()).not.toContain('This was not sent');
  });

  it('refused words can be sent again as they are, by the keyboard', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    const id = chat.write('again please', 'device');
    await page.change(() => chat.refuse(id, 'stale', null));
    await tabTo(the('button', 'Send again'));
    await press('Enter');
    expect(chat.view.getSnapshot().refused).toHaveLength(0);
    expect(chat.view.getSnapshot().lines.at(-1)?.entry).toMatchObject({ text: 'again please' });
  });

  it('refused words are let go only after a question', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    const id = chat.write('never mind', 'device');
    await page.change(() => chat.refuse(id, 'denied', 'P13-chat-closed'));
    expect(words()).toContain('This chat has ended, so nothing more can be written in it');
    await click(the('button', 'Let it go'));
    expect(chat.view.getSnapshot().refused).toHaveLength(1);
    await click(the('button', 'Let it go', document.querySelector('[role="dialog"]') ?? document));
    expect(chat.view.getSnapshot().refused).toHaveLength(0);
  });
});

describe('rules in words (DESIGN promise 4)', () => {
  it('P3: an outdated consent is said where one would write, and the draft stays', async () => {
    const engine = seeker();
    const chat = engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    chat.draft.set('unfinished');
    engine.become({ consent: 'outdated' });
    await show(engine, `/chats/${chatIdOf('warmOak')}`);
    expect(words()).toContain('Before talking to somebody');
    expect(words()).toContain('unfinished');
    await click(the('button', 'Answer the questions'));
    await click(the('button', 'Yes, I can say all three'));
    for (const tick of all('checkbox')) await click(tick);
    await click(the('button', 'Agree and go on'));
    expect(box('warmOak').value).toBe('unfinished');
  });

  it('P2: a banned account reads and is told why it cannot write', async () => {
    const engine = seeker();
    const chat = engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    chat.hear('hello');
    engine.become({ banned: true });
    await show(engine, `/chats/${chatIdOf('warmOak')}`);
    expect(words()).toContain('hello');
    expect(words()).toContain('has been paused');
    expect(all('textbox')).toHaveLength(0);
  });
});

describe('ending and blocking', () => {
  it('P15 F102: ends after a question, tells what becomes of the words, and where help is', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    chat.hear('thank you');
    await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await click(the('button', 'More about this chat'));
    await click(the('menuitem', 'End the chat'));
    await click(the('button', 'End the chat', document.querySelector('[role="dialog"]') ?? document));
    expect(chat.view.getSnapshot().card.state).toBe('ended');
    expect(words()).toContain('Thank you for listening');
    expect(words()).toContain('erased at the relay and on both devices');
    expect(the('link', 'Help now').getAttribute('href')).toBe('/help');
    expect(all('textbox')).toHaveLength(0);
  });

  it('F102: a listener blocks, knowing what it does; offline it is not done and says so', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await click(the('button', 'More about this chat'));
    await click(the('menuitem', 'Block this person'));
    expect(words()).toContain('is told only that the chat has ended');
    engine.failNext({ code: 'offline' });
    await click(the('button', 'Block'));
    expect(words()).toContain('The block could not be set');
    expect(chat.view.getSnapshot().card.state).toBe('open');
    await click(the('button', 'Block'));
    expect(chat.view.getSnapshot().card.state).toBe('blocked');
    expect(words()).toContain('You blocked @calmPear');
  });

  it('P15: a seeker is offered the end and no block', async () => {
    const engine = seeker();
    engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    await show(engine, `/chats/${chatIdOf('warmOak')}`);
    await click(the('button', 'More about this chat'));
    expect(all('menuitem').map((item) => item.textContent)).toEqual(['End the chat']);
  });

  it('what was typed when the chat ended is kept to copy', async () => {
    const engine = seeker();
    const chat = engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    const page = await show(engine, `/chats/${chatIdOf('warmOak')}`);
    await type('I was about to say');
    await page.change(() => chat.change({ card: { ...chat.view.getSnapshot().card, state: 'ended', endedAtMs: 5 } }));
    expect(words()).toContain('Your unsent words');
    expect(words()).toContain('I was about to say');
  });
});

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

  it('says nothing was seen while the window is not looked at, and counts it in the title', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    document.hasFocus = () => false;
    await page.change(() => window.dispatchEvent(new Event('blur')));
    await page.change(() => void chat.hear('are you there'));
    expect(chat.summary().unread).toBe(1);
    expect(document.title).toBe('(1) Chat with @calmPear · Samovar');
    expect(words()).toContain('New since you looked');
    document.hasFocus = () => true;
    await page.change(() => window.dispatchEvent(new Event('focus')));
    expect(chat.summary().unread).toBe(0);
    expect(document.title).toBe('Chat with @calmPear · Samovar');
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
    const before = document.querySelectorAll('*').length;
    await page.change(() => chat.change({ otherTyping: true }));
    expect(words()).toContain('@calmPear is writing');
    expect(document.querySelectorAll('*').length).toBe(before);
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
