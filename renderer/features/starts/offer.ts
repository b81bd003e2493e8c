import type { PresenceShown } from '#shared/people/presence-shown.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { asksFor } from '#shared/policy/starts.ts';
import { denied, type Remedy, type RuleId, type Verdict } from '#shared/policy/verdict.ts';
import type { AccountType, StartKind } from '#shared/words.ts';

/** Which way to a chat is offered with somebody; where the rule book says no, which rule (DESIGN promise 4). */
export type Offer =
  | { readonly kind: StartKind; readonly may: true }
  | { readonly kind: StartKind; readonly may: false; readonly rule: RuleId; readonly remedy: Remedy };

/** F163, F036: guests and members ask, and listeners each other; whoever has no account yet becomes a guest by asking. */
const asks = (actor: Actor | null, other: AccountType): boolean => actor === null || asksFor(actor.type, other);

/** F157, F158, F162, F165: Chat Now of who is free, Leave Message of who is not, neither on a break. Pure. */
export function kindFor(presence: PresenceShown, actor: Actor | null, other: AccountType): 'ask' | 'message' | null {
  if (presence.onBreak !== null || !asks(actor, other)) return null;
  return presence.personalRequests ? 'ask' : 'message';
}

/** Full all the same, or asked often already: words can still wait for them, and others are there. */
export const isForNow = (rule: RuleId | null): boolean => rule === 'P37-not-free' || rule === 'P64-asked-often';

/** What stands on a profile. `kept`: it is what this device saw before, so words can be written and nothing asked. Pure. */
export function offerOn(view: ProfileView, actor: Actor | null, kept: boolean): Offer | null {
  const { listener, therapist, mayStart } = view;
  if (mayStart !== null) return offerOf('invitation', mayStart);
  // P53, F043: on the page for all to read, so that it is told before anybody has an account.
  if (therapist?.listed === false && asks(actor, view.type)) return offerOf('message', denied('P53-entry-runs'));
  const presence = listener?.presence ?? therapist?.presence ?? null;
  const kind = presence === null ? null : kindFor(presence, actor, view.type);
  if (kind === null) return null;
  const message = offerOf('message', view.mayMessage);
  if (kind === 'message' || kept) return message;
  const ask = offerOf('ask', view.mayAsk);
  return !ask.may && isForNow(ask.rule) && message.may ? message : ask;
}

function offerOf(kind: StartKind, verdict: Verdict | null | undefined): Offer {
  // Who has not passed the gate yet is asked there, at the first word (F082).
  const may = verdict === null || verdict === undefined || verdict.allowed || verdict.rule === 'P3-consent';
  return may ? { kind, may } : { kind, may, rule: verdict.rule, remedy: verdict.remedy };
}
