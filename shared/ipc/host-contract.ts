import { z } from 'zod';
import { COPY } from '../limits.ts';

/**
 * What the renderer may ask of the desktop, as data. The main process parses every argument with these schemas and
 * answers only to its own windows; the preload exposes one verb for each. Nothing else crosses.
 */
export interface HostCall {
  readonly request: z.ZodType;
  readonly reply: z.ZodType;
}

/** Names under which secrets are kept: one vault key per profile. */
const secretName = z.string().regex(/^vault-[0-9a-z]{20}$/);
const MAX_SECRET_BYTES = 256;
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const MAX_NOTICE_LENGTH = 200;

const profile = z.string().regex(/^[0-9a-z]{20}$/);
/** Chosen by the main process, and only ever given back to it. */
const backupName = z.string().regex(/^[0-9a-z]{20}\.\d{8}T\d{6}\.samovar$/);
const upload = z.string().regex(/^[0-9a-f]{32}$/);
const piece = bytes.refine((some) => some.length <= COPY.pieceBytes);
const count = z.int().min(0).max(COPY.maxBytes);

export const HOST_CALLS = {
  /** Where the relay is, and what the desktop can do. */
  'host:describe': {
    request: z.strictObject({}),
    reply: z.strictObject({
      platform: z.enum(['linux', 'darwin', 'win32']),
      version: z.string(),
      relayUrl: z.string(),
      /** `none`: no trustworthy keychain, so a passphrase is needed (RELIABILITY F7). */
      keychain: z.enum(['system', 'none']),
    }),
  },
  'keychain:read': {
    request: z.strictObject({ name: secretName }),
    reply: z.strictObject({ secret: bytes.nullable() }),
  },
  'keychain:write': {
    request: z.strictObject({
      name: secretName,
      secret: bytes.refine((secret) => secret.length > 0 && secret.length <= MAX_SECRET_BYTES),
    }),
    reply: z.strictObject({ kept: z.boolean() }),
  },
  'keychain:forget': { request: z.strictObject({ name: secretName }), reply: z.strictObject({}) },
  /** Forgets every secret, also of vaults that nobody remembers any more. */
  'keychain:clear': { request: z.strictObject({}), reply: z.strictObject({}) },
  /** The encrypted backups of the vaults (BACKUP.md), newest first. */
  'backups:list': {
    request: z.strictObject({}),
    reply: z.strictObject({
      backups: z.array(z.strictObject({ name: backupName, profile, atMs: z.number(), bytes: count })),
    }),
  },
  /** A backup is handed over in pieces, and is none until all of it is there. */
  'backups:begin': { request: z.strictObject({ profile }), reply: z.strictObject({ upload }) },
  'backups:append': { request: z.strictObject({ upload, piece }), reply: z.strictObject({}) },
  /** `alone`: every other one of its place opens in a way that was taken off since, and goes once this one is whole. */
  'backups:finish': {
    request: z.strictObject({ upload, bytes: count, alone: z.boolean() }),
    reply: z.strictObject({ name: backupName }),
  },
  'backups:read': {
    request: z.strictObject({ name: backupName, offset: count, length: z.int().min(0).max(COPY.pieceBytes) }),
    reply: z.strictObject({ piece }),
  },
  /** Those of one profile, or all. */
  'backups:erase': { request: z.strictObject({ profile: profile.nullable() }), reply: z.strictObject({}) },
  'notice:show': {
    request: z.strictObject({
      title: z.string().min(1).max(MAX_NOTICE_LENGTH),
      body: z.string().max(MAX_NOTICE_LENGTH),
      /** A route of the app to open when it is clicked. */
      route: z.string().regex(/^\/[a-z0-9/-]{0,80}$/),
    }),
    reply: z.strictObject({ shown: z.boolean() }),
  },
  'badge:set': { request: z.strictObject({ count: z.int().min(0).max(999) }), reply: z.strictObject({}) },
} as const satisfies Record<string, HostCall>;
export type HostCallName = keyof typeof HOST_CALLS;
export type HostRequest<Name extends HostCallName> = z.infer<(typeof HOST_CALLS)[Name]['request']>;
export type HostReply<Name extends HostCallName> = z.infer<(typeof HOST_CALLS)[Name]['reply']>;

/** What the desktop tells the renderer by itself. */
export const HOST_EVENTS = {
  /** A deep link (`samovar://chats/…`) or a clicked notification, as a route. */
  'host:open-route': z.strictObject({ route: z.string().regex(/^\/[a-z0-9/-]{0,80}$/) }),
  /** The machine goes to sleep or its screen is locked. */
  'host:sleep': z.strictObject({}),
} as const;
export type HostEventName = keyof typeof HOST_EVENTS;
export type HostEvent<Name extends HostEventName> = z.infer<(typeof HOST_EVENTS)[Name]>;
