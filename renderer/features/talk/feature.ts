import { IconMessageHeart } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { TalkMark } from './TalkMark.tsx';
import { TalkPage } from './TalkPage.tsx';
import { TalkPart } from './WaitingCard.tsx';

/** Asking for a chat, and waiting for it (F151). */
export const feature: Feature = {
  name: 'talk',
  leads: true,
  routes: [{ path: '/talk', Screen: TalkPage }],
  places: [
    {
      path: '/talk',
      label: 'talk:place',
      icon: IconMessageHeart,
      order: 10,
      shownTo: (identity) => identity.at === 'local' || identity.me.type === 'guest' || identity.me.type === 'member',
      Mark: TalkMark,
    },
  ],
  home: [{ order: 10, Part: TalkPart }],
};
