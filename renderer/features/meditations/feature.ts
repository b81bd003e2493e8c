import { IconWaveSine } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

const MeditationScreen = lazyScreen(async () => (await import('./MeditationScreen.tsx')).MeditationScreen);
const MeditationsScreen = lazyScreen(async () => (await import('./MeditationsScreen.tsx')).MeditationsScreen);

export const feature: Feature = {
  name: 'meditations',
  routes: [
    { path: '/growth/meditations', Screen: MeditationsScreen },
    { path: '/growth/meditations/:meditation', Screen: MeditationScreen },
  ],
  growth: [{ path: '/growth/meditations', label: 'meditations:place', lead: 'meditations:lead', icon: IconWaveSine, order: 40 }],
};
