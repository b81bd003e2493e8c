import type { Feature } from '../../app/feature.ts';
import { AutoLock } from './AutoLock.tsx';
import { LockPage } from './LockPage.tsx';

export const feature: Feature = {
  name: 'lock',
  routes: [{ path: '/lock', Screen: LockPage }],
  finds: [{ path: '/lock', label: 'lock:now' }],
  Watch: AutoLock,
};
