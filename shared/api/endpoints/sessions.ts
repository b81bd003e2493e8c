import { z } from 'zod';
import * as s from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

/** Being somebody at the relay: a guest at once, or signed in; and on which devices. */
export const sessionsEndpoints = {
  relayInfo: {
    method: 'GET', path: '/api/relay', auth: 'none', params: none, body: null, reply: s.relayInfo,
    summary: 'What this relay is.', problems: [],
  },
  createGuest: {
    method: 'POST', path: '/api/guests', auth: 'none', params: none, body: s.newGuest, reply: s.session,
    summary: 'Be somebody at once: a guest account with a random name (F013, F014).', problems: ['too-fast'],
  },
  signIn: {
    method: 'POST', path: '/api/sessions', auth: 'none', params: none, body: s.signIn, reply: s.session,
    summary: 'Sign in on this device.', problems: ['wrong-name-or-password', 'too-fast', 'too-many-devices'],
  },
  signOut: {
    method: 'DELETE', path: '/api/sessions/current', auth: 'session', params: none, body: null, reply: s.nothing,
    summary: 'Sign this device out.', problems: [],
  },
  endSession: {
    method: 'POST', path: '/api/sessions/ended', auth: 'none', params: none,
    body: z.strictObject({ proof: z.string().regex(/^[0-9a-f]{64}$/) }), reply: s.nothing,
    summary: 'A device that was signed out without a network says so later, by the SHA-256 of the token that it has no more. One that is unknown, or over, gets the same answer.',
    problems: ['too-fast'],
  },
  renewSession: {
    method: 'POST', path: '/api/sessions/current/renewed', auth: 'session', params: none, body: null, reply: s.session,
    summary: 'Go on under a new token, where `me` says that it is time: a guest from 30 days on, anybody after a rise of rank. The one before holds until the new one is first used (RELIABILITY E3).',
    problems: ['not-found'],
  },
  listDevices: {
    method: 'GET', path: '/api/sessions', auth: 'session', params: none, body: null,
    reply: z.object({ devices: z.array(s.device) }), summary: 'The devices of the account.', problems: [],
  },
} as const satisfies Record<string, Endpoint>;
