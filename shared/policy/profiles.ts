import type { AccountId } from '../ids.ts';
import { PROFILE, START } from '../limits.ts';
import { unreachable } from '../result.ts';
import type { AccountType, AgeGroup } from '../words.ts';
import type { Actor, Caller } from './actor.ts';
import { hearsOthers, listenerAgreed } from './listening.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** Somebody to whom a listener might write first, as far as rules need to know them (F030, F154, F155). */
export interface StartFacts {
  readonly account: AccountId;
  readonly type: AccountType;
  /** Whether the caller has blocked them, and so knows. */
  readonly blocked: boolean;
  /** Whether the caller has listened to them in a chat that came to its end, and not written to them first since (F237). */
  readonly heardBefore: boolean;
  /** How many completed chats the operator asks for (F154, D6); the usual number where nothing is said. */
  readonly neededChats?: number;
  /** Whether the caller invited them lately, whatever came of it ... */
  readonly invitedLately: boolean;
  /** ... and how many people the caller invited within a day. */
  readonly invitedToday: number;
}

/** What of a member is told to nobody, and decides whether first words reach them. */
export interface ReachFacts {
  readonly acceptsListenerChats: boolean;
  /** Whether the two may meet as their ages stand (F084, F085). */
  readonly agesMeet: boolean;
  readonly blockBetween: boolean;
  /** They said that they want no more first words of this listener. */
  readonly wantsNoMore: boolean;
  /** Whether not too many invitations wait for them already. */
  readonly hasRoom: boolean;
}

/**
 * F084, F102, F155: no answer to the listener depends on this. Words that may not reach somebody wait and end like others and are
 * shown to nobody: from a refusal their age could be read off, without their knowing that anybody asked.
 */
export const reachesMember = ({ acceptsListenerChats, agesMeet, blockBetween, wantsNoMore, hasRoom }: ReachFacts): boolean =>
  acceptsListenerChats && agesMeet && !blockBetween && !wantsNoMore && hasRoom;

/** What anybody may ask, signed in or not, banned or not: it is written for all to read (F023, F039, F040). */
export type PublicQuestion =
  | { readonly action: 'profile.read' }
  /** The listeners who talk with this age group; null: with whomever the caller may meet. */
  | { readonly action: 'directory.read'; readonly hears: AgeGroup | null };

export type ProfileQuestion =
  | { readonly action: 'profile.edit' }
  | { readonly action: 'status.set' }
  | { readonly action: 'break.take' }
  | { readonly action: 'chat.start'; readonly member: StartFacts };

export function decidePublic(caller: Caller, question: PublicQuestion): Verdict {
  if (question.action === 'profile.read') return ALLOWED;
  // Who has said their age sees whom they may talk to (F084); who has not, sees what is public anyway.
  const { hears } = question;
  if (hears === null || caller === null || caller.ageGroup === null || caller.ageGroup === hears) return ALLOWED;
  return hears === 'teen' && caller.clearedForTeens ? ALLOWED : denied('P30-own-age-group');
}

/** For a caller who is signed in and not banned; `consented` is the gate's refusal, or null (P3). */
export function decideProfile(actor: Actor, question: ProfileQuestion, consented: Verdict | null): Verdict {
  if (actor.type === 'guest') return denied(question.action === 'profile.edit' ? 'P31-no-guest-profiles' : 'P32-listeners-own', 'become-member');
  switch (question.action) {
    case 'profile.edit':
      return consented ?? ALLOWED;
    case 'status.set':
    case 'break.take':
      return hearsOthers(actor.type) ? (consented ?? ALLOWED) : denied('P32-listeners-own');
    case 'chat.start':
      return startChat(actor, question.member, consented);
    default:
      return unreachable(question);
  }
}

/** Speaks of the caller's own side and of what is public, and of nothing else: see `reachesMember`. */
function startChat(actor: Actor, member: StartFacts, consented: Verdict | null): Verdict {
  if (actor.type !== 'listener') return denied('P33-experienced-start');
  if (member.account === actor.account) return denied('P11-not-oneself');
  if (consented !== null) return consented;
  if (actor.standing.away !== 'no') return denied('P35-on-a-break', 'return');
  const { heardBefore, neededChats = PROFILE.chatsBeforeStarting } = member;
  if (!heardBefore && actor.standing.completedChats < neededChats) return denied('P33-experienced-start');
  const notAgreed = listenerAgreed(actor);
  if (notAgreed !== null) return notAgreed;
  if (member.invitedLately || member.invitedToday >= START.maxInvitationsPerDay) return denied('P39-invited-once', 'wait');
  return member.type === 'member' && !member.blocked ? ALLOWED : denied('P34-not-open-to-this');
}

/** The age groups whose listeners a caller may look for; null: of no age yet, so both (F084). */
export const groupsToLookFor = (caller: Caller): readonly AgeGroup[] | null => {
  if (caller === null || caller.ageGroup === null) return null;
  return caller.ageGroup === 'adult' && caller.clearedForTeens ? ['adult', 'teen'] : [caller.ageGroup];
};
