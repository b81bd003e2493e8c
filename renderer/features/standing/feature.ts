import type { Feature } from '../../app/feature.ts';
import { AgeDraftName } from './AgeDraftName.tsx';
import { AgeNews } from './AgeNews.tsx';
import { AgeWatch } from './AgeWatch.tsx';
import { AppealDraftName } from './AppealDraftName.tsx';
import { ClearanceDraftName } from './ClearanceDraftName.tsx';
import { HomeStanding } from './HomeStanding.tsx';

/** What stands against oneself, and saying one's side (F103, F104); and the age group one is noted in (F082). */
export const feature: Feature = {
  name: 'standing',
  leads: true,
  routes: [],
  home: [{ order: -10, Part: HomeStanding }, { order: -5, Part: AgeNews }],
  Watch: AgeWatch,
  drafts: [
    { kind: 'appeal', path: () => '/you/standing', plain: true, Name: AppealDraftName },
    { kind: 'age', path: () => '/you/age', plain: true, Name: AgeDraftName },
    { kind: 'clearance', path: () => '/you/clearance', plain: true, Name: ClearanceDraftName },
  ],
};
