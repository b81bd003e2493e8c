import { IconUser } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { SignInAlert } from './SignInAlert.tsx';
import { SignInWatch } from './SignInWatch.tsx';
import { You } from './You.tsx';

export const feature: Feature = {
  name: 'account',
  routes: [{ path: '/you/:part?', Screen: You }],
  places: [{ path: '/you', label: 'account:place', icon: IconUser, order: 40 }],
  home: [{ order: 5, Part: SignInAlert }],
  Watch: SignInWatch,
};
