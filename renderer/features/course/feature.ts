import { IconEar } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { CourseInvitation } from './CourseInvitation.tsx';
import { CourseUnderWay } from './CourseUnderWay.tsx';
import { ExerciseDraftName, PracticeDraftName } from './DraftNames.tsx';
import { exerciseOf } from './exercise-place.ts';

const CourseScreen = lazyScreen(async () => (await import('./CourseScreen.tsx')).CourseScreen);
const JoinScreen = lazyScreen(async () => (await import('./JoinScreen.tsx')).JoinScreen);
const LessonScreen = lazyScreen(async () => (await import('./LessonScreen.tsx')).LessonScreen);
const ModuleScreen = lazyScreen(async () => (await import('./LessonScreen.tsx')).ModuleScreen);
const PracticeScreen = lazyScreen(async () => (await import('./PracticeScreen.tsx')).PracticeScreen);
const RecordsScreen = lazyScreen(async () => (await import('./RecordsScreen.tsx')).RecordsScreen);

/** The course in listening, offline and for everybody, and the way from there to being a listener (F034, F193–F195). */
export const feature: Feature = {
  name: 'course',
  routes: [
    { path: '/learn', Screen: CourseScreen },
    { path: '/learn/records', Screen: RecordsScreen },
    { path: '/learn/listener', Screen: JoinScreen },
    { path: '/learn/practice/:id', Screen: PracticeScreen },
    { path: '/learn/lessons/:id/:page?', Screen: LessonScreen },
    { path: '/learn/modules/:id/:page?', Screen: ModuleScreen },
  ],
  growth: [{ path: '/learn', label: 'course:place', lead: 'course:card', icon: IconEar, order: 45, Next: CourseUnderWay }],
  home: [
    { order: 45, Part: CourseUnderWay },
    { order: 80, Part: CourseInvitation },
  ],
  drafts: [
    {
      kind: 'exercise',
      path: (id) => {
        const place = exerciseOf(id);
        return place === null ? null : `/learn/${place.part}/${place.lesson}/${place.step}`;
      },
      plain: true,
      Name: ExerciseDraftName,
    },
    { kind: 'practice', path: (id) => `/learn/practice/${id}`, plain: true, Name: PracticeDraftName },
  ],
};
