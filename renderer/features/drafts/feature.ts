import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { DraftsWatch } from './DraftsWatch.tsx';
import { HomeDrafts } from './HomeDrafts.tsx';

const DraftsScreen = lazyScreen(async () => (await import('./DraftsScreen.tsx')).DraftsScreen);

/** Everything unfinished in one list (F229). The boxes themselves are where they are used. */
export const feature: Feature = {
  name: 'drafts',
  routes: [{ path: '/drafts', Screen: DraftsScreen }],
  home: [{ order: 18, Part: HomeDrafts }],
  finds: [{ path: '/drafts', label: 'drafts:title' }],
  Watch: DraftsWatch,
};
