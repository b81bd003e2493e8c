import { IconBook2 } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { GuidesUnderWay } from './GuidesUnderWay.tsx';

const GuidesScreen = lazyScreen(async () => (await import('./GuidesScreen.tsx')).GuidesScreen);

export const feature: Feature = {
  name: 'guides',
  // `/growth/guides/topic/<topic>` is the catalogue by topic; every other name is a guide's, and then one of its sections.
  routes: [{ path: '/growth/guides/:guide?/:section?', Screen: GuidesScreen }],
  home: [{ order: 35, Part: GuidesUnderWay }],
  growth: [
    {
      path: '/growth/guides',
      label: 'guides:place',
      lead: 'guides:card',
      icon: IconBook2,
      order: 30,
      Next: GuidesUnderWay,
    },
  ],
};
