import type { Feature } from '../../app/feature.ts';
import { Join } from './Join.tsx';

/** Links by which somebody was invited: `/join/<code>`. */
export const feature: Feature = {
  name: 'join',
  routes: [{ path: '/join/:code?', Screen: Join }],
};
