import { z } from 'zod';
import { RECOVERY_CODE_MAX_TYPED } from '../../people/recovery-code.ts';
import { SESSION, TEXT } from '../../limits.ts';
import * as s from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

const password = z.string().max(SESSION.maxPasswordBytes);
const asked = z.strictObject({ password });
/** A guest has none to be asked for. */
const askedWhereThereIsOne = z.strictObject({ password: password.nullable() });

/**
 * One's own account in one's own hands: password, the way back without it, name, a copy of everything, and the end. What
 * is asked again for the password counts as a try to sign in (RELIABILITY C9, E3).
 */
export const accountKeysEndpoints = {
  changePassword: {
    method: 'POST', path: '/api/me/password', auth: 'session', params: none,
    body: z.strictObject({ current: password, next: password }), reply: s.session,
    summary: 'Another password. This device goes on under a new token, all others are signed out (RELIABILITY E3).',
    problems: ['denied', 'wrong-password', 'too-fast', 'password-too-short', 'password-too-long', 'password-too-common', 'bad-request'],
  },
  readRecovery: {
    method: 'GET', path: '/api/me/recovery', auth: 'session', params: none, body: null,
    reply: z.object({ madeAtMs: z.int().nullable() }),
    summary: 'Whether there is a recovery code, and since when.', problems: [],
  },
  makeRecoveryCode: {
    method: 'POST', path: '/api/me/recovery', auth: 'session', params: none, body: asked, reply: z.object({ code: z.string() }),
    summary: 'A recovery code, shown this once; the one before it ends (RELIABILITY E6).',
    problems: ['denied', 'wrong-password', 'too-fast'],
  },
  recover: {
    method: 'POST', path: '/api/recoveries', auth: 'none', params: none,
    body: z.strictObject({
      name: z.string().max(100),
      code: z.string().max(RECOVERY_CODE_MAX_TYPED),
      password,
      deviceName: z.string().trim().min(1).max(TEXT.maxDeviceNameLength),
      deviceKey: s.deviceKey,
    }),
    reply: s.session,
    summary: 'Come back by name and recovery code, with a new password: the code ends, and so does every session (RELIABILITY E6).',
    problems: [
      'wrong-name-or-code', 'too-fast', 'password-too-short', 'password-too-long', 'password-too-common', 'bad-request', 'too-many-devices',
    ],
  },
  changeName: {
    method: 'POST', path: '/api/me/name', auth: 'session', params: none,
    body: z.strictObject({ name: z.string().max(100), password: password.nullable() }), reply: s.me,
    summary: 'Another name (F027, F092), by which one signs in as well.',
    problems: ['denied', 'wrong-password', 'too-fast', 'name-taken', 'name-too-short', 'name-too-long', 'name-characters', 'name-reserved', 'name-contact'],
  },
  signOutOthers: {
    method: 'POST', path: '/api/sessions/others/ended', auth: 'session', params: none, body: askedWhereThereIsOne, reply: z.object({ ended: z.int() }),
    summary: 'Sign out every other device (RELIABILITY E3).', problems: ['wrong-password', 'too-fast'],
  },
  revokeDevice: {
    method: 'POST', path: '/api/sessions/:device/ended', auth: 'session', params: z.object({ device: s.deviceId }), body: askedWhereThereIsOne,
    reply: s.nothing, summary: 'Sign another device out (RELIABILITY E3).', problems: ['not-found', 'wrong-password', 'too-fast'],
  },
  exportMine: {
    method: 'POST', path: '/api/me/export', auth: 'session', params: none, body: askedWhereThereIsOne,
    reply: z.record(z.string(), z.unknown()),
    summary: 'Everything that the relay holds about one, and nothing of others\' (RELIABILITY H2).', problems: ['denied', 'wrong-password', 'too-fast'],
  },
  eraseMe: {
    method: 'POST', path: '/api/me/erase', auth: 'session', params: none, body: asked, reply: s.nothing,
    summary: 'The account is erased, with every word of it (RELIABILITY H3).', problems: ['denied', 'wrong-password', 'too-fast'],
  },
} as const satisfies Record<string, Endpoint>;

/** Those that ask again for the password: a wrong one counts like one at signing in (RELIABILITY C9). */
export const ASK_AGAIN = [
  'changePassword', 'makeRecoveryCode', 'changeName', 'signOutOthers', 'revokeDevice', 'exportMine', 'eraseMe',
  'giveRole', 'takeRole', 'saveRole', 'removeRole',
] as const;
