import { z } from 'zod';
import { isId, type AccountId, type ChatId, type DeviceId, type RequestId, type StartId } from '../ids.ts';
import { SESSION, TEXT } from '../limits.ts';
import { AWAYS } from '../people/presence-shown.ts';
import { CAPABILITIES, PLAIN_STANDING } from '../policy/standing.ts';
import { ACCOUNT_TYPES, AGE_GROUPS, CHAT_LANGUAGES, TOPICS } from '../words.ts';

const id = <Id>(what: string) =>
  z
    .string()
    .refine(isId, `not a ${what} id`)
    .meta({ pattern: '^[0-9a-z]{20}$' }) as unknown as z.ZodType<Id, string>;

export const accountId = id<AccountId>('account');
export const deviceId = id<DeviceId>('device');
export const chatId = id<ChatId>('chat');
export const requestId = id<RequestId>('request');
export const startId = id<StartId>('start');

/**
 * What a device says of itself when an account begins on it, or signs in (F104): made up by chance, kept on the device, and of no meaning
 * elsewhere. The relay keeps a salted hash.
 */
export const deviceKey = z.string().regex(/^[0-9a-hjkmnp-tv-z]{20}$/).optional();
const deviceName = z.string().trim().min(1).max(TEXT.maxDeviceNameLength);
const password = z.string().max(SESSION.maxPasswordBytes);

const standing = z.object({
  listenerConsent: z.enum(['missing', 'outdated', 'given']),
  held: z.boolean(),
  rank: z.int().min(0),
  capabilities: z.array(z.enum(CAPABILITIES)).readonly(),
  completedChats: z.int().min(0),
  away: z.enum(AWAYS).default('no'),
}).default(PLAIN_STANDING);

/** Who one is, with everything the rule book needs, so that the client can ask it too. */
export const me = z.object({
  account: accountId,
  name: z.string(),
  type: z.enum(ACCOUNT_TYPES),
  ageGroup: z.enum(AGE_GROUPS).nullable(),
  consent: z.enum(['missing', 'outdated', 'given']),
  clearedForTeens: z.boolean(),
  banned: z.boolean(),
  admin: z.boolean(),
  standing,
  /** What an operator has opened for the account (F109), by `Entitlement`. A relay of before says nothing of it. */
  entitlements: z.array(z.string()).default([]),
  /** The versions of the texts that were agreed to last; null before the gate (F089). A relay of before says nothing of it. */
  agreed: z.object({ member: z.string(), privacy: z.string(), certification: z.string() }).nullable().optional(),
  /** The version of the listener agreement that a listener agreed to last (F088, F089). A relay of before says nothing of it. */
  agreedListener: z.string().nullable().optional(),
  device: deviceId,
  /** This device should go on under a new token, by `renewSession` (RELIABILITY E3). Said where one asks who one is, and nowhere else. */
  renew: z.boolean().optional(),
});
export type Me = z.infer<typeof me>;

/** A fresh session. The token is shown this once; the relay keeps only its hash (RELIABILITY E3). */
export const session = z.object({ token: z.string(), me });
export type Session = z.infer<typeof session>;

export const device = z.object({
  device: deviceId,
  name: z.string(),
  createdAtMs: z.int(),
  seenAtMs: z.int(),
  current: z.boolean(),
});
export type Device = z.infer<typeof device>;

export const newGuest = z.strictObject({ deviceName, deviceKey });
export const signIn = z.strictObject({ name: z.string().max(100), password, deviceName, deviceKey });
/** F021, F027: without a name the guest's own is kept. */
export const becomeMember = z.strictObject({ name: z.string().max(100).optional(), password });

/** F079–F083, F087, F090: what is answered at the gate, with the versions of the texts that were shown. */
export const consent = z.strictObject({
  ageGroup: z.enum(AGE_GROUPS),
  parentalConsent: z.boolean(),
  certified: z.literal(true),
  versions: z.strictObject({ member: z.string(), privacy: z.string(), certification: z.string() }),
});
export type ConsentAnswer = z.infer<typeof consent>;

export const newRequest = z.strictObject({ topic: z.enum(TOPICS).nullable(), language: z.enum(CHAT_LANGUAGES) });
export type NewRequest = z.infer<typeof newRequest>;

export const relayInfo = z.object({
  name: z.string(),
  version: z.string(),
  protocol: z.int(),
  nowMs: z.int(),
});
export type RelayInfo = z.infer<typeof relayInfo>;

export const nothing = z.object({});
