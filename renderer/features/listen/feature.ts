import { IconEar } from '@tabler/icons-react';
import { hearsOthers } from '#shared/policy/listening.ts';
import type { Feature } from '../../app/feature.ts';
import { ListenMark } from './ListenMark.tsx';
import { ListenPage } from './ListenPage.tsx';

/** The live queue, for listeners (F151–F153); for them and for therapists who asks for them in person (F157, F158). */
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
      shownTo: (identity) => identity.at === 'account' && hearsOthers(identity.me.type),
      Mark: ListenMark,
    },
  ],
};
