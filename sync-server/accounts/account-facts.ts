import { z } from 'zod';
import type { Me } from '#shared/api/schemas.ts';
import type { DeviceId } from '#shared/ids.ts';
import { consentState, type ConsentRecord } from '#shared/people/consent.ts';
import { listenerConsentState } from '#shared/people/course.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { AccountRow } from '../database/tables.ts';
import { CAPABILITIES, PLAIN_STANDING, type Capability } from '#shared/policy/standing.ts';

const storedVersions = z.object({ member: z.string(), privacy: z.string(), certification: z.string() });

/** What the account answered at the gate; null when it has not, or when what is stored cannot be read. */
export function consentRecord(row: AccountRow): ConsentRecord | null {
  if (row.age_group === null || row.consent_versions === null) return null;
  const versions = storedVersions.safeParse(parseJson(row.consent_versions));
  if (!versions.success) return null; // asked again: the safe side
  return { ageGroup: row.age_group, parentalConsent: row.parental_consent === 1, versions: versions.data };
}

/** The account as the rule book sees it. */
export const toActor = (row: AccountRow): Actor => ({
  account: row.id,
  type: row.type,
  ageGroup: row.age_group,
  consent: consentState(consentRecord(row)),
  clearedForTeens: row.cleared_for_teens === 1,
  banned: row.banned === 1,
  admin: row.admin === 1,
  standing: {
    ...PLAIN_STANDING,
    listenerConsent: listenerConsentState(row.listener_version),
    completedChats: row.completed_chats,
    away: row.away,
    ...powersIn(row),
  },
});

/** The account as its own person sees it. */
export const toMe = (row: AccountRow, device: DeviceId): Me =>
  ({
    ...toActor(row),
    name: row.name,
    entitlements: entitlementsOf(row),
    agreed: consentRecord(row)?.versions ?? null,
    agreedListener: row.listener_version,
    device,
  });

/** F206, F104: what its roles add up to, and whether somebody has to look at it first. What cannot be read gives nothing. */
function powersIn({ rank, capabilities, held }: AccountRow): Pick<Actor['standing'], 'rank' | 'capabilities' | 'held'> {
  const stored = storedCapabilities.safeParse(parseJson(capabilities)).data ?? [];
  return { rank, capabilities: CAPABILITIES.filter((capability) => stored.includes(capability)), held: held === 1 };
}

const storedCapabilities = z.array(z.string() as z.ZodType<Capability>);
const storedEntitlements = z.array(z.string());

/** What an operator has opened for the account (F109); nothing, when what is stored cannot be read. */
export function entitlementsOf(row: Pick<AccountRow, 'entitlements'>): string[] {
  return storedEntitlements.safeParse(parseJson(row.entitlements)).data ?? [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
