import { IconTargetArrow } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { GoalDraftName } from './GoalDraftName.tsx';
import { HomeGoals } from './HomeGoals.tsx';
import { ReminderWatch } from './ReminderWatch.tsx';

const AwayPage = lazyScreen(async () => (await import('./AwayPage.tsx')).AwayPage);
const DonePage = lazyScreen(async () => (await import('./DonePage.tsx')).DonePage);
const GoalEditor = lazyScreen(async () => (await import('./GoalEditor.tsx')).GoalEditor);
const GoalPage = lazyScreen(async () => (await import('./GoalPage.tsx')).GoalPage);
const GoalsScreen = lazyScreen(async () => (await import('./GoalsScreen.tsx')).GoalsScreen);

/** Goals with small steps and reminders at local times, with no relay (F117, F118). */
export const feature: Feature = {
  name: 'goals',
  routes: [
    { path: '/growth/goals', Screen: GoalsScreen },
    { path: '/growth/goals/new', Screen: GoalEditor },
    { path: '/growth/goals/done', Screen: DonePage },
    { path: '/growth/goals/away', Screen: AwayPage },
    { path: '/growth/goals/:goal', Screen: GoalPage },
    { path: '/growth/goals/:goal/edit', Screen: GoalEditor },
  ],
  growth: [{ path: '/growth/goals', label: 'goals:place', lead: 'goals:lead', icon: IconTargetArrow, order: 20 }],
  home: [{ order: 15, Part: HomeGoals }],
  drafts: [
    {
      kind: 'goal',
      path: (id) => (id === 'new' ? '/growth/goals/new' : `/growth/goals/${id}/edit`),
      plain: false,
      Name: GoalDraftName,
    },
  ],
  Watch: ReminderWatch,
};
