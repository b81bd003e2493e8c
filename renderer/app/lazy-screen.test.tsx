import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preparePage, settle } from '../features/chats/testing/page.ts';
import { click, the, words } from '../features/chats/testing/person.ts';
import { createI18n } from '../i18n/i18n.ts';
import { handTimers } from '../vault/vault.fixture.ts';
import { ALL_FEATURES } from './all-features.ts';
import type { Feature, ScreenProps } from './feature.ts';
import { FETCH_AFTER_MS, fetchScreens } from './fetch-screens.ts';
import { allRoutes } from './features.ts';
import { lazyScreen, type LazyScreen } from './lazy-screen.tsx';
import { lookManager, webPreferences } from './look.ts';
import { Providers } from './Providers.tsx';

const Room = ({ params }: ScreenProps) => <p>{`Room ${params['name']}`}</p>;

describe('a screen that comes later', () => {
  let root: Root;
  const show = (Screen: LazyScreen): void =>
    act(() =>
      root.render(
        <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
          <Screen params={{ name: 'one' }} />
        </Providers>,
      ),
    );
  beforeEach(() => {
    preparePage(1_200);
    root = createRoot(document.body.appendChild(document.createElement('div')));
  });
  afterEach(() => {
    act(() => root.unmount());
    document.body.replaceChildren();
  });

  test('is shown when it is here, and from then on without a moment in between', async () => {
    let fetched = 0;
    const Screen = lazyScreen(async () => {
      fetched += 1;
      return Room;
    });
    show(Screen);
    expect(words()).toBe('');
    await settle();
    expect(words()).toBe('Room one');
    act(() => root.render(null));
    show(Screen);
    expect([words(), fetched]).toEqual(['Room one', 1]);
  });

  test('promise 1: where the network went first, it says so, and comes when it is asked for again', async () => {
    let online = false;
    const Screen = lazyScreen(async () => {
      if (!online) throw new TypeError('Failed to fetch dynamically imported module');
      return Room;
    });
    show(Screen);
    await settle();
    expect(words()).toContain('What was saved on this device is safe');
    online = true;
    await click(the('button', 'Try again'));
    await settle();
    expect(words()).toBe('Room one');
  });

  test('all of them are fetched soon after the start, one that fails keeping none of the others', async () => {
    const fetched: string[] = [];
    const timers = handTimers();
    const screen = (name: string): Feature => ({
      name,
      routes: [{
        path: `/${name}`,
        Screen: lazyScreen(async () => {
          fetched.push(name);
          if (name === 'one') throw new Error('no network');
          return Room;
        }),
      }],
    });
    fetchScreens([screen('one'), { name: 'eager', routes: [{ path: '/', Screen: Room }] }, screen('two')], timers);
    expect(fetched).toEqual([]);
    timers.advance(FETCH_AFTER_MS);
    await settle();
    expect(fetched).toEqual(['one', 'two']);
  });

  test('G6: nothing that stands before the lock has to be fetched', () => {
    const before = allRoutes(ALL_FEATURES).filter(({ beforeLock }) => beforeLock === true);
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter(({ Screen }) => 'fetch' in Screen)).toEqual([]);
  });
});
