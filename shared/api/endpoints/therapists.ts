import { z } from 'zod';
import { TEXT } from '../../limits.ts';
import { reason, typedName } from '../../people/keeping.ts';
import { keptTherapist, ownTherapist, therapistApplication, therapistQuery, therapistsPage } from '../../people/therapist.ts';
import { nothing } from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

const aboutPerson = z.strictObject({ name: typedName, reason });
const GET = { method: 'GET', auth: 'session', params: none, body: null } as const;
const POST = { method: 'POST', auth: 'session', params: none } as const;

/** Therapists: applying, being found, and those who decide (F042–F046). Applications are settled by `settleApplication`. */
export const therapistsEndpoints = {
  findTherapists: {
    ...GET, path: '/api/therapists', auth: 'optional', query: therapistQuery, reply: therapistsPage,
    summary: 'The directory of therapists who have an entry now, by words of the name, topic, language and country (F043, F044).',
    problems: ['bad-request'],
  },
  readOwnTherapist: {
    ...GET, path: '/api/me/therapist', reply: ownTherapist,
    summary: 'One\'s own licence and directory entry, how one\'s application stands, and whether one may apply (F042).', problems: [],
  },
  applyAsTherapist: {
    ...POST, path: '/api/me/therapist', body: therapistApplication, reply: ownTherapist,
    summary: 'Apply to be a therapist here, or to have a name or licence changed (F042, F046, F077).', problems: ['denied', 'contact-details'],
  },
  withdrawTherapist: {
    method: 'DELETE', path: '/api/me/therapist', auth: 'session', params: none, body: null, reply: ownTherapist,
    summary: 'Take back the application that waits; nothing of it is kept.', problems: [],
  },
  readTherapists: {
    ...GET, path: '/api/house/therapists', query: z.strictObject({ text: z.string().max(4 * TEXT.maxNameLength).optional() }),
    reply: z.object({ therapists: z.array(keptTherapist), more: z.boolean() }),
    summary: 'All therapists with licence and entry, by the beginning of the account\'s name, for those who settle applications.',
    problems: ['denied', 'bad-request'],
  },
  giveEntry: {
    ...POST, path: '/api/house/entries/give', body: aboutPerson.extend({ untilMs: z.int().positive().nullable() }), reply: nothing,
    summary: 'List a therapist in the directory, until a day or until it is taken back (F043).', problems: ['denied', 'not-found', 'bad-request'],
  },
  takeEntry: {
    ...POST, path: '/api/house/entries/take', body: aboutPerson, reply: nothing,
    summary: 'Take a therapist\'s directory entry back, at once.', problems: ['denied', 'not-found'],
  },
  endTherapist: {
    ...POST, path: '/api/house/therapists/end', body: aboutPerson, reply: nothing,
    summary: 'Take an approval back: the account is a member\'s again, and its licence is erased.', problems: ['denied', 'not-found'],
  },
} as const satisfies Record<string, Endpoint>;
