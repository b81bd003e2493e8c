import { afterEach, describe, expect, it, vi } from 'vitest';
import { About } from '../about/About.tsx';
import { chatIdOf, meOf } from '../chats/testing/people.ts';
import { listener, seeker, showChats } from '../chats/testing/chat-screen.tsx';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { all, click, the, words } from '../chats/testing/person.ts';
import { HelpNow } from '../help/HelpNow.tsx';
import { TeamPage } from './TeamPage.tsx';
import { TeamWatch } from './TeamWatch.tsx';

const CONTACT = 'safety@example.org';
const NAMED_NOBODY = 'has named no way to reach those who run it';
const NOT_YET = 'is not on this device yet';
let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  vi.restoreAllMocks();
});

const knowing = (engine: FakeEngine, contact: string | null): FakeEngine => {
  engine.house.team.set({ contact, tracks: [] });
  return engine;
};
const dialog = (): HTMLElement => document.querySelector<HTMLElement>('[role="dialog"]') ?? document.body;

describe('F193, F210: how those who run the place are reached', () => {
  it('stands on Our Team, to be copied, and opens nothing', async () => {
    mounted = await mount(<TeamPage />, knowing(listener(), CONTACT));
    expect(words()).toContain(CONTACT);
    expect(all('button', 'Copy')).toHaveLength(1);
    expect(all('link').filter((link) => /^(mailto|https?|tel):/.test(link.getAttribute('href') ?? ''))).toEqual([]);
    expect(words()).toContain('nothing is sent from here');
  });

  it('is said to be nobody where the operator named nobody, and to be unknown where no relay has said it', async () => {
    mounted = await mount(<TeamPage />, knowing(listener(), null));
    expect(words()).toContain(NAMED_NOBODY);
    await mounted.unmount();
    mounted = await mount(<TeamPage />, listener());
    expect(words()).toContain(NOT_YET);
    expect(words()).not.toContain(NAMED_NOBODY);
  });

  it('stands in About, and follows what the relay says', async () => {
    const engine = knowing(seeker(), null);
    mounted = await mount(<About />, engine);
    expect(words()).toContain(NAMED_NOBODY);
    await mounted.change(() => knowing(engine, CONTACT));
    expect(words()).toContain(CONTACT);
  });

  it('stands in Help now for whoever listens, and for nobody else', async () => {
    mounted = await mount(<HelpNow />, knowing(listener(), CONTACT));
    expect(words()).toContain('If you listen here');
    expect(words()).toContain(CONTACT);
    await mounted.unmount();
    mounted = await mount(<HelpNow />, knowing(seeker(), CONTACT));
    expect(words()).not.toContain(CONTACT);
  });

  it('is asked for once where a device does not know it, and never by a window that has no connection', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    engine.connection.set({ at: 'offline' });
    const asked = vi.spyOn(engine.house, 'readTeam');
    mounted = await mount(<TeamWatch />, engine);
    expect(asked).not.toHaveBeenCalled();
    await mounted.change(() => engine.connection.set({ at: 'online', keeps: true }));
    expect(asked).toHaveBeenCalledTimes(1);
    await mounted.change(() => knowing(engine, null));
    await mounted.change(() => engine.connection.set({ at: 'offline' }));
    await mounted.change(() => engine.connection.set({ at: 'online', keeps: true }));
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe('F193: telling those who run the place about a chat', () => {
  it('the menu of a chat shows how, for listener and seeker, with Help now first', async () => {
    for (const engine of [listener(), seeker()]) {
      engine.addChat('calmPear');
      mounted = await showChats(knowing(engine, CONTACT), `/chats/${chatIdOf('calmPear')}`);
      await click(the('button', 'More about this chat'));
      await click(the('menuitem', 'How to tell those who run this place'));
      expect(dialog().textContent).toContain(CONTACT);
      expect(dialog().textContent).toContain('Plain facts are enough');
      expect(the('link', 'Help now', dialog()).getAttribute('href')).toBe('/help');
      await mounted.unmount();
      mounted = null;
    }
  });

  it('promises no telling where nobody is named', async () => {
    const engine = knowing(listener(), null);
    engine.addChat('calmPear');
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    await click(the('button', 'More about this chat'));
    await click(the('menuitem', 'How to tell those who run this place'));
    expect(dialog().textContent).toContain(NAMED_NOBODY);
    expect(dialog().textContent).not.toContain('Plain facts are enough');
  });

  it('stands below a chat that ended, and below one that ended in a block', async () => {
    const engine = knowing(listener(), CONTACT);
    const chat = engine.addChat('calmPear');
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    for (const state of ['ended', 'blocked'] as const) {
      await mounted.change(() => chat.change({ card: { ...chat.view.getSnapshot().card, state, endedAtMs: 5 } }));
      await click(the('button', 'How to tell those who run this place'));
      expect(dialog().textContent).toContain(CONTACT);
      await click(all('button', 'Close', dialog()).at(-1) ?? dialog());
    }
  });
});
