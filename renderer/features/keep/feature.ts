import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { CopyReminder } from './CopyReminder.tsx';
import { RollingBackups } from './RollingBackups.tsx';

const KeepPage = lazyScreen(async () => (await import('./KeepPage.tsx')).KeepPage);
const KeptPage = lazyScreen(async () => (await import('./KeptPage.tsx')).KeptPage);

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
