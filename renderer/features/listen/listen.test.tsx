import { afterEach, describe, expect, it, vi } from 'vitest';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { chatIdOf, meOf, person, requestOf } from '../chats/testing/people.ts';
import { all, click, press, spoken, tabTo, the, words } from '../chats/testing/person.ts';
import { ListenMark } from './ListenMark.tsx';
import { ListenPage } from './ListenPage.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const listener = (more: Parameters<typeof meOf>[1] = {}): FakeEngine =>
  createFakeEngine(meOf('warmOak', { type: 'listener', ...more }));
const enqueue = (engine: FakeEngine, ...names: string[]) => {
  const requests = names.map((name) => requestOf(person(name)));
  const now = engine.queues.adult.getSnapshot();
  engine.queues.adult.set({ ...now, requests: [...now.requests, ...requests] });
};

describe('the queue on screen', () => {
  it('says that nobody else waits while somebody waits for oneself in person', async () => {
    const engine = listener();
    mounted = await mount(<ListenPage />, engine);
    expect(words()).toContain('Nobody is waiting');
    await mounted.change(() => void engine.starts.add(startOf('calmPear')));
    expect(words()).toMatch(/@calmPear[^]*Nobody else is waiting/);
  });

  it('F153: shows topic if given and language if not English, and neither otherwise', async () => {
    const engine = listener();
    engine.queues.adult.set({
      ageGroup: 'adult',
      state: 'ready',
      requests: [requestOf(person('plainPear')), requestOf(person('richPlum'), { topic: 'grief', language: 'es' })],
    });
    mounted = await mount(<ListenPage />, engine);
    const [plain, rich] = [...document.querySelectorAll('li')].map((row) => row.textContent ?? '');
    expect(plain).not.toMatch(/Grief|English/);
    expect(rich).toMatch(/Grief and loss.*Spanish/);
    expect(rich).toContain('waiting less than a minute');
  });

  it('F152: taken by the keyboard alone, it leads to the chat', async () => {
    const engine = listener();
    enqueue(engine, 'calmPear');
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    await tabTo(the('button', 'Take this chat: @calmPear'));
    await press('Enter');
    expect(mounted.path()).toBe(`/chats/${chatIdOf('calmPear')}`);
  });

  it('F152: vanishes at once when another listener wins', async () => {
    const engine = listener();
    enqueue(engine, 'calmPear', 'mildPlum');
    mounted = await mount(<ListenPage />, engine);
    const [, second] = engine.queues.adult.getSnapshot().requests;
    await mounted.change(() => {
      engine.queues.adult.set({ ...engine.queues.adult.getSnapshot(), requests: second === undefined ? [] : [second] });
    });
    expect(all('button', /Take this chat/)).toHaveLength(1);
  });

  it.each([
    { code: 'denied', rule: 'P9-first-wins', retryAfterMs: null } as const,
    { code: 'not-found', rule: null, retryAfterMs: null } as const,
  ])('P9: losing the race is told kindly and is no alarm', async (failure) => {
    const engine = listener();
    enqueue(engine, 'calmPear');
    mounted = await mount(<ListenPage />, engine);
    engine.failNext(failure);
    await click(the('button', 'Take this chat: @calmPear'));
    expect(words()).toContain('@calmPear already has a listener');
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it('P10: another refusal says which rule', async () => {
    const engine = listener();
    enqueue(engine, 'calmPear');
    mounted = await mount(<ListenPage />, engine);
    engine.failNext({ code: 'denied', rule: 'P10-blocked', retryAfterMs: null });
    await click(the('button', 'Take this chat: @calmPear'));
    expect(words()).toContain('A block stands between the two of you');
  });

  it.each(['missing', 'outdated'] as const)('P24, F088: whose agreement is %s reads it first, and the chat is taken with the answer', async (listenerConsent) => {
    const engine = listener({ standing: { ...PLAIN_STANDING, listenerConsent } });
    enqueue(engine, 'calmPear');
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    await click(the('button', 'Take this chat: @calmPear'));
    expect(mounted.path()).toBe('/listen');
    expect(words()).toContain('Listener agreement');
    await click(the('checkbox', 'I am at least 15 years old.'));
    await click(the('checkbox', 'I agree to the listener agreement'));
    await click(the('button', 'Agree and go on'));
    await mounted.settle();
    expect(mounted.path()).toBe(`/chats/${chatIdOf('calmPear')}`);
  });

  it('F089: what waits already can be taken back while changed agreements are to be read first, and no queue is there', async () => {
    const engine = listener({ consent: 'outdated' });
    enqueue(engine, 'mildPlum');
    const start = engine.starts.add(startOf('calmPear', { kind: 'invitation', side: 'mine', text: 'Shall we talk?' }));
    mounted = await mount(<ListenPage />, engine);
    expect(words()).toContain('@calmPear');
    expect(words()).not.toContain('@mildPlum');
    await click(the('button', 'Take it back'));
    await mounted.settle();
    expect(engine.starts.asked.withdrawn).toEqual([start]);
  });

  it('F034: others find the way to learn it', async () => {
    mounted = await mount(<ListenPage />, createFakeEngine(meOf('calmPear')));
    expect(the('link', 'Learn to listen').getAttribute('href')).toBe('/learn');
  });

  it('P18: says why nothing can be taken, and what would change it', async () => {
    const engine = listener();
    for (const word of 'abcdefghjk') engine.addChat(word);
    enqueue(engine, 'calmPear');
    mounted = await mount(<ListenPage />, engine);
    expect(words()).toContain('Your hands are full');
    expect((the('button', 'Take this chat: @calmPear') as HTMLButtonElement).disabled).toBe(true);
  });

  it('tells politely who came, once, and nobody who was there before', async () => {
    const engine = listener();
    enqueue(engine, 'calmPear');
    mounted = await mount(<ListenPage />, engine);
    expect(spoken().join()).not.toContain('calmPear');
    await mounted.change(() => enqueue(engine, 'mildPlum'));
    expect(spoken()).toContain('@mildPlum is waiting to be heard');
    await mounted.change(() => enqueue(engine, 'softFern', 'warmElm'));
    expect(spoken()).toContain('2 more people are waiting to be heard');
  });

  it('teaches when nobody waits', async () => {
    mounted = await mount(<ListenPage />, listener());
    expect(words()).toContain('Nobody is waiting');
  });

  it('P8: a cleared adult listener sees both queues by name', async () => {
    mounted = await mount(<ListenPage />, listener({ clearedForTeens: true }));
    expect(all('heading', 'Teenagers, 13 to 17')).toHaveLength(1);
    expect(all('heading', 'Adults')).toHaveLength(1);
  });

  it('P7: others are told whose place this is', async () => {
    mounted = await mount(<ListenPage />, createFakeEngine(meOf('calmPear')));
    expect(words()).toContain('seen by listeners only');
  });

  it('P3: the questions come before the queue, which is not even opened', async () => {
    const engine = listener({ consent: 'missing' });
    mounted = await mount(<ListenPage />, engine);
    expect(engine.openHandles.queues).toBe(0);
    await click(the('button', 'Answer them now'));
    await click(the('button', 'Yes, I can say all three'));
    for (const tick of all('checkbox')) await click(tick);
    await click(the('button', 'Agree and go on'));
    expect(engine.openHandles.queues).toBe(1);
    expect(words()).toContain('Nobody is waiting');
  });

  it('closes the queue when the screen goes', async () => {
    const engine = listener();
    mounted = await mount(<ListenPage />, engine);
    expect(engine.openHandles.queues).toBe(1);
    await mounted.unmount();
    mounted = null;
    expect(engine.openHandles.queues).toBe(0);
  });
});

describe('the mark beside Listen', () => {
  it('counts those who wait, and calls without a name when the window is out of sight', async () => {
    const engine = listener();
    mounted = await mount(<ListenMark />, engine, { nowMs: () => 1_000 });
    expect(words()).toBe('');
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await mounted.change(() => enqueue(engine, 'calmPear'));
    await mounted.change(() => enqueue(engine, 'mildPlum'));
    expect(words()).toContain('2 people waiting');
    expect(mounted.notified).toEqual([
      { title: 'Somebody is waiting to be heard', body: '1 person in the queue', route: '/listen' },
    ]);
  });
});
