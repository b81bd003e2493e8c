import { z } from 'zod';
import { KEEPING } from '../../limits.ts';
import { ageWishView, ownAge } from '../../people/age-wishes.ts';
import { reason, typedName } from '../../people/keeping.ts';
import { AGE_GROUPS } from '../../words.ts';
import { nothing } from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

const GET = { method: 'GET', auth: 'session', params: none, body: null } as const;
const POST = { method: 'POST', auth: 'session', params: none } as const;
const ageGroup = z.enum(AGE_GROUPS);

/** Age groups that were noted wrongly: one's own wish, and those who decide (F082, F084, RELIABILITY D3). */
export const agesEndpoints = {
  readOwnAge: {
    ...GET, path: '/api/me/age', reply: ownAge,
    summary: 'The age group one is noted in, and what became of one\'s wish to have it corrected.', problems: [],
  },
  askForAge: {
    ...POST, path: '/api/me/age', body: z.strictObject({ wanted: ageGroup, text: z.string().trim().min(1).max(KEEPING.maxAgeWishLength) }),
    reply: ownAge, summary: 'Ask to be noted in the other age group; somebody who may correct ages decides.', problems: ['denied'],
  },
  showTeenTitle: {
    ...POST, path: '/api/me/age/title', body: z.strictObject({ shown: z.boolean() }), reply: ownAge,
    summary: 'Be called by the teens\' title of one\'s roles, which tells everybody that one is a teen (F207); or no more.', problems: ['denied'],
  },
  readAgeWishes: {
    ...GET, path: '/api/house/ages', reply: z.object({ wishes: z.array(ageWishView), more: z.boolean() }),
    summary: 'Who asks to be noted in the other age group, the longest waiting first.', problems: ['denied'],
  },
  settleAgeWish: {
    ...POST, path: '/api/house/ages/settle', body: z.strictObject({ name: typedName, grant: z.boolean(), reason }), reply: nothing,
    summary: 'Note somebody in the age group they asked for, or leave it as it is.', problems: ['denied', 'not-found'],
  },
  correctAge: {
    ...POST, path: '/api/house/ages/correct', body: z.strictObject({ name: typedName, ageGroup, reason }), reply: nothing,
    summary: 'Note somebody in an age group; it acts at once, in open chats, the queue and the directory (RELIABILITY D2, D3). Says not what was noted.',
    problems: ['denied', 'not-found'],
  },
} as const satisfies Record<string, Endpoint>;
