import { IconEar } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { ListenMark } from './ListenMark.tsx';
import { ListenPage } from './ListenPage.tsx';

/** The live queue, for listeners (F151–F153). */
export const feature: Feature = {
  name: 'listen',
  leads: true,
  routes: [{ path: '/listen', Screen: ListenPage }],
  places: [
    {
      path: '/listen',
      label: 'listen:place',
      icon: IconEar,
      order: 10,
      shownTo: (identity) => identity.at === 'account' && identity.me.type === 'listener',
      Mark: ListenMark,
    },
  ],
};
