import type { ProfileView } from '#shared/people/profile.ts';
import type { Caller } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { hearsOthers } from '#shared/policy/listening.ts';
import { asksFor } from '#shared/policy/starts.ts';
import type { PersonRow } from '../people/profile-rows.ts';
import { questionOf, type Looking } from './start-facts.ts';

/**
 * F030, F033, F036, F157, F158: what a profile says to its reader of their ways to a chat, by the same questions that the relay asks when
 * one is gone. Null where there is no such button to explain.
 */
export async function waysTo(look: Looking, person: PersonRow, caller: Caller): Promise<Pick<ProfileView, 'mayStart' | 'mayAsk' | 'mayMessage'>> {
  if (caller === null) return { mayStart: null };
  const may = async (kind: 'ask' | 'message' | 'invitation') => decide(caller, await questionOf(look, kind, caller, person));
  if (caller.type === 'listener' && person.type === 'member') return { mayStart: await may('invitation') };
  const asks = asksFor(caller.type, person.type) && caller.account !== person.id;
  if (!asks || !hearsOthers(person.type)) return { mayStart: null };
  return { mayStart: null, mayAsk: await may('ask'), mayMessage: await may('message') };
}
