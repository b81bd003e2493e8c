import type { Feature } from '../../app/feature.ts';
import { TeamPage } from './TeamPage.tsx';

/** Who holds which role (F209, F210). */
export const feature: Feature = {
  name: 'team',
  routes: [{ path: '/team', Screen: TeamPage }],
  finds: [{ path: '/team', label: 'team:title' }],
};
