import { IconWind } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { CalmInGrowth, CalmScreen } from './CalmScreen.tsx';
import { ToolScreen } from './ToolScreen.tsx';

export const feature: Feature = {
  name: 'tools',
  routes: [
    { path: '/calm', Screen: CalmScreen, beforeLock: true },
    { path: '/calm/:tool', Screen: ToolScreen, beforeLock: true },
    { path: '/growth/calm', Screen: CalmInGrowth },
  ],
  growth: [{ path: '/growth/calm', label: 'tools:place', lead: 'tools:lead', icon: IconWind, order: 50 }],
};
