import { IconNotes } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { BinWatch } from './BinWatch.tsx';
import { NOTES_ROUTE } from './note-places.ts';
import { RecentNotes } from './RecentNotes.tsx';

const NotesScreen = lazyScreen(async () => (await import('./NotesScreen.tsx')).NotesScreen);

export const feature: Feature = {
  name: 'notes',
  routes: [{ path: NOTES_ROUTE, Screen: NotesScreen }],
  places: [{ path: '/notes', label: 'notes:place', icon: IconNotes, order: 30 }],
  home: [{ order: 30, Part: RecentNotes }],
  finds: [
    { path: '/notes/begin', label: 'journal:begin.title' },
    { path: '/notes/calendar', label: 'journal:calendar.title' },
    { path: '/notes/people', label: 'journal:people.title' },
    { path: '/notes/bin', label: 'notes:bin.title' },
    { path: '/notes/export', label: 'journal:export.title' },
  ],
  Watch: BinWatch,
};
