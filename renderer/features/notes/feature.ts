import { IconNotes } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { NotesScreen } from './NotesScreen.tsx';
import { RecentNotes } from './RecentNotes.tsx';

export const feature: Feature = {
  name: 'notes',
  routes: [{ path: '/notes/:note?', Screen: NotesScreen }],
  places: [{ path: '/notes', label: 'notes:place', icon: IconNotes, order: 30 }],
  home: [{ order: 30, Part: RecentNotes }],
};
