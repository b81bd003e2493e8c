import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

const Join = lazyScreen(async () => (await import('./Join.tsx')).Join);

/** Links by which somebody was invited: `/join/<code>`. */
export const feature: Feature = {
  name: 'join',
  routes: [{ path: '/join/:code?', Screen: Join }],
};
