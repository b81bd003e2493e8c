import { z } from 'zod';
import { KEEPING, ROLE, SESSION, TEXT } from '../../limits.ts';
import {
  answerText, APPLICATION_KINDS, applicationView, auditPage, clearedPerson, ownClearance, ownRestriction, personView, reason, restrictedPage, restrictedPlace, rolesView, teamView, toldText, typedName,
} from '../../people/keeping.ts';
import { role, roleKey, track } from '../../people/roles.ts';
import { agreementsView, relayWatch } from '../../people/watching.ts';
import { nothing } from '../schemas.ts';
import { agesEndpoints } from './ages.ts';
import { none, type Endpoint } from './endpoint.ts';

/** RELIABILITY E3: asked for once more where ranks are moved. Null where there is none. */
const password = z.string().max(SESSION.maxPasswordBytes).nullable().default(null);
const aboutRole = z.strictObject({ role: roleKey, name: typedName, reason, password });
const aboutPerson = z.strictObject({ name: typedName, reason });
const GET = { method: 'GET', auth: 'session', params: none, body: null } as const;
const POST = { method: 'POST', auth: 'session', params: none } as const;

/** Keeping the house: roles, bans and holds, appeals, clearances, the record of acts with power, and how the relay does. */
export const houseEndpoints = {
  readTeam: {
    ...GET, path: '/api/team', auth: 'optional', reply: teamView,
    summary: 'Who holds which role, for everybody (F209, F210).', problems: [],
  },
  readRoles: {
    ...GET, path: '/api/house/roles', reply: rolesView,
    summary: 'Roles, what they may, and who holds them, for those who appoint or edit (F206).', problems: ['denied'],
  },
  giveRole: {
    ...POST, path: '/api/house/roles/give', body: aboutRole, reply: rolesView,
    summary: 'Give somebody a role below one\'s own rank (F206). Whose rank rises goes on under a new token on the device seen last, and signs in again on others (RELIABILITY E3).',
    problems: ['denied', 'not-found', 'wrong-password', 'too-fast'],
  },
  takeRole: {
    ...POST, path: '/api/house/roles/take', body: aboutRole, reply: rolesView,
    summary: 'Take a role back, or lay one\'s own down.', problems: ['denied', 'not-found', 'wrong-password', 'too-fast'],
  },
  saveRole: {
    ...POST, path: '/api/house/roles/save', body: z.strictObject({ role, reason, password }), reply: rolesView,
    summary: 'Make a role, or change one below one\'s own rank.',
    problems: ['denied', 'not-found', 'name-reserved', 'contact-details', 'too-many', 'wrong-password', 'too-fast'],
  },
  removeRole: {
    ...POST, path: '/api/house/roles/remove', body: z.strictObject({ role: roleKey, reason, password }), reply: rolesView,
    summary: 'Take a role out of the house; whoever held it holds it no more.', problems: ['denied', 'not-found', 'wrong-password', 'too-fast'],
  },
  saveTrack: {
    ...POST, path: '/api/house/tracks/save', body: z.strictObject({ track, place: z.int().min(1).max(ROLE.maxTracks), reason }), reply: rolesView,
    summary: 'Make a track, rename one, or give it another place on the page (F209).', problems: ['denied', 'too-many', 'name-reserved', 'contact-details'],
  },
  removeTrack: {
    ...POST, path: '/api/house/tracks/remove', body: z.strictObject({ track: roleKey, reason }), reply: rolesView,
    summary: 'Take a track out of the house on which no role stands any more.', problems: ['denied', 'not-found'],
  },
  ...agesEndpoints,
  lookUpPerson: {
    ...POST, path: '/api/house/person', body: z.strictObject({ name: typedName }), reply: personView,
    summary: 'What stands against somebody, by their exact name (F024). In the body, so that no name is in an address.', problems: ['denied', 'not-found'],
  },
  readRestrictions: {
    ...GET, path: '/api/house/restrictions', query: z.strictObject({ after: restrictedPlace.optional() }), reply: restrictedPage,
    summary: 'Who is banned or held, a page at a time, with their appeals: those that wait for an answer first (F103, F104).', problems: ['denied', 'bad-request'],
  },
  banPerson: {
    ...POST, path: '/api/house/ban', body: aboutPerson.extend({ told: toldText.optional() }), reply: nothing,
    summary: 'Ban somebody; it acts at once, on open sockets too (F103, RELIABILITY D3). `told`: what they read of why. A ban that stands is not changed by a second one with other words.',
    problems: ['denied', 'not-found', 'already-banned'],
  },
  unbanPerson: {
    ...POST, path: '/api/house/unban', body: aboutPerson, reply: nothing,
    summary: 'Take a ban back.', problems: ['denied', 'not-found'],
  },
  releasePerson: {
    ...POST, path: '/api/house/release', body: aboutPerson, reply: nothing,
    summary: 'Let somebody in who was held because of their device (F104).', problems: ['denied', 'not-found'],
  },
  removePicture: {
    ...POST, path: '/api/house/picture/remove', body: aboutPerson, reply: nothing,
    summary: 'Take somebody\'s picture away; another one waits a week (F027).', problems: ['denied', 'not-found'],
  },
  answerAppeal: {
    ...POST, path: '/api/house/appeals/answer',
    body: z.strictObject({ name: typedName, answer: answerText }), reply: nothing,
    summary: 'Answer what somebody said to their ban or hold.', problems: ['denied', 'not-found'],
  },
  readOwnRestriction: {
    ...GET, path: '/api/me/restriction', reply: ownRestriction,
    summary: 'What stands against oneself, what one said to it, and what was answered.', problems: [],
  },
  writeAppeal: {
    ...POST, path: '/api/me/appeal', body: z.strictObject({ text: z.string().trim().min(1).max(KEEPING.maxAppealLength) }),
    reply: ownRestriction, summary: 'Say something to one\'s ban or hold, once until it is answered.', problems: ['denied'],
  },
  readOwnClearance: {
    ...GET, path: '/api/me/clearance', reply: ownClearance,
    summary: 'Whether one may also talk to teens, and how one\'s application stands (F085).', problems: [],
  },
  applyForClearance: {
    ...POST, path: '/api/me/clearance', body: z.strictObject({ text: z.string().trim().min(1).max(KEEPING.maxApplicationLength) }),
    reply: ownClearance, summary: 'An adult listener asks to be cleared for talking to teens (F085).', problems: ['denied'],
  },
  readApplications: {
    ...GET, path: '/api/house/applications', reply: z.object({ applications: z.array(applicationView), more: z.boolean() }),
    summary: 'Who asks to be cleared, or to be a therapist, the longest waiting first.', problems: ['denied'],
  },
  settleApplication: {
    ...POST, path: '/api/house/applications/settle',
    body: z.strictObject({ kind: z.enum(APPLICATION_KINDS).default('clearance'), name: typedName, grant: z.boolean(), reason }), reply: nothing,
    summary: 'Grant what somebody applied for, or decline.', problems: ['denied', 'not-found', 'contact-details'],
  },
  readCleared: {
    ...GET, path: '/api/house/cleared', query: z.strictObject({ text: z.string().max(4 * TEXT.maxNameLength).optional() }),
    reply: z.object({ people: z.array(clearedPerson), more: z.boolean() }),
    summary: 'Who is cleared for chats with teens, by the beginning of the name, for those who settle applications (F085).', problems: ['denied', 'bad-request'],
  },
  endClearance: {
    ...POST, path: '/api/house/cleared/end', body: aboutPerson, reply: nothing,
    summary: 'Take a clearance for chats with teens back; it acts at once, on open chats too (F085, RELIABILITY D3).', problems: ['denied', 'not-found'],
  },
  readAudit: {
    ...GET, path: '/api/house/audit', query: z.strictObject({ before: z.coerce.number().int().min(1).optional() }), reply: auditPage,
    summary: 'The record of acts with power, the newest first (RELIABILITY G3).', problems: ['denied', 'bad-request'],
  },
  watchRelay: {
    ...GET, path: '/api/house/relay', reply: relayWatch,
    summary: 'How the relay does, for those who watch over it.', problems: ['denied'],
  },
  readAgreements: {
    ...GET, path: '/api/house/agreements', reply: agreementsView,
    summary: 'The versions of the agreements that are in force, and how many have agreed to which (F089).', problems: ['denied'],
  },
} as const satisfies Record<string, Endpoint>;
