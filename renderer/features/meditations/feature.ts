import { IconWaveSine } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { MeditationScreen } from './MeditationScreen.tsx';
import { MeditationsScreen } from './MeditationsScreen.tsx';

export const feature: Feature = {
  name: 'meditations',
  routes: [
    { path: '/growth/meditations', Screen: MeditationsScreen },
    { path: '/growth/meditations/:meditation', Screen: MeditationScreen },
  ],
  growth: [{ path: '/growth/meditations', label: 'meditations:place', lead: 'meditations:lead', icon: IconWaveSine, order: 40 }],
};
