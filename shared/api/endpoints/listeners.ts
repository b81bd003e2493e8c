import { z } from 'zod';
import { LISTENER, SESSION, TEXT } from '../../limits.ts';
import { AGE_GROUPS } from '../../words.ts';
import * as s from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

const courseId = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(48);

/** What the app says of the course: which lessons were passed on which day, and which practice chats were held (F193). */
const course = z.strictObject({
  lessons: z.record(courseId, z.iso.date()).refine((lessons) => Object.keys(lessons).length <= LISTENER.maxLessons),
  practice: z.array(courseId).max(LISTENER.maxPractice),
});

/** Everything at once: a name, the gate's answers, the listener agreement and the course. It names no other account (F037). */
export const newListener = z.strictObject({
  name: z.string().max(100),
  password: z.string().max(SESSION.maxPasswordBytes),
  deviceKey: s.deviceKey,
  deviceName: z.string().trim().min(1).max(TEXT.maxDeviceNameLength),
  ageGroup: z.enum(AGE_GROUPS),
  parentalConsent: z.boolean(),
  certified: z.literal(true),
  /** D13: whoever says no is refused by P68. */
  atLeast15: z.boolean(),
  versions: z.strictObject({ member: z.string(), privacy: z.string(), certification: z.string(), listener: z.string() }),
  course,
});
export type NewListener = z.infer<typeof newListener>;

export const listenerAgreement = z.strictObject({ version: z.string(), atLeast15: z.boolean() });

/** Becoming a listener (F034, F088). */
export const listenersEndpoints = {
  createListener: {
    method: 'POST', path: '/api/listeners', auth: 'none', params: none, body: newListener, reply: s.session,
    summary: 'Whoever has taken the course becomes a listener, under an account of its own (F034, F037).',
    problems: [
      'too-fast', 'course-incomplete', 'denied', 'outdated-agreement', 'bad-request', 'too-many-devices', 'name-taken', 'name-too-short',
      'name-too-long', 'name-characters', 'name-reserved', 'name-contact', 'password-too-short', 'password-too-long', 'password-too-common',
    ],
  },
  agreeAsListener: {
    method: 'POST', path: '/api/me/listener-agreement', auth: 'session', params: none, body: listenerAgreement, reply: s.me,
    summary: 'A listener agrees to the listener agreement in its present version (F088, F089).',
    problems: ['denied', 'outdated-agreement'],
  },
} as const satisfies Record<string, Endpoint>;
