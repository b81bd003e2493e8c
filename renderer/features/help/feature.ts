import type { Feature } from '../../app/feature.ts';
import { HelpNow } from './HelpNow.tsx';

export const feature: Feature = { name: 'help', routes: [{ path: '/help', Screen: HelpNow, beforeLock: true }] };
