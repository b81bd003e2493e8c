import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

const GuidelinesPage = lazyScreen(async () => (await import('./GuidelinesPage.tsx')).GuidelinesPage);

/** The gate itself has no place of its own: it opens where somebody is about to speak with somebody. */
export const feature: Feature = {
  name: 'gate',
  routes: [{ path: '/guidelines', Screen: GuidelinesPage }],
};
