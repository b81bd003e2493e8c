import type { AccountId } from '../ids.ts';
import type { AgeGroup } from '../words.ts';
import { ADMIN_ROLE, FIRST_ROLES, powersOf } from '../people/roles.ts';
import { unreachable } from '../result.ts';
import type { Actor, Caller } from './actor.ts';
import type { Subject } from './house.ts';
import type { ChatFacts, RequestFacts } from './question.ts';
import { PLAIN_STANDING } from './standing.ts';
import type { HearerFacts } from './starts.ts';
import type { Cell, Relation, TableActor } from './table.ts';
import type { TherapistSubject } from './therapists.ts';

/** An actor and somebody of the same age group, who stand to each other as a relation says. */
export interface Scene {
  readonly me: AccountId;
  readonly other: AccountId;
  /** Neither of the two. */
  readonly third: AccountId;
}

/** The facts of the account that plays an actor; null: nobody is signed in. */
export function callerOf(actor: TableActor, me: AccountId): Caller {
  const adult: Actor = {
    account: me, type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING,
  };
  const listener: Actor = { ...adult, type: 'listener', standing: { ...PLAIN_STANDING, listenerConsent: 'given' } };
  switch (actor) {
    case 'nobody':
      return null;
    case 'banned':
      return { ...adult, banned: true };
    case 'guest-no-age':
      return { ...adult, type: 'guest', ageGroup: null, consent: 'missing' };
    case 'guest-teen':
      return { ...adult, type: 'guest', ageGroup: 'teen' };
    case 'guest-adult':
      return { ...adult, type: 'guest' };
    case 'member-teen':
      return { ...adult, ageGroup: 'teen' };
    case 'listener-teen':
      return { ...listener, ageGroup: 'teen' };
    case 'listener-adult':
      return listener;
    case 'listener-cleared':
      return { ...listener, clearedForTeens: true };
    case 'therapist':
      return { ...adult, type: 'therapist' };
    case 'member-adult':
    case 'bot':
      return adult;
    case 'supporter':
    case 'moderator':
    case 'mentor':
    case 'mentor-leader':
    case 'ambassador':
    case 'community-manager':
    case 'admin':
      return { ...adult, admin: actor === ADMIN_ROLE, standing: { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => id === actor)) } };
    default:
      return unreachable(actor);
  }
}

/** The other side is of the actor's age group; ages that differ are RELIABILITY D2's. */
export const ageIn = (actor: TableActor): AgeGroup => (actor.endsWith('-teen') ? 'teen' : 'adult');

/** The one that they are not noted in. */
export const otherAge = (actor: TableActor): AgeGroup => (ageIn(actor) === 'teen' ? 'adult' : 'teen');

const STATES = { author: 'open', participant: 'open', stranger: 'open', blocked: 'blocked', former: 'ended' } as const;

export function chatIn({ actor, relation }: Pick<Cell, 'actor' | 'relation'>, { me, other, third }: Scene): ChatFacts {
  const mine = relation === 'stranger' ? third : me;
  const [seeker, listener] = actor.startsWith('listener') ? [other, mine] : [mine, other];
  return { seeker, listener, state: STATES[relation], agesMeet: true };
}

export const requestIn = ({ actor, relation }: Cell, { me, other }: Scene): RequestFacts => ({
  seeker: relation === 'author' ? me : other,
  ageGroup: ageIn(actor),
  state: 'waiting',
  blockBetween: relation === 'blocked',
});

export const ownerIn = (relation: Relation, { me, other }: Scene): AccountId => (relation === 'author' ? me : other);

export const subjectIn = ({ relation }: Cell, scene: Scene): Subject => ({ account: ownerIn(relation, scene), type: 'member', rank: 0 });
export const plainSubject = (cell: Cell, scene: Scene): TherapistSubject =>
  ({ account: ownerIn(cell.relation, scene), type: 'member', ageGroup: ageIn(cell.actor), rank: 0, restricted: false, hasTalked: true });

/** A member who may be written to first, but for what a relation takes away. */
export const OPEN_MEMBER = { type: 'member', invitedLately: false, invitedToday: 0 } as const;

/** The other side, free to be asked; whoever listens has somebody before them who is heard. Listeners among themselves (F036) are in starts.test.ts, and in every meeting. */
export const hearerIn = ({ actor }: Cell, { other }: Scene): HearerFacts => ({
  account: other,
  type: actor.startsWith('listener') ? 'member' : 'listener',
  agesMeet: true,
  listed: true,
  free: true,
  onBreak: false,
  hasRoom: true,
});
