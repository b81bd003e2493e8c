import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RELAY } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import type { FakeEngine } from '../chats/testing/fake-engine.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { cardOf, entryOf, person } from '../chats/testing/people.ts';
import { click, the, type } from '../chats/testing/person.ts';
import { ProfileScreen } from '../people/ProfileScreen.tsx';
import { StartsWatch } from './StartsWatch.tsx';
import { busy, member, page } from './testing/pages.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

describe('promise 2: words that nobody took up, on a device that was shut meanwhile', () => {
  const over = (start: string, name: string) => ({
    id: entryOf(RELAY), author: RELAY, at: 5, kind: 'start-over', start, what: 'message', with: person(name, 'listener'), topic: null, language: 'en', queued: false,
  } as const);
  const draftOf = async (engine: FakeEngine): Promise<string> => {
    const { draft, giveBack } = engine.drafts.open('message/warmOak');
    await mounted?.settle();
    const text = draft.text.getSnapshot() ?? '';
    giveBack();
    return text;
  };

  it('left here and shut before anything was heard: they are a draft at the next start, once', async () => {
    const engine = member();
    engine.profiles.profiles.push(page({ listener: { over35: false, hears: [], presence: busy } }));
    mounted = await mount(<ProfileScreen params={{ name: 'warmOak' }} />, engine, { path: '/@warmOak' });
    await click(the('button', 'Leave a message: @warmOak'));
    await type('Do you have time?', the('textbox', 'Your message'));
    await click(the('button', 'Leave the message'));
    const [start] = engine.starts.waiting.getSnapshot();
    await mounted?.unmount();
    engine.starts.remove(start?.start as never);
    engine.notices.set([over(start?.start ?? '', 'warmOak')]);
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    expect(await draftOf(engine)).toBe('Do you have time?');
    await mounted.unmount();
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    expect(await draftOf(engine)).toBe('Do you have time?');
  });

  it('seen waiting here: the same; and a message that became a chat leaves no copy behind', async () => {
    const engine = member();
    const start = engine.starts.add(startOf('warmOak', { kind: 'message', side: 'mine', text: 'Hello?', with: person('warmOak', 'listener') }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    const copies = () => engine.vault.collection('sent-words', z.unknown()).all();
    expect(await copies()).toHaveLength(1);
    await mounted.unmount();
    engine.starts.remove(start);
    const chat = engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker', openedAtMs: Date.now() }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    // Its card alone says nothing of the words: another door leads to them as well.
    expect([(await copies()).length, await draftOf(engine)]).toEqual([1, '']);
    await mounted.change(() => chat.write('Hello?', 'arrived'));
    expect([await copies(), await draftOf(engine), engine.openHandles.chats]).toEqual([[], '', 0]);
  });

  it('set aside while this was shut, and the same listener took a request of the queue: the card comes first, the news after it', async () => {
    const engine = member();
    const start = engine.starts.add(startOf('warmOak', { kind: 'message', side: 'mine', text: 'Hello?', with: person('warmOak', 'listener') }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    await mounted.unmount();
    engine.starts.remove(start);
    const chat = engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker', openedAtMs: Date.now() }));
    chat.write('Good evening', 'arrived');
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    await mounted.change(() => engine.notices.set([over(start, 'warmOak')]));
    expect([await draftOf(engine), engine.openHandles.chats]).toEqual(['Hello?', 0]);
  });

  it('F158: never heard of again, it is a draft once the relay has nothing to tell any more', async () => {
    const engine = member();
    const start = engine.starts.add(startOf('warmOak', { kind: 'message', side: 'mine', text: 'Hello?', with: person('warmOak', 'listener') }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    await mounted.unmount();
    engine.starts.remove(start);
    const later = Date.now() + START.messageKeptMs + START.settledKeptMs;
    mounted = await mount(<StartsWatch />, engine, { path: '/notes', nowMs: () => later });
    expect(await draftOf(engine)).toBe('Hello?');
  });
});
