import { IconHome } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { Home } from './Home.tsx';

export const feature: Feature = {
  name: 'home',
  routes: [{ path: '/', Screen: Home }],
  places: [{ path: '/', label: 'home:place', icon: IconHome, order: 0 }],
};
