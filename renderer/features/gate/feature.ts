import type { Feature } from '../../app/feature.ts';
import { GuidelinesPage } from './GuidelinesPage.tsx';

/** The gate itself has no place of its own: it opens where somebody is about to speak with somebody. */
export const feature: Feature = {
  name: 'gate',
  routes: [{ path: '/guidelines', Screen: GuidelinesPage }],
};
