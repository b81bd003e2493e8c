import * as s from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

/** One's own account: who one is, what one answered, what one becomes. */
export const accountsEndpoints = {
  me: {
    method: 'GET', path: '/api/me', auth: 'session', params: none, body: null, reply: s.me,
    summary: 'Who one is.', problems: [],
  },
  becomeMember: {
    method: 'POST', path: '/api/me/member', auth: 'session', params: none, body: s.becomeMember, reply: s.session,
    summary: 'A guest becomes a member and keeps everything (F021); the token that was shown ends, and a new one begins.',
    problems: [
      'denied', 'name-taken', 'name-too-short', 'name-too-long', 'name-characters', 'name-reserved', 'name-contact',
      'password-too-short', 'password-too-long', 'password-too-common',
    ],
  },
  giveConsent: {
    method: 'POST', path: '/api/me/consent', auth: 'session', params: none, body: s.consent, reply: s.me,
    summary: 'Answer the gate: age group, certification, agreements (F079–F083).',
    problems: ['age-fixed', 'outdated-agreement', 'bad-request'],
  },
  forgetMe: {
    method: 'DELETE', path: '/api/me', auth: 'session', params: none, body: null, reply: s.nothing,
    summary: 'A guest is forgotten: sessions, requests and chats end (F016).', problems: ['denied'],
  },
} as const satisfies Record<string, Endpoint>;
