import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

const About = lazyScreen(async () => (await import('./About.tsx')).About);

export const feature: Feature = { name: 'about', routes: [{ path: '/about', Screen: About }] };
