import type { Restriction } from '#shared/people/keeping.ts';
import type { RuleId } from '#shared/policy/verdict.ts';
import type { Identity } from '../../engine/types.ts';

/** What stands against the person on this device, as the relay last said it. */
export function restrictionOf(identity: Identity): Restriction | null {
  if (identity.at === 'local') return null;
  if (identity.actor.banned) return 'banned';
  return identity.actor.standing.held ? 'held' : null;
}

export const RULE_OF: Readonly<Record<Restriction, RuleId>> = { banned: 'P2-not-banned', held: 'P40-held' };
