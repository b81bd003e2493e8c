import { IconHomeHeart } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

const House = lazyScreen(async () => (await import('./House.tsx')).House);

/** Keeping the house: for those whose roles carry something (F206). */
export const feature: Feature = {
  name: 'house',
  leads: true,
  routes: [{ path: '/house/:part?', Screen: House }],
  places: [
    {
      path: '/house',
      label: 'house:place',
      icon: IconHomeHeart,
      order: 45,
      shownTo: (identity) => identity.at === 'account' && identity.actor.standing.capabilities.length > 0,
    },
  ],
};
