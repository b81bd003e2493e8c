import { afterEach, describe, expect, it } from 'vitest';
import { box, listener, seeker, showChats } from './testing/chat-screen.tsx';
import { until } from './testing/page.ts';
import { cardOf, chatIdOf, person } from './testing/people.ts';
import { press, spoken, type, words } from './testing/person.ts';
import type { Mounted } from './testing/mount.tsx';

const HINT = 'This looks like a telephone number';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

describe('F077, G1: what leads outside, in a chat', () => {
  it('is told to the writer alone, read out politely, and holds up no sending', async () => {
    const engine = seeker();
    const chat = engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    mounted = await showChats(engine, `/chats/${chatIdOf('warmOak')}`);
    await type('Call me: +49 151 2345 6789', box('warmOak'));
    await until(() => words().includes(HINT));
    expect(spoken().some((text) => text.includes(HINT))).toBe(true);
    expect(words()).toContain('+49 151 2345 6789');
    box('warmOak').focus();
    await press('Enter');
    expect(chat.view.getSnapshot().lines.at(-1)?.entry).toMatchObject({ text: 'Call me: +49 151 2345 6789' });
    expect(words()).not.toContain(HINT);
  });

  it('is read out when the line is pasted whole: the region for it was there before', async () => {
    const engine = seeker();
    engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    mounted = await showChats(engine, `/chats/${chatIdOf('warmOak')}`);
    const before = new Set(document.querySelectorAll('[aria-live="polite"]'));
    await type('Call me: +49 151 2345 6789', box('warmOak'));
    await until(() => words().includes(HINT));
    const region = [...document.querySelectorAll('[aria-live="polite"]')].find((one) => (one.textContent ?? '').includes(HINT));
    expect(region !== undefined && before.has(region)).toBe(true);
  });

  it('F239: says a word about a full name, in a chat as well, and none about a first name or to a therapist', async () => {
    const engine = listener();
    const chat = engine.addChat('calmPear');
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    await type('Hi, I am Anna and I listen.', box('calmPear'));
    await mounted.settle();
    expect(words()).not.toContain('first and a last name');
    await type('Anna Miller, 34, from Leeds', box('calmPear'));
    await until(() => words().includes('first and a last name'));
    await mounted.change(() => engine.become({ type: 'therapist' }));
    expect(words()).not.toContain('first and a last name');
    await mounted.change(() => engine.become({ type: 'listener' }));
    box('calmPear').focus();
    await press('Enter');
    expect(chat.view.getSnapshot().lines.at(-1)?.entry).toMatchObject({ text: 'Anna Miller, 34, from Leeds' });
  });

  it('keeps still about ordinary lines and lines that help, and towards who is excepted', async () => {
    const engine = listener();
    engine.addChat('calmPear');
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    await type('I could not sleep for 3 nights. 116 123 answers at night.', box('calmPear'));
    await mounted.settle();
    expect(words()).not.toContain('looks like');
    await type('Find me on instagram: anna.pear77', box('calmPear'));
    await until(() => words().includes('a name on another service'));
    await mounted.change(() => engine.become({ type: 'therapist', entitlements: ['contact-details'] }));
    expect(words()).not.toContain('a name on another service');
  });
});
