import type { Feature } from '../../app/feature.ts';
import { CopyReminder } from './CopyReminder.tsx';
import { KeepPage } from './KeepPage.tsx';
import { KeptPage } from './KeptPage.tsx';
import { RollingBackups } from './RollingBackups.tsx';

export const feature: Feature = {
  name: 'keep',
  routes: [
    { path: '/keep', Screen: KeepPage },
    { path: '/kept', Screen: KeptPage },
  ],
  home: [{ order: 90, Part: CopyReminder }],
  finds: [
    { path: '/keep', label: 'keep:place' },
    { path: '/kept', label: 'keep:kept.place' },
  ],
  Watch: RollingBackups,
};
