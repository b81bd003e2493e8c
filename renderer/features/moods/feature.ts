import { IconSunHigh } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

const MoodsScreen = lazyScreen(async () => (await import('./MoodsScreen.tsx')).MoodsScreen);

/** Mood and energy as simple private marks. */
export const feature: Feature = {
  name: 'moods',
  routes: [{ path: '/growth/moods', Screen: MoodsScreen }],
  growth: [{ path: '/growth/moods', label: 'moods:place', lead: 'moods:lead', icon: IconSunHigh, order: 25 }],
};
