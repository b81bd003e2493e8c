import { useEffect } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { unreachable } from '#shared/result.ts';
import { useBeforeLock } from './BeforeLock.tsx';
import { AppProvider, OpenedProvider, useApp } from './context.tsx';
import { followerFeatures } from './follower.ts';
import { keepFocus } from './kept-focus.ts';
import { LockScreen } from '../features/lock/LockScreen.tsx';
import { SittingsProvider } from '../features/notes/use-sittings.tsx';
import { PicturesProvider } from '../ui/pictures.tsx';
import { Failed, Opening } from './OpeningScreens.tsx';
import { Shell } from './Shell.tsx';
import { useReadable } from './use-readable.ts';

/** Routes live behind the `#`, so that they work under `app://` as well. */
const routing = { hook: useHashLocation };

/** The whole app: what stands before an open vault, or the shell with its screens. */
export const App = () => (
  <Router {...routing}>
    <Stage />
  </Router>
);

function Stage() {
  const parts = useApp();
  const { opening } = parts;
  const state = useReadable(opening);
  const beforeLock = useBeforeLock();
  useEffect(keepFocus, []);
  if (state.at !== 'opened' && beforeLock !== null) return beforeLock;
  switch (state.at) {
    case 'opening':
      return <Opening />;
    case 'passphrase-needed':
      return <LockScreen key={state.profile} profile={state.profile} wrong={state.wrong} />;
    case 'failed':
      return <Failed profile={state.profile} failure={state.failure} wrong={state.wrong} />;
    case 'opened':
      return (
        <OpenedProvider key={state.opened.vault.profile.id} opened={state.opened}>
          <AppProvider parts={state.opened.follows ? { ...parts, features: followerFeatures(parts.features) } : parts}>
            <SittingsProvider sittings={state.opened.sittings}>
              <PicturesProvider source={state.opened.engine.pictures}>
                <Shell />
              </PicturesProvider>
            </SittingsProvider>
          </AppProvider>
        </OpenedProvider>
      );
    default:
      return unreachable(state);
  }
}
