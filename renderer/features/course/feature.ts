import { IconEar } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { CourseInvitation } from './CourseInvitation.tsx';
import { CourseScreen } from './CourseScreen.tsx';
import { CourseUnderWay } from './CourseUnderWay.tsx';
import { ExerciseDraftName, PracticeDraftName } from './DraftNames.tsx';
import { JoinScreen } from './JoinScreen.tsx';
import { LessonScreen, ModuleScreen } from './LessonScreen.tsx';
import { PracticeScreen } from './PracticeScreen.tsx';
import { RecordsScreen } from './RecordsScreen.tsx';
import { exerciseOf } from './exercise-place.ts';

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
