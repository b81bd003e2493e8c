import type { ConsentState } from '../people/consent.ts';
import type { Away } from '../people/presence-shown.ts';

/** What a role may allow (F206). Roles and their ranks are data of the relay; what code can be asked for is this list. */
export const CAPABILITIES = [
  /** To see and settle applications: of listeners for clearance (F085), of therapists (F042). */
  'applications.settle',
  /** To ban, to hold, to answer an appeal, to correct an age group (F103, F104). */
  'people.ban',
  /** To give roles below one's own rank and take them back (F206). */
  'roles.appoint',
  /** To change the ranks, roles and tracks themselves. */
  'roles.edit',
  /** To read the record of acts with power (RELIABILITY G3). */
  'audit.read',
  /** To see how the relay does. */
  'relay.watch',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** How an account stands in the house, beyond what kind it is. */
export interface Standing {
  /** The listener agreement, for those who listen (F088). */
  readonly listenerConsent: ConsentState;
  /** A new identity on a device of somebody banned, until a person has looked at it (F104). */
  readonly held: boolean;
  /** The highest rank of its roles, from 0 (none) upwards; only a higher one appoints (F206). */
  readonly rank: number;
  readonly capabilities: readonly Capability[];
  /** Chats that came to their end and were long enough to count; opens listener-initiated chats (F154, D6). */
  readonly completedChats: number;
  /** Whether a listener is on a break, seen or unseen (F164, F165). */
  readonly away: Away;
}

/** Of somebody about whom there is nothing to say. */
export const PLAIN_STANDING: Standing = { listenerConsent: 'missing', held: false, rank: 0, capabilities: [], completedChats: 0, away: 'no' };
