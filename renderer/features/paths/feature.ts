import { IconRoute } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { PathsUnderWay } from './PathsUnderWay.tsx';

const PathsScreen = lazyScreen(async () => (await import('./PathsScreen.tsx')).PathsScreen);

export const feature: Feature = {
  name: 'paths',
  // `/growth/paths/topic/<topic>` is the catalogue by topic; every other name is a path's, and then one of its activities.
  routes: [{ path: '/growth/paths/:path?/:activity?', Screen: PathsScreen }],
  home: [{ order: 25, Part: PathsUnderWay }],
  growth: [{ path: '/growth/paths', label: 'paths:place', lead: 'paths:card', icon: IconRoute, order: 10, Next: PathsUnderWay }],
};
