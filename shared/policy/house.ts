import type { AccountId } from '../ids.ts';
import { unreachable } from '../result.ts';
import type { AccountType, AgeGroup } from '../words.ts';
import type { Actor } from './actor.ts';
import { hearsOthers, listenerAgreed } from './listening.ts';
import type { Capability } from './standing.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** Somebody whom an act with power is about. */
export interface Subject {
  readonly account: AccountId;
  readonly type: AccountType;
  /** The highest rank of the roles they hold; 0 for none. */
  readonly rank: number;
}

/** Somebody who asks to be cleared for teens, as they are when that is settled. */
export interface Applicant {
  readonly account: AccountId;
  readonly type: AccountType;
  readonly ageGroup: AgeGroup | null;
  /** The highest rank of the roles they hold; 0 for none. */
  readonly rank: number;
  /** Banned or held. */
  readonly restricted: boolean;
}

/**
 * Whether the two have an open chat with each other: then somebody else decides (P59). It is asked of the two accounts alone; which
 * accounts are one person's nobody at the relay knows (F037).
 */
export interface Closeness {
  readonly sharesChat: boolean;
}

/** What is asked about keeping the house: roles, bans and holds, appeals, clearances, and the record of all that. */
export type HouseQuestion =
  | { readonly action: 'audit.read' | 'relay.watch' | 'roles.read' | 'restrictions.read' | 'applications.read' }
  | { readonly action: 'role.give'; readonly rank: number; readonly capabilities: readonly Capability[]; readonly holder: Subject }
  | { readonly action: 'role.take'; readonly rank: number; readonly holder: Subject }
  /** `before` and `after`: its rank; null where it is made or taken away. */
  | {
      readonly action: 'role.edit';
      readonly fixed: boolean;
      readonly before: number | null;
      readonly after: number | null;
      readonly capabilities: readonly Capability[];
    }
  /** To ban somebody, or take their picture away: what protects others, and never waits. */
  | { readonly action: 'person.restrict'; readonly person: Subject }
  /** To answer what somebody said to their ban or hold, or to take it back. */
  | ({ readonly action: 'appeal.settle'; readonly person: Subject } & Closeness)
  /** `waiting`: one's words are there already, and nobody has answered them yet. */
  | { readonly action: 'appeal.write'; readonly waiting: boolean }
  | { readonly action: 'clearance.apply'; readonly waiting: boolean; readonly declinedLately: boolean }
  | ({ readonly action: 'application.settle'; readonly grant: boolean; readonly applicant: Applicant } & Closeness)
  /** To take a clearance for teens back: what protects others, and never waits. */
  | { readonly action: 'clearance.end'; readonly person: Subject }
  /**
   * To note somebody in an age group; null: to leave it as they said it. `said`: whether they have said one; `wished`: whether a
   * wish of their own for this group waits.
   */
  | ({ readonly action: 'age.correct'; readonly person: Subject; readonly said: boolean; readonly ageGroup: AgeGroup | null; readonly wished: boolean } & Closeness)
  /** One's own wish to be noted in the other one. */
  | { readonly action: 'age.ask'; readonly wanted: AgeGroup; readonly waiting: boolean; readonly declinedLately: boolean }
  /** `rank`: the highest of the roles that stand on it; 0 for none. `leaves`: it is to go although roles stand on it. */
  | { readonly action: 'track.edit'; readonly rank: number; readonly leaves: boolean };

export function decideHouse(actor: Actor, question: HouseQuestion): Verdict {
  switch (question.action) {
    case 'audit.read':
      return needs(actor, 'audit.read') ?? ALLOWED;
    case 'relay.watch':
      return needs(actor, 'relay.watch') ?? ALLOWED;
    case 'roles.read':
      return hasAny(actor, ['roles.appoint', 'roles.edit']) ? ALLOWED : denied('P41-needs-role');
    case 'restrictions.read':
      return needs(actor, 'people.ban') ?? ALLOWED;
    case 'applications.read':
      return needs(actor, 'applications.settle') ?? ALLOWED;
    case 'role.give':
      return giveRole(actor, question);
    case 'role.take':
      return takeRole(actor, question.rank, question.holder);
    case 'role.edit':
      return editRole(actor, question);
    case 'person.restrict':
      return restrict(actor, question.person) ?? ALLOWED;
    case 'appeal.settle':
      return restrict(actor, question.person) ?? impartial(question) ?? ALLOWED;
    case 'appeal.write':
      if (!actor.banned && !actor.standing.held) return denied('P50-nothing-to-appeal');
      return question.waiting ? denied('P45-one-appeal', 'wait') : ALLOWED;
    case 'clearance.apply':
      return applyForClearance(actor, question);
    case 'application.settle':
      return settle(actor, question);
    case 'clearance.end':
      return needs(actor, 'applications.settle') ?? notOneself(actor, question.person.account) ?? fromAbove(actor, question.person.rank) ?? ALLOWED;
    case 'age.correct':
      return correctAge(actor, question);
    case 'age.ask':
      return askForAge(actor, question);
    case 'track.edit':
      return needs(actor, 'roles.edit') ?? fromAbove(actor, question.rank) ?? (question.leaves ? denied('P58-track-in-use') : ALLOWED);
    default:
      return unreachable(question);
  }
}

/** P40 (F104): who was held may read, end, take back and say their side; whatever reaches others waits. */
export const HELD_MAY: ReadonlySet<string> = new Set([
  'member.become', 'account.forget', 'request.withdraw', 'chat.read', 'chat.end', 'chat.delete-own', 'inbox.read', 'people.read', 'page.read',
  'premium-path.walk', 'listener.agree', 'appeal.write', 'keys.change', 'account.export', 'account.erase',
]);

export const hasAny = ({ standing }: Actor, wanted: readonly Capability[]): boolean =>
  wanted.some((capability) => standing.capabilities.includes(capability));

export const needs = (actor: Actor, capability: Capability): Verdict | null => (hasAny(actor, [capability]) ? null : denied('P41-needs-role'));

export const notOneself = (actor: Actor, account: AccountId): Verdict | null => (actor.account === account ? denied('P43-not-oneself') : null);

/** F206: power reaches downwards alone. */
export const fromAbove = (actor: Actor, rank: number): Verdict | null => (rank < actor.standing.rank ? null : denied('P42-from-above'));

/** P59: what is decided about somebody stays, and they cannot choose by whom. Asked last, so that it is told to those alone who else may. */
export const impartial = ({ sharesChat }: Closeness): Verdict | null => (sharesChat ? denied('P59-impartial') : null);

const restrict = (actor: Actor, person: Subject): Verdict | null =>
  needs(actor, 'people.ban') ?? notOneself(actor, person.account) ?? fromAbove(actor, person.rank);

/** Or a role below one's own, given or made, would be a way to more than one has. */
const withinOwn = (actor: Actor, capabilities: readonly Capability[]): Verdict | null =>
  capabilities.every((capability) => actor.standing.capabilities.includes(capability)) ? null : denied('P44-own-capabilities');

function giveRole(actor: Actor, { rank, capabilities, holder }: Extract<HouseQuestion, { action: 'role.give' }>): Verdict {
  const refused = needs(actor, 'roles.appoint') ?? notOneself(actor, holder.account) ?? fromAbove(actor, rank) ?? withinOwn(actor, capabilities);
  if (refused !== null) return refused;
  return holder.type === 'guest' ? denied('P49-no-guest-roles') : ALLOWED;
}

/** From above the role and whoever holds it: a low role of somebody high is not for those between to take. */
function takeRole(actor: Actor, rank: number, holder: Subject): Verdict {
  // Anybody may lay a role of their own down.
  if (holder.account === actor.account) return ALLOWED;
  return needs(actor, 'roles.appoint') ?? fromAbove(actor, Math.max(rank, holder.rank)) ?? ALLOWED;
}

function editRole(actor: Actor, { fixed, before, after, capabilities }: Extract<HouseQuestion, { action: 'role.edit' }>): Verdict {
  const lacks = needs(actor, 'roles.edit');
  if (lacks !== null) return lacks;
  if (fixed) return denied('P48-fixed-role');
  const tooHigh = fromAbove(actor, Math.max(before ?? 0, after ?? 0));
  if (tooHigh !== null) return tooHigh;
  return withinOwn(actor, capabilities) ?? ALLOWED;
}

/** Granted to those alone who could be cleared now: since they asked, they may have become something else. Declining is always open. */
function settle(actor: Actor, { grant, applicant, ...closeness }: Extract<HouseQuestion, { action: 'application.settle' }>): Verdict {
  const refused =
    needs(actor, 'applications.settle') ?? notOneself(actor, applicant.account) ?? fromAbove(actor, applicant.rank) ?? impartial(closeness);
  if (refused !== null) return refused;
  return grant && !mayBeCleared(applicant) ? denied('P46-adult-listeners') : ALLOWED;
}

/** F085: whom a clearance may be given to now; whoever runs the relay is held to it, too. */
export const mayBeCleared = ({ type, ageGroup, restricted }: Pick<Applicant, 'type' | 'ageGroup' | 'restricted'>): boolean =>
  hearsOthers(type) && ageGroup === 'adult' && !restricted;

function applyForClearance(actor: Actor, asked: { readonly waiting: boolean; readonly declinedLately: boolean }): Verdict {
  const { type, ageGroup, clearedForTeens, consent } = actor;
  const asks = hearsOthers(type) && ageGroup === 'adult' && !clearedForTeens && consent === 'given' && listenerAgreed(actor) === null;
  return asks ? askedOnce(asked) : denied('P46-adult-listeners');
}

/**
 * F084: nobody goes through the wall between the ages by themselves, and nobody sends somebody through it who stands above them. It asks
 * for the power that clears an adult for teens (F085): to note a teen as an adult opens that teen to every adult, so it takes their own
 * wish as well. The other way protects, and needs none.
 */
function correctAge(actor: Actor, { person, said, ageGroup, wished, ...closeness }: Extract<HouseQuestion, { action: 'age.correct' }>): Verdict {
  const refused =
    needs(actor, 'applications.settle') ?? notOneself(actor, person.account) ?? fromAbove(actor, person.rank) ?? impartial(closeness);
  if (refused !== null) return refused;
  if (!said) return denied('P56-age-said');
  return ageGroup === 'adult' && !wished ? denied('P65-adult-by-own-wish') : ALLOWED;
}

/** To be noted as a teen protects, and is asked again at any time. */
function askForAge({ ageGroup }: Actor, { wanted, waiting, declinedLately }: Extract<HouseQuestion, { action: 'age.ask' }>): Verdict {
  if (ageGroup === null) return denied('P56-age-said', 'consent');
  if (ageGroup === wanted) return denied('P57-age-as-noted');
  return askedOnce({ waiting, declinedLately: declinedLately && wanted === 'adult' });
}

/** One application at a time, and after a no none for a while: or patience alone would find somebody who says yes. */
export function askedOnce({ waiting, declinedLately }: { readonly waiting: boolean; readonly declinedLately: boolean }): Verdict {
  if (waiting) return denied('P47-one-application', 'wait');
  return declinedLately ? denied('P66-after-a-no', 'wait') : ALLOWED;
}
