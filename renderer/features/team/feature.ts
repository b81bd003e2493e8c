import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { TeamWatch } from './TeamWatch.tsx';

const TeamPage = lazyScreen(async () => (await import('./TeamPage.tsx')).TeamPage);

/** Who holds which role (F209, F210), and how those who run the place are reached. */
export const feature: Feature = {
  name: 'team',
  routes: [{ path: '/team', Screen: TeamPage }],
  finds: [{ path: '/team', label: 'team:title' }],
  Watch: TeamWatch,
};
