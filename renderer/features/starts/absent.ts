import type { AccountId } from '#shared/ids.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { decideStart } from '#shared/policy/starts.ts';
import type { RuleId, Verdict } from '#shared/policy/verdict.ts';
import type { Offer } from './offer.ts';

/** A button that does not stand on a page, and the rule that says so: `now`: Chat Now, beside Leave Message; `any`: there is no way at all. */
export interface Absent {
  readonly which: 'now' | 'any';
  readonly rule: RuleId;
}

const NO_ID = '' as AccountId;

/** Whoever has no account yet asks as the guest they become. */
const SOMEBODY: Actor = {
  account: NO_ID, type: 'guest', ageGroup: null, consent: 'missing', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING,
};

/**
 * Why the button that somebody may look for does not stand there (DESIGN promise 4), where `offer` does not say so itself. The same
 * rules as at the relay, over what is on the page for everybody: nothing is asked for it, and nothing can be read off it. Pure.
 */
export function absentOn(view: ProfileView, actor: Actor | null, offer: Offer | null, kept: boolean): Absent | null {
  const asked = askedByAll(view, actor ?? SOMEBODY);
  if (offer === null) return asked.allowed ? null : { which: 'any', rule: asked.rule };
  // Without a network nobody can be asked at once, which no rule says.
  if (!offer.may || offer.kind !== 'message' || kept) return null;
  const said = asked.allowed ? (view.mayAsk ?? asked) : asked;
  return said.allowed ? null : { which: 'now', rule: said.rule };
}

/** Of whom one asks for a chat, as everybody sees them. What only the relay knows is taken to be in favour, and the gate to be passed. */
function askedByAll({ type, listener, therapist }: ProfileView, actor: Actor): Verdict {
  const presence = listener?.presence ?? therapist?.presence ?? null;
  return decideStart(
    actor,
    {
      action: 'chat.ask',
      waiting: 0,
      listener: {
        account: NO_ID, type, agesMeet: true, listed: therapist?.listed ?? true, free: presence?.personalRequests ?? false,
        onBreak: presence !== null && presence.onBreak !== null, hasRoom: true,
      },
    },
    null,
  );
}
