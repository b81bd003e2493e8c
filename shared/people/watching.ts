import { z } from 'zod';
import { ACCOUNT_TYPES } from '../words.ts';

const count = z.int().min(0);

/** How often something was refused since the relay began, by the code that was answered. */
const refused = z.array(z.object({ what: z.enum(['update', 'upgrade', 'socket']), code: z.string(), count }));

/** How the relay does, in numbers that name nobody. A relay of before says nothing of what has a default. */
export const relayWatch = z.object({
  version: z.string(),
  node: z.string().default(''),
  status: z.enum(['ready', 'storage', 'stopping']),
  storage: z.string(),
  uptimeMs: z.int(),
  sockets: count,
  /** Devices that are connected. */
  sessions: count.default(0),
  openDocuments: count,
  waitingRequests: count,
  openChats: count,
  storeBytes: count.nullable(),
  /** Of the store's log, which is moved into it every second or so. */
  logBytes: count.nullable().default(null),
  /** Room on the store's disk, for whoever the relay runs as. */
  freeBytes: count.nullable().default(null),
  /** When `npm run admin -- backup` made its last whole copy; null for never. */
  backupAtMs: z.int().nullable().default(null),
  /** Whether this start found the store's log damaged: words of the seconds before may be on people's devices alone (A7). */
  lostLog: z.boolean().default(false),
  /** Documents that were set aside since the start, and turns that could not be kept. */
  damagedDocuments: count.default(0),
  storageFailures: count.default(0),
  refused: refused.default([]),
  accounts: z.array(z.object({ type: z.enum(ACCOUNT_TYPES), count })),
});
export type RelayWatch = z.infer<typeof relayWatch>;

/** The texts that people are asked to agree to (F087, F088, F090). */
export const ASKED_TEXTS = ['member', 'privacy', 'certification', 'listener'] as const;
export type AskedText = (typeof ASKED_TEXTS)[number];

/** F089: each text with the version in force, and how many accounts have agreed to which. Counts alone: nobody is named. */
export const agreementsView = z.object({
  texts: z.array(
    z.object({
      name: z.enum(ASKED_TEXTS),
      version: z.string(),
      /** The newest version first. */
      agreed: z.array(z.object({ version: z.string(), count })),
      /** Accounts that it is for, and that have not agreed to any version of it. */
      unanswered: count,
    }),
  ),
});
export type AgreementsView = z.infer<typeof agreementsView>;
