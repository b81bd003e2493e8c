import { IconUser } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { SignInAlert } from './SignInAlert.tsx';
import { SignInWatch } from './SignInWatch.tsx';

const You = lazyScreen(async () => (await import('./You.tsx')).You);

export const feature: Feature = {
  name: 'account',
  routes: [{ path: '/you/:part?', Screen: You }],
  places: [{ path: '/you', label: 'account:place', icon: IconUser, order: 40 }],
  home: [{ order: 5, Part: SignInAlert }],
  // On a page of their own there, and looked for by name.
  finds: [
    { path: '/you/devices', label: 'account:devices.title' },
    { path: '/you/look', label: 'settings:title' },
  ],
  Watch: SignInWatch,
};
