import { IconUsers } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { ProfileDraftName } from './ProfileDraftName.tsx';

const PeopleScreen = lazyScreen(async () => (await import('./PeopleScreen.tsx')).PeopleScreen);
const ProfileScreen = lazyScreen(async () => (await import('./ProfileScreen.tsx')).ProfileScreen);

/** Who listens here, and who people say they are (F023, F029, F039, F040, F159–F165). */
export const feature: Feature = {
  name: 'people',
  routes: [
    { path: '/people', Screen: PeopleScreen },
    { path: /^\/@(?<name>[^/]+)\/?$/u, Screen: ProfileScreen },
  ],
  places: [{ path: '/people', label: 'people:place', icon: IconUsers, order: 35 }],
  drafts: [{ kind: 'profile', path: () => '/you/profile', plain: false, Name: ProfileDraftName }],
};
