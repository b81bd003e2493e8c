import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WaitingRequest } from '#shared/documents/inbox.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { cardOf, idOf, meOf, person } from '../chats/testing/people.ts';
import { all, click, press, spoken, tabTo, the, words } from '../chats/testing/person.ts';
import { TalkMark } from './TalkMark.tsx';
import { TalkPage } from './TalkPage.tsx';
import { TalkPart } from './WaitingCard.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const seeker = (): FakeEngine => createFakeEngine(meOf('calmPear1234'));
const place = (more: Partial<WaitingRequest> = {}): WaitingRequest => ({
  request: idOf('request'),
  sinceMs: Date.now() - 60_000,
  topic: null,
  language: 'en',
  place: 1,
  typicalWaitMs: null,
  ...more,
});

describe('asking for a chat', () => {
  it('F151 F153: by the keyboard alone, with a topic or without, in a language', async () => {
    const engine = seeker();
    mounted = await mount(<TalkPage />, engine);
    await tabTo(the('checkbox', 'Sleep'));
    await press(' ');
    await tabTo(the('button', 'Ask for a chat'));
    await press('Enter');
    expect(engine.asked.requests).toEqual([{ topic: 'sleep', language: 'en' }]);
    expect(words()).toContain('You are in the queue');
  });

  it('F153: the language is that of the screens at first', async () => {
    const engine = seeker();
    mounted = await mount(<TalkPage />, engine, { locale: 'es' });
    await click(the('button', 'Pedir un chat'));
    expect(engine.asked.requests).toEqual([{ topic: null, language: 'es' }]);
  });

  it.each([
    ['guest', 'adult', /listeners of your age group see your name @calmPear.*kind of your account, since when you wait.*Nothing else\./],
    ['member', 'adult', /listeners of your age group see your name @calmPear.*kind of your account, since when you wait.*they also see your page, and your picture/],
    ['member', 'teen', /and adults who are cleared.*kind of your account, since when you wait.*they also see your page, and your picture/],
  ] as const)('F091: says what listeners see of a %s (%s)', async (type, ageGroup, seen) => {
    mounted = await mount(<TalkPage />, createFakeEngine(meOf('calmPear', { type, ageGroup })));
    expect(words()).toMatch(seen);
    expect(words().includes('Nothing else.')).toBe(type === 'guest');
  });

  it.each([
    ['outdated', 'teen', /and adults who are cleared.*see your name @calmPear.*kind of your account/],
    ['missing', null, /for teenagers adults who are cleared to talk with them, see a random name.*that you are a guest/],
  ] as const)('F091: says what listeners see of a guest whose consent is %s (%s)', async (consent, ageGroup, seen) => {
    mounted = await mount(<TalkPage />, createFakeEngine(meOf('calmPear', { type: 'guest', ageGroup, consent })));
    expect(words()).toMatch(seen);
  });

  it('a topic can be taken back', async () => {
    const engine = seeker();
    mounted = await mount(<TalkPage />, engine);
    await click(the('checkbox', 'Sleep'));
    await click(the('checkbox', 'Sleep'));
    await click(the('button', 'Ask for a chat'));
    expect(engine.asked.requests[0]?.topic).toBeNull();
  });

  it('offline: says before and after that it needs the relay, and offers to connect', async () => {
    const engine = seeker();
    engine.connection.set({ at: 'offline' });
    mounted = await mount(<TalkPage />, engine);
    expect(words()).toContain('No connection just now');
    await click(the('button', 'Ask for a chat'));
    expect(words()).toContain('Your request was not sent');
    await click(the('button', 'Try to connect'));
    expect(engine.asked.reconnects).toBe(1);
  });

  it('P6: a refusal by a rule says why and what would change it', async () => {
    const engine = seeker();
    mounted = await mount(<TalkPage />, engine);
    engine.failNext({ code: 'denied', rule: 'P6-one-request', retryAfterMs: null });
    await click(the('button', 'Ask for a chat'));
    expect(words()).toContain('each person waits once at a time');
    expect(words()).toContain('Take the waiting request back');
  });

  it('F158: a message that waits is seen before the form, and before the ideas for the wait', async () => {
    const engine = seeker();
    engine.starts.add(startOf('warmOak', { kind: 'message', side: 'mine', text: 'On Sunday?', with: person('warmOak', 'listener') }));
    mounted = await mount(<TalkPage />, engine);
    expect(words()).toMatch(/Your message waits for @warmOak.*What is it about\?.*Ask for a chat/);
    await mounted.change(() => engine.waiting.set(place()));
    expect(words()).toMatch(/You are in the queue.*Your message waits for @warmOak.*While you wait/);
  });

  it('P5: a listener is told whose place this is', async () => {
    mounted = await mount(<TalkPage />, createFakeEngine(meOf('ear', { type: 'listener' })));
    expect(all('button', 'Ask for a chat')).toHaveLength(0);
    expect(words()).toContain("A listener's account asks other listeners only");
  });
});

describe('waiting', () => {
  it('F151: tells place, typical wait, and that the place is kept; the place is read out as it changes', async () => {
    const engine = seeker();
    engine.waiting.set(place({ place: 3, typicalWaitMs: 240_000, topic: 'grief', language: 'de' }));
    mounted = await mount(<TalkPage />, engine);
    expect(words()).toContain('2 people are before you');
    expect(words()).toContain('about 4 minutes');
    expect(words()).toContain('Grief and loss');
    expect(words()).toContain('German');
    expect(words()).toContain('Your place is kept');
    await mounted.change(() => engine.waiting.set(place()));
    expect(spoken()).toContain('You are next');
  });

  it('offline: the place is kept, and may be old', async () => {
    const engine = seeker();
    engine.waiting.set(place());
    engine.connection.set({ at: 'waiting', retryAtMs: 0 });
    mounted = await mount(<TalkPage />, engine);
    expect(words()).toContain('The relay keeps your place');
  });

  it('withdraws after a question', async () => {
    const engine = seeker();
    engine.waiting.set(place());
    mounted = await mount(<TalkPage />, engine);
    await click(the('button', 'Withdraw the request'));
    const dialog = document.querySelector('[role="dialog"]') ?? document;
    await click(the('button', 'Withdraw the request', dialog));
    expect(engine.asked.withdrawn).toEqual([idOf('request')]);
    expect(all('button', 'Ask for a chat')).toHaveLength(1);
  });

  it('leads to the chat when a listener came, and takes nobody there by force', async () => {
    const engine = seeker();
    engine.waiting.set(place());
    mounted = await mount(<TalkPage />, engine, { path: '/talk' });
    await mounted.change(() => {
      engine.waiting.set(null);
      engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    });
    expect(mounted.path()).toBe('/talk');
    expect(words()).toContain('@warmOak is here for you');
    expect(the('link', 'Go to the chat').getAttribute('href')).toMatch(/^\/chats\//);
    expect(all('button', 'Ask for a chat')).toHaveLength(0);
    await click(the('button', 'Ask for another chat'));
    expect(all('button', 'Ask for a chat')).toHaveLength(1);
  });

  it('calls when the window is out of sight, with no name in the call', async () => {
    const engine = seeker();
    mounted = await mount(<TalkMark />, engine);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await mounted.change(() => {
      engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    });
    expect(mounted.notified).toHaveLength(1);
    expect(JSON.stringify(mounted.notified)).not.toContain('warmOak"');
    expect(mounted.notified[0]?.route).toMatch(/^\/chats\/[a-z0-9]+$/);
  });

  it('shows on Home the place, then who came, then nothing once talk has begun', async () => {
    const engine = seeker();
    engine.waiting.set(place());
    mounted = await mount(<TalkPart />, engine);
    expect(the('link', 'See your place').getAttribute('href')).toBe('/talk');
    const [chat] = await mounted.change(() => [
      engine.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' })),
      engine.waiting.set(null),
    ]);
    expect(words()).toContain('@warmOak is here for you');
    await mounted.change(() => void chat.hear('hello'));
    expect(words()).not.toContain('is here for you');
  });
});
