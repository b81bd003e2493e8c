import { IconUsers } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { PeopleScreen } from './PeopleScreen.tsx';
import { ProfileDraftName } from './ProfileDraftName.tsx';
import { ProfileScreen } from './ProfileScreen.tsx';

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
