import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Verdict } from '#shared/policy/verdict.ts';

/** The parts of keeping the house, in the order of their tabs. */
export const PARTS = ['restrictions', 'applications', 'therapists', 'ages', 'roles', 'agreements', 'audit', 'relay'] as const;
export type Part = (typeof PARTS)[number];

const QUESTION = {
  restrictions: 'restrictions.read',
  applications: 'applications.read',
  therapists: 'applications.read',
  // Who may see the relay's figures may see how many have agreed.
  ages: 'applications.read',
  roles: 'roles.read',
  agreements: 'relay.watch',
  audit: 'audit.read',
  relay: 'relay.watch',
} as const;

/** By the same rule book that the relay asks (DESIGN promise 4). */
export const maySee = (actor: Actor, part: Part): Verdict => decide(actor, { action: QUESTION[part] });
