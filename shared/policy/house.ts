import type { AccountId } from '../ids.ts';
import { unreachable } from '../result.ts';
import type { AccountType } from '../words.ts';
import type { Actor } from './actor.ts';
import type { Capability } from './standing.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** Somebody whom an act with power is about. */
export interface Subject {
  readonly account: AccountId;
  readonly type: AccountType;
  /** The highest rank of the roles they hold; 0 for none. */
  readonly rank: number;
}

/** What is asked about keeping the house: roles, bans and holds, appeals, clearances, and the record of all that. */
export type HouseQuestion =
  | { readonly action: 'audit.read' | 'relay.watch' | 'roles.read' | 'restrictions.read' | 'applications.read' }
  | { readonly action: 'role.give' | 'role.take'; readonly rank: number; readonly holder: Subject }
  /** `before` and `after`: its rank; null where it is made or taken away. */
  | {
      readonly action: 'role.edit';
      readonly fixed: boolean;
      readonly before: number | null;
      readonly after: number | null;
      readonly capabilities: readonly Capability[];
    }
  /** To ban somebody, to take a ban back, to let go of a hold, to answer their appeal. */
  | { readonly action: 'person.restrict'; readonly person: Subject }
  /** `waiting`: one's words are there already, and nobody has answered them yet. */
  | { readonly action: 'appeal.write'; readonly waiting: boolean }
  | { readonly action: 'clearance.apply'; readonly waiting: boolean }
  | { readonly action: 'application.settle'; readonly applicant: AccountId };

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
    case 'role.take':
      return appoint(actor, question.action === 'role.take', question.rank, question.holder);
    case 'role.edit':
      return editRole(actor, question);
    case 'person.restrict':
      return needs(actor, 'people.ban') ?? notOneself(actor, question.person.account) ?? fromAbove(actor, question.person.rank) ?? ALLOWED;
    case 'appeal.write':
      if (!actor.banned && !actor.standing.held) return denied('P50-nothing-to-appeal');
      return question.waiting ? denied('P45-one-appeal', 'wait') : ALLOWED;
    case 'clearance.apply':
      return applyForClearance(actor, question.waiting);
    case 'application.settle':
      return needs(actor, 'applications.settle') ?? notOneself(actor, question.applicant) ?? ALLOWED;
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

const needs = (actor: Actor, capability: Capability): Verdict | null => (hasAny(actor, [capability]) ? null : denied('P41-needs-role'));

const notOneself = (actor: Actor, account: AccountId): Verdict | null => (actor.account === account ? denied('P43-not-oneself') : null);

/** F206: power reaches downwards alone. */
const fromAbove = (actor: Actor, rank: number): Verdict | null => (rank < actor.standing.rank ? null : denied('P42-from-above'));

function appoint(actor: Actor, taking: boolean, rank: number, holder: Subject): Verdict {
  // Anybody may lay a role of their own down.
  if (taking && holder.account === actor.account) return ALLOWED;
  const refused = needs(actor, 'roles.appoint') ?? notOneself(actor, holder.account) ?? fromAbove(actor, rank);
  if (refused !== null) return refused;
  return !taking && holder.type === 'guest' ? denied('P49-no-guest-roles') : ALLOWED;
}

function editRole(actor: Actor, { fixed, before, after, capabilities }: Extract<HouseQuestion, { action: 'role.edit' }>): Verdict {
  const lacks = needs(actor, 'roles.edit');
  if (lacks !== null) return lacks;
  if (fixed) return denied('P48-fixed-role');
  const tooHigh = fromAbove(actor, Math.max(before ?? 0, after ?? 0));
  if (tooHigh !== null) return tooHigh;
  // Or a role below one's own would be a way to more than one has.
  return capabilities.every((capability) => actor.standing.capabilities.includes(capability)) ? ALLOWED : denied('P44-own-capabilities');
}

function applyForClearance(actor: Actor, waiting: boolean): Verdict {
  const { type, ageGroup, clearedForTeens, consent, standing } = actor;
  const asks = type === 'listener' && ageGroup === 'adult' && !clearedForTeens && consent === 'given' && standing.listenerConsent === 'given';
  if (!asks) return denied('P46-adult-listeners');
  return waiting ? denied('P47-one-application', 'wait') : ALLOWED;
}
