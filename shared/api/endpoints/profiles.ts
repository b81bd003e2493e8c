import { z } from 'zod';
import { breakChange, listenerQuery, listenersPage, ownProfile, profileChange, profileView } from '../../people/profile.ts';
import { STATUSES } from '../../people/presence-shown.ts';
import { none, type Endpoint } from './endpoint.ts';

/** Who people say they are, who listens here, and who is away. */
export const profilesEndpoints = {
  readProfile: {
    method: 'GET', path: '/api/profiles/:name', auth: 'optional', params: z.object({ name: z.string().max(100) }),
    body: null, reply: profileView,
    summary: 'A public profile, by its exact name (F023, F024, F039). A name that is nobody\'s, a guest\'s, hidden, banned or forgotten: the same answer.',
    problems: ['not-found'],
  },
  findListeners: {
    method: 'GET', path: '/api/listeners', auth: 'optional', params: none, query: listenerQuery, body: null, reply: listenersPage,
    summary: 'The directory of listeners, by topic, language, age group, status and the beginning of a name (F040). Members are in no list (F024).',
    problems: ['denied', 'bad-request'],
  },
  readOwnProfile: {
    method: 'GET', path: '/api/me/profile', auth: 'session', params: none, body: null, reply: ownProfile,
    summary: 'One\'s own profile, with what nobody else sees.', problems: [],
  },
  changeProfile: {
    method: 'POST', path: '/api/me/profile', auth: 'session', params: none, body: profileChange, reply: ownProfile,
    summary: 'Change one\'s profile; what is left out stays (F029, F077, F086, F155, F162).', problems: ['denied', 'contact-details'],
  },
  setStatus: {
    method: 'POST', path: '/api/me/status', auth: 'session', params: none, body: z.strictObject({ status: z.enum(STATUSES) }),
    reply: ownProfile, summary: 'Online, busy or offline: a listener says it by hand (F159).', problems: ['denied'],
  },
  takeBreak: {
    method: 'POST', path: '/api/me/break', auth: 'session', params: none, body: breakChange, reply: ownProfile,
    summary: 'Take a break, hidden or said, or come back from one (F164, F165).', problems: ['denied', 'contact-details'],
  },
} as const satisfies Record<string, Endpoint>;
