import { IconMessageQuestion } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

const QuestionsScreen = lazyScreen(async () => (await import('./QuestionsScreen.tsx')).QuestionsScreen);

export const feature: Feature = {
  name: 'answers',
  // `/growth/questions/topic/<topic>` is the list by topic; every other name is an answer's.
  routes: [{ path: '/growth/questions/:answer?/:topic?', Screen: QuestionsScreen }],
  growth: [
    { path: '/growth/questions', label: 'answers:place', lead: 'answers:card', icon: IconMessageQuestion, order: 60 },
  ],
};
