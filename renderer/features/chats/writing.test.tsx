import { afterEach, describe, expect, it, vi } from 'vitest';
import { TEXT } from '#shared/limits.ts';
import { box, listener, seeker, showChats } from './testing/chat-screen.tsx';
import type { Mounted } from './testing/mount.tsx';
import { cardOf, chatIdOf, person } from './testing/people.ts';
import { all, click, press, tabTo, the, type, words } from './testing/person.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const show = async (...how: Parameters<typeof showChats>): Promise<Mounted> => (mounted = await showChats(...how));

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
    await page.change(() => engine.connection.set({ at: 'online', keeps: true }));
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
    const id = chat.write('too quick', 'device');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
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
    const id = chat.write('again please', 'device');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
    await page.change(() => chat.refuse(id, 'stale', null));
    await tabTo(the('button', 'Send again'));
    await press('Enter');
    expect(chat.view.getSnapshot().refused).toHaveLength(0);
    expect(chat.view.getSnapshot().lines.at(-1)?.entry).toMatchObject({ text: 'again please' });
  });

  it('refused words are let go only after a question', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    const id = chat.write('never mind', 'device');
    const page = await show(engine, `/chats/${chatIdOf('calmPear')}`);
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

  it('P15: a seeker is offered the end and no block, and is told why who asks', async () => {
    const engine = seeker();
    engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    await show(engine, `/chats/${chatIdOf('warmOak')}`);
    await click(the('button', 'More about this chat'));
    const [end, why, ...more] = all('menuitem').map((item) => item.textContent ?? '');
    expect([end, more]).toEqual(['End the chat', ['How to tell those who run this place']]);
    await click(the('menuitem', why));
    expect(words()).toContain('Rule P15-listener-blocks');
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
