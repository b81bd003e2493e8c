import type { Feature } from '../../app/feature.ts';
import { About } from './About.tsx';

export const feature: Feature = { name: 'about', routes: [{ path: '/about', Screen: About }] };
