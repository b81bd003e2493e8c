import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RELAY } from '#shared/ids.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import type { FakeEngine } from '../chats/testing/fake-engine.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { until } from '../chats/testing/page.ts';
import { entryOf, idOf, person } from '../chats/testing/people.ts';
import { all, click, press, tabTo, the, type, words } from '../chats/testing/person.ts';
import { PeopleScreen } from '../people/PeopleScreen.tsx';
import { ProfileScreen } from '../people/ProfileScreen.tsx';
import { TalkPage } from '../talk/TalkPage.tsx';
import { StartNews } from './StartNews.tsx';
import { StartsWatch } from './StartsWatch.tsx';
import { busy, card, here, member, page } from './testing/pages.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const profileOf = async (engine: FakeEngine, view: ProfileView): Promise<void> => {
  engine.profiles.profiles.push(view);
  mounted = await mount(<ProfileScreen params={{ name: view.name }} />, engine, { path: `/@${view.name}` });
};
const dialog = (): HTMLElement => document.querySelector<HTMLElement>('[role="dialog"]') ?? document.body;

describe('asking one listener who is free (F157)', () => {
  it('from the directory, by the keyboard: topic, language, and then one waits on Talk', async () => {
    const engine = member();
    engine.profiles.listeners.push(card('warmOak', here), card('mildPlum', busy));
    mounted = await mount(<PeopleScreen />, engine, { path: '/people' });
    expect(all('button', /Leave a message: @/)).toHaveLength(1);
    await tabTo(the('button', 'Chat now: @warmOak'));
    await press('Enter');
    expect(words()).toContain('have 10 minutes to answer');
    expect(words()).not.toContain('leave out who it was');
    await click(the('checkbox', /If nothing comes of it/));
    await click(the('button', 'Ask them', dialog()));
    expect(engine.starts.asked.asks).toEqual([{ to: 'warmOak', topic: null, language: 'en', thenQueue: true }]);
    expect(mounted.path()).toBe('/talk');
  });

  it.each([
    ['guest', /kind of your account, since when you wait.*Nothing else\./],
    ['member', /kind of your account, since when you wait.*they also see your page, and your picture if you chose one/],
  ] as const)('F091: says before the asking what they see of a %s', async (kind, seen) => {
    await profileOf(member({ type: kind }), page());
    await click(the('button', 'Chat now: @warmOak'));
    expect(words()).toMatch(seen);
    expect(words().includes('Nothing else.')).toBe(kind === 'guest');
  });

  it('P37: their status changed a moment ago: kindly, with a message or everybody else instead', async () => {
    const engine = member();
    await profileOf(engine, page());
    await click(the('button', 'Chat now: @warmOak'));
    engine.failNext({ code: 'denied', rule: 'P37-not-free', retryAfterMs: null });
    await click(the('button', 'Ask them'));
    expect(words()).toContain('They were not asked');
    await click(the('button', 'Leave a message', dialog()));
    expect(all('textbox', 'Your message')).toHaveLength(1);
  });

  it('WCAG 2.4.3: the sheet begins at its heading, or in its box, and never at the way out', async () => {
    await profileOf(member(), page());
    await click(the('button', 'Chat now: @warmOak'));
    await until(() => document.activeElement?.textContent === 'Ask @warmOak');
    await mounted?.unmount();
    await profileOf(member(), page({ listener: { over35: false, hears: [], presence: busy } }));
    await click(the('button', 'Leave a message: @warmOak'));
    await until(() => document.activeElement === the('textbox', 'Your message'));
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('P3: the questions come before the first word', async () => {
    const engine = member({ consent: 'missing', ageGroup: null });
    await profileOf(engine, page({ mayAsk: { allowed: false, rule: 'P3-consent', remedy: 'consent' } }));
    await click(the('button', 'Chat now: @warmOak'));
    expect(words()).toContain('18');
    expect(all('button', 'Ask them')).toHaveLength(0);
  });

  it('promise 4: a missing button says why, and leads to what waits', async () => {
    await profileOf(member(), page({ mayAsk: { allowed: false, rule: 'P6-one-request', remedy: 'withdraw-first' } }));
    expect(words()).toMatch(/You cannot ask them in person just now\. Why\?/);
    expect(the('link', 'See what waits').getAttribute('href')).toBe('/talk');
  });

  it('F165: on a break there are no chat buttons, and the note stands there', async () => {
    await profileOf(member(), page({ listener: { over35: false, hears: [], presence: { ...busy, status: 'offline', onBreak: { untilMs: null, note: 'Back in spring' } } } }));
    expect(words()).toContain('Back in spring');
    expect(all('button', /Chat now|Leave a message/)).toHaveLength(0);
  });
});

describe('waiting for one listener', () => {
  it('a calm card in place of the form; two presses take it back once', async () => {
    const engine = member();
    const start = engine.starts.add(startOf('warmOak', { side: 'mine', with: person('warmOak', 'listener') }));
    mounted = await mount(<TalkPage />, engine, { path: '/talk' });
    expect(words()).toMatch(/You asked @warmOak ?They have until/);
    expect(all('button', 'Ask for a chat')).toHaveLength(0);
    const back = the('button', 'Take it back');
    act(() => back.click());
    act(() => back.click());
    await mounted.settle();
    expect(engine.starts.asked.withdrawn).toEqual([start]);
    expect(all('button', 'Ask for a chat')).toHaveLength(1);
  });

  it('P6: asking everybody takes the ask back first, with its topic and language', async () => {
    const engine = member();
    engine.starts.add(startOf('warmOak', { side: 'mine', topic: 'grief', language: 'es' }));
    mounted = await mount(<TalkPage />, engine, { path: '/talk' });
    await click(the('button', 'Ask whoever is free'));
    expect(engine.starts.asked.withdrawn).toHaveLength(1);
    expect(engine.asked.requests).toEqual([{ topic: 'grief', language: 'es' }]);
  });

  it('not now: kind words, everybody in one tap with topic and language kept, and it can be put away', async () => {
    const engine = member();
    const over = { id: entryOf(RELAY), author: RELAY, at: 5, kind: 'start-over', start: idOf('gone'), what: 'ask', with: person('warmOak', 'listener'), topic: 'sleep', language: 'de', queued: false } as const;
    engine.notices.set([over]);
    mounted = await mount(<TalkPage />, engine, { path: '/talk' });
    expect(words()).toMatch(/@warmOak cannot talk just now.*says nothing about you/);
    await click(the('button', 'Ask whoever is free'));
    expect(engine.asked.requests).toEqual([{ topic: 'sleep', language: 'de' }]);
    await mounted.unmount();
    engine.waiting.set(null);
    mounted = await mount(<TalkPage />, engine, { path: '/talk' });
    await click(the('button', 'Close'));
    expect(words()).not.toContain('cannot talk just now');
  });
});

describe('leaving a message (F158)', () => {
  it('F077: warns while one writes, and sends nothing that leads outside', async () => {
    const engine = member();
    await profileOf(engine, page({ listener: { over35: false, hears: [], presence: busy } }));
    await click(the('button', 'Leave a message: @warmOak'));
    await type('Write to anna@example.org', the('textbox', 'Your message'));
    expect(words()).toContain('looks like an e-mail address');
    await click(the('button', 'Leave the message'));
    expect(words()).toContain('Take out what leads outside, then send');
    await type('Do you have time next week?', the('textbox', 'Your message'));
    expect(words()).toContain(`${(2_000 - 27).toString()} characters left`);
    await click(the('button', 'Leave the message'));
    expect(engine.starts.asked.messages).toEqual([{ to: 'warmOak', topic: null, language: 'en', text: 'Do you have time next week?' }]);
    expect(words()).toContain('Your message waits for @warmOak');
  });

  it('F229: without a network it says so, and the words are there again when one comes back', async () => {
    const engine = member();
    engine.connection.set({ at: 'offline' });
    engine.profiles.readKept = async () => ({ value: page({ listener: { over35: false, hears: [], presence: busy } }), seenAtMs: 1 });
    await profileOf(engine, page());
    await click(the('button', 'Leave a message: @warmOak'));
    await type('Do you have time?', the('textbox', 'Your message'));
    expect(words()).toContain('Your words are kept on this device');
    await click(the('button', 'Leave the message'));
    expect(words()).toContain('Your words were not sent; they are kept here');
    await mounted?.unmount();
    mounted = await mount(<ProfileScreen params={{ name: 'warmOak' }} />, engine);
    await click(the('button', 'Leave a message: @warmOak'));
    expect((the('textbox', 'Your message') as HTMLTextAreaElement).value).toBe('Do you have time?');
  });

  it('taken back, the words are in their box again', async () => {
    const engine = member();
    engine.starts.add(startOf('warmOak', { kind: 'message', side: 'mine', text: 'Do you have time?', with: person('warmOak', 'listener') }));
    await profileOf(engine, page());
    expect(words()).toContain('Your message waits for @warmOak');
    expect(all('button', /Chat now/)).toHaveLength(0);
    await click(the('button', 'Take it back'));
    await click(the('button', 'Chat now: @warmOak'));
    await click(all('button', 'Close')[0] as HTMLElement);
    const { draft, giveBack } = engine.drafts.open('message/warmOak');
    await mounted?.settle();
    expect(draft.text.getSnapshot()).toBe('Do you have time?');
    giveBack();
  });

  it('F164, promise 2: also when nobody is told whom it was for any more; and only a device that has the words says so', async () => {
    const engine = member();
    const unknown = person('unknown', 'listener');
    const start = engine.starts.add(startOf('unknown', { kind: 'message', side: 'mine', text: 'Hello?', with: unknown }));
    const over = { id: entryOf(RELAY), author: RELAY, at: 5, kind: 'start-over', start, what: 'message', with: unknown, topic: null, language: 'en', queued: false } as const;
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    await mounted.change(() => {
      engine.starts.remove(start);
      engine.notices.set([over]);
    });
    const { draft, giveBack } = engine.drafts.open(`words/${start}`);
    await mounted.settle();
    expect(draft.text.getSnapshot()).toBe('Hello?');
    giveBack();
    await mounted.unmount();
    mounted = await mount(<StartNews />, engine, { path: '/talk' });
    expect(words()).toContain('Your words are back among your drafts, on this device.');
    await mounted.unmount();
    const elsewhere = member();
    mounted = await mount(<StartNews />, elsewhere, { path: '/talk' });
    await mounted.change(() => elsewhere.notices.set([over]));
    expect(words()).toContain('Its words are not among the drafts here');
    expect(all('link', 'To your drafts')).toHaveLength(0);
  });

  it('promise 2: a message that nobody took up is a draft again', async () => {
    const engine = member();
    const start = engine.starts.add(startOf('warmOak', { kind: 'message', side: 'mine', text: 'Hello?', with: person('warmOak', 'listener') }));
    mounted = await mount(<StartsWatch />, engine, { path: '/notes' });
    await mounted.change(() => {
      engine.starts.remove(start);
      engine.notices.set([{ id: entryOf(RELAY), author: RELAY, at: 5, kind: 'start-over', start, what: 'message', with: person('warmOak', 'listener'), topic: null, language: 'en', queued: false }]);
    });
    const { draft, giveBack } = engine.drafts.open('message/warmOak');
    await mounted.settle();
    expect(draft.text.getSnapshot()).toBe('Hello?');
    giveBack();
  });
});

it('both languages: the words of the sheet stand in Spanish as well', async () => {
  const engine = member();
  engine.profiles.profiles.push(page());
  mounted = await mount(<ProfileScreen params={{ name: 'warmOak' }} />, engine, { locale: 'es' });
  await click(the('button', 'Chatear ahora: @warmOak'));
  expect(words()).toContain('tiene 10 minutos para responder');
});
