import { IconPlant2 } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { Growth } from './Growth.tsx';

export const feature: Feature = {
  name: 'growth',
  routes: [{ path: '/growth', Screen: Growth }],
  places: [{ path: '/growth', label: 'growth:place', icon: IconPlant2, order: 25 }],
};
