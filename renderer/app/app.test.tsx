import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meOf } from '../features/chats/testing/people.ts';
import { createFakeEngine, type FakeEngine } from '../features/chats/testing/fake-engine.ts';
import { preparePage, settle } from '../features/chats/testing/page.ts';
import { all, click, the, type, words } from '../features/chats/testing/person.ts';
import { webClock, webRandom, webTimers } from '../host/web-ports.ts';
import { createI18n } from '../i18n/i18n.ts';
import { NowProvider } from '../ui/now.tsx';
import { createVaultBench, newVault, plainHost, reopen, type VaultBench } from '../vault/vault.fixture.ts';
import { ALL_FEATURES } from './all-features.ts';
import { App } from './App.tsx';
import { AppProvider, type AppParts } from './context.tsx';
import { lookManager, webPreferences } from './look.ts';
import { createOpening, type Opening } from './opening.ts';
import { Providers } from './Providers.tsx';
import { createValueStore } from './value-store.ts';
import type { WindowLocks } from './window-locks.ts';

/**
 * jsdom has typed arrays of its own, and fake-indexeddb clones into those of Node. A real browser knows only one kind,
 * so what comes off this disk is put back into the kind of this page.
 */
function ofThisPage(value: unknown): unknown {
  if (ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object Uint8Array]') {
    return new Uint8Array(value as Uint8Array);
  }
  if (Array.isArray(value)) return value.map(ofThisPage);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(Object.getPrototypeOf(value) ?? {}) !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ofThisPage(inner)]));
}

const cloneOfNode = globalThis.structuredClone;

/** The whole app over a real vault on an in-memory disk; only the relay's side is a stand-in. */
describe('the app', () => {
  let bench: VaultBench;
  let opening: Opening;
  let engine: FakeEngine;
  let root: Root;
  let ground: HTMLElement;
  let heldElsewhere: boolean;

  const locks: WindowLocks = {
    join: () => ({
      leadIfFree: async () => !heldElsewhere,
      takeLead: async () => true,
      waitForLead: () => undefined,
      giveLead: () => undefined,
      tell: () => undefined,
      leave: () => undefined,
    }),
  };

  beforeEach(() => {
    globalThis.structuredClone = ((value: unknown) => ofThisPage(cloneOfNode(value))) as typeof structuredClone;
    preparePage(1_200);
    window.location.hash = '';
    heldElsewhere = false;
    bench = createVaultBench();
  });

  afterEach(async () => {
    act(() => root.unmount());
    ground.remove();
    await opening.close();
    globalThis.structuredClone = cloneOfNode;
  });

  async function launch(): Promise<void> {
    engine = createFakeEngine(meOf('carefulPear7220', { consent: 'missing' }));
    opening = createOpening({ profiles: bench.profiles, timers: webTimers, locks, createEngine: async () => engine });
    const preferences = webPreferences(() => window.localStorage);
    const parts: AppParts = {
      features: ALL_FEATURES, host: plainHost(), profiles: bench.profiles, opening, copies: bench.profiles.copies, preferences,
      diskTrouble: createValueStore(false), clock: webClock, timers: webTimers, random: webRandom, onPhone: false,
      signIn: () => Promise.reject(new Error('not in this test')),
      recover: () => Promise.reject(new Error('not in this test')),
      becomeListener: () => Promise.reject(new Error('not in this test')),
      beginAnew: () => Promise.reject(new Error('not in this test')),
    };
    ground = document.body.appendChild(document.createElement('div'));
    root = createRoot(ground);
    act(() =>
      root.render(
        <Providers i18n={createI18n('en')} look={lookManager(preferences)}>
          <AppProvider parts={parts}>
            <NowProvider clock={webClock} timers={webTimers}>
              <App />
            </NowProvider>
          </AppProvider>
        </Providers>,
      ),
    );
    await act(() => opening.start());
    await until(() => words() !== '');
  }

  async function until(holds: () => boolean): Promise<void> {
    const giveUpAtMs = performance.now() + 8_000;
    while (!holds() && performance.now() < giveUpAtMs) await settle();
    expect(holds()).toBe(true);
  }

  const go = async (route: string): Promise<void> => {
    act(() => {
      window.location.hash = route;
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    });
    await settle();
  };

  it('F013, F076: the first launch asks for nothing and offers three ways', async () => {
    await launch();
    await until(() => words().includes('Come in, sit down'));
    expect(all('textbox')).toEqual([]);
    expect(all('button', /Write for yourself|Talk to someone|Have a look around/)).toHaveLength(3);
    expect(all('link', /Become a member|I already have an account/)).toHaveLength(2);
  });

  it('F076: the welcome comes once', async () => {
    await launch();
    await until(() => all('button', /look around/).length === 1);
    await click(the('button', /look around/));
    await until(() => /Good (morning|day|evening)|Still awake/.test(words()));
    await go('/notes');
    await go('/');
    await until(() => /Good (morning|day|evening)|Still awake/.test(words()));
    expect(words()).not.toContain('Come in, sit down');
  });

  it('F3, F229: a word typed just before the app closes is on disk', async () => {
    await launch();
    await until(() => all('button', /Write for yourself/).length === 1);
    await click(the('button', /Write for yourself/));
    await until(() => all('textbox', 'Text').length === 1);
    await type('the last words', the('textbox', 'Text'));
    expect(words()).toContain('Not saved yet');
    // Its words are on their way by themselves meanwhile.
    const [profile] = await act(() => bench.profiles.list());
    await act(() => opening.close());
    const vault = await reopen(bench.anotherWindow(), profile!.id);
    expect((await vault.notes.list()).map((note) => note.body)).toEqual(['the last words']);
    await vault.close();
  });

  it('F1: says saved only once it is, and leaves no trace of a note nobody wrote in', async () => {
    await launch();
    await go('/notes');
    await until(() => all('button', 'New note').length > 0);
    await click(all('button', 'New note')[0]!);
    await until(() => all('textbox', 'Title').length === 1);
    await go('/help');
    await go('/notes');
    await until(() => words().includes('A page for yourself'));
    await click(all('button', 'New note')[0]!);
    await until(() => all('textbox', 'Title').length === 1);
    await type('Tuesday', the('textbox', 'Title'));
    await until(() => words().includes('Saved on this device'));
    const [profile] = await bench.profiles.list();
    const beside = await reopen(bench.anotherWindow(), profile!.id);
    expect((await beside.notes.list()).map((note) => note.title)).toEqual(['Tuesday']);
    await beside.close();
  });

  it('F015: a guest who met nobody is not told their name', async () => {
    await launch();
    await go('/you');
    await until(() => words().includes('You are a guest'));
    const identity = engine.identity.getSnapshot();
    const name = identity.at === 'account' ? identity.me.name : '';
    expect(name).not.toBe('');
    expect(words()).not.toContain(name);
    await click(the('button', 'Choose a password'));
    expect(words()).toContain(`@${name}`);
  });

  it('F016: forgets a guest only after two deliberate steps', async () => {
    await launch();
    const [before] = await bench.profiles.list();
    await go('/you');
    await until(() => all('button', 'Forget me…').length === 1);
    await click(the('button', 'Forget me…'));
    await until(() => all('checkbox').some((one) => one.closest('[role="dialog"]') !== null));
    const confirm = () => all('button', 'Forget me')[0] as HTMLButtonElement;
    expect(confirm().disabled).toBe(true);
    await click(all('checkbox').find((one) => one.closest('[role="dialog"]') !== null)!);
    await click(confirm());
    await until(() => words().includes('Come in, sit down') || words().includes('Samovar'));
    await act(() => opening.close());
    const ids = (await bench.profiles.list()).map((profile) => profile.id);
    expect(ids).not.toContain(before!.id);
  });

  it('F228: skip links move the focus to the content and to the areas', async () => {
    await launch();
    await until(() => all('link', 'Skip to the content').length === 1);
    await click(the('link', 'Skip to the content'));
    expect(document.activeElement?.id).toBe('main');
    await click(the('link', 'Skip to the main areas'));
    expect(document.activeElement?.id).toBe('navigation');
  });

  it('G6: help stands before the lock, and the passphrase opens', async () => {
    const vault = await newVault(bench.profiles);
    await vault.setPassphrase('four unrelated words');
    await vault.close();
    await launch();
    await until(() => words().includes('Welcome back'));
    await go('/help');
    await until(() => words().includes('If you or somebody else is in danger'));
    await go('/');
    await until(() => all('textbox').length === 1);
    await type('not this one', all('textbox')[0]!);
    await click(the('button', 'Open'));
    await until(() => words().includes('This is not the passphrase'));
    await type('four unrelated words', all('textbox')[0]!);
    await click(the('button', 'Open'));
    await until(() => words().includes('Come in, sit down'));
    expect(words()).not.toContain('Welcome back');
  });

  it('beside a window that leads, one writes notes; chats say where they are, until they are asked for here', async () => {
    const vault = await newVault(bench.profiles);
    await vault.close();
    heldElsewhere = true;
    await launch();
    await until(() => words().includes('Samovar is open in another window as well'));
    await go('/chats');
    await until(() => words().includes('In your other window'));
    await go('/notes');
    await until(() => all('button', 'New note').length > 0);
    await click(all('button', 'New note')[0]!);
    await until(() => all('textbox', 'Title').length === 1);
    await type('Written beside', the('textbox', 'Title'));
    await until(() => words().includes('Saved on this device'));
    await click(the('button', 'Use them here'));
    await until(() => !words().includes('Samovar is open in another window as well'));
    expect(opening.getSnapshot()).toMatchObject({ at: 'opened', opened: { follows: false } });
    await go('/chats');
    await until(() => !words().includes('In your other window'));
  });
});
