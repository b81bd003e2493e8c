import { z } from 'zod';
import type { ProblemCode } from './problem.ts';
import * as s from './schemas.ts';

/**
 * Every command and query over HTTP, as data: the relay registers its routes from it, OpenAPI is generated from it,
 * and the client calls through it. A session's token travels as `Authorization: Bearer`, never in a URL.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With `:name` for each parameter. */
  readonly path: string;
  readonly summary: string;
  /** `none`: open to all. `session`: a valid token is required. */
  readonly auth: 'none' | 'session';
  readonly params: z.ZodType;
  readonly body: z.ZodType | null;
  readonly reply: z.ZodType;
  readonly problems: readonly ProblemCode[];
}

const none = z.strictObject({});

export const API = {
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
  listDevices: {
    method: 'GET', path: '/api/sessions', auth: 'session', params: none, body: null,
    reply: z.object({ devices: z.array(s.device) }), summary: 'The devices of the account.', problems: [],
  },
  revokeDevice: {
    method: 'DELETE', path: '/api/sessions/:device', auth: 'session', params: z.object({ device: s.deviceId }),
    body: null, reply: s.nothing, summary: 'Sign another device out.', problems: ['not-found'],
  },
  me: {
    method: 'GET', path: '/api/me', auth: 'session', params: none, body: null, reply: s.me,
    summary: 'Who one is.', problems: [],
  },
  becomeMember: {
    method: 'POST', path: '/api/me/member', auth: 'session', params: none, body: s.becomeMember, reply: s.session,
    summary: 'A guest becomes a member and keeps everything (F021); the token that was shown ends, and a new one begins.',
    problems: [
      'denied', 'name-taken', 'name-too-short', 'name-too-long', 'name-characters', 'name-reserved',
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
  createRequest: {
    method: 'POST', path: '/api/requests', auth: 'session', params: none, body: s.newRequest,
    reply: z.object({ request: s.requestId }), summary: 'Ask for a chat (F151).', problems: ['denied'],
  },
  withdrawRequest: {
    method: 'DELETE', path: '/api/requests/:request', auth: 'session', params: z.object({ request: s.requestId }),
    body: null, reply: s.nothing, summary: 'Leave the queue.', problems: ['denied', 'not-found'],
  },
  acceptRequest: {
    method: 'POST', path: '/api/requests/:request/accept', auth: 'session',
    params: z.object({ request: s.requestId }), body: null, reply: z.object({ chat: s.chatId }),
    summary: 'Take a request; exactly one listener wins (F152).', problems: ['denied', 'not-found'],
  },
  endChat: {
    method: 'POST', path: '/api/chats/:chat/end', auth: 'session', params: z.object({ chat: s.chatId }), body: null,
    reply: s.nothing, summary: 'End a chat.', problems: ['denied', 'not-found'],
  },
  blockChat: {
    method: 'POST', path: '/api/chats/:chat/block', auth: 'session', params: z.object({ chat: s.chatId }),
    body: null, reply: s.nothing, summary: 'End a chat and never meet this person again (F102).',
    problems: ['denied', 'not-found'],
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof API;
export type ParamsOf<Name extends EndpointName> = z.infer<(typeof API)[Name]['params']>;
export type BodyOf<Name extends EndpointName> = (typeof API)[Name]['body'] extends z.ZodType
  ? z.infer<(typeof API)[Name]['body']>
  : null;
export type ReplyOf<Name extends EndpointName> = z.infer<(typeof API)[Name]['reply']>;
