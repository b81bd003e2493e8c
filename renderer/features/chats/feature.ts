import { IconMessages } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { ChatDraftName } from './ChatDraftName.tsx';
import { ChatsMark } from './ChatsMark.tsx';
import { ChatsScreen } from './ChatsScreen.tsx';
import { RecentChats } from './RecentChats.tsx';

/** The 1-to-1 chats: their list, the desk of several, and one at a time where the screen is narrow. */
export const feature: Feature = {
  name: 'chats',
  leads: true,
  routes: [{ path: '/chats/:chat?', Screen: ChatsScreen }],
  places: [{ path: '/chats', label: 'chats:place', icon: IconMessages, order: 20, Mark: ChatsMark }],
  home: [{ order: 20, Part: RecentChats }],
  drafts: [
    {
      kind: 'chat',
      path: (id, { chats }) => (chats.getSnapshot().some(({ chat }) => chat === id) ? `/chats/${id}` : null),
      plain: true,
      Name: ChatDraftName,
    },
  ],
};
