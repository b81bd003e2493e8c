import type { AccountId } from '../ids.ts';
import type { ConsentState } from '../people/consent.ts';
import type { AccountType, AgeGroup } from '../words.ts';
import type { Standing } from './standing.ts';

/** Who asks, with every fact about them that a rule may use. The relay fills it in; the client holds a copy. */
export interface Actor {
  readonly account: AccountId;
  readonly type: AccountType;
  /** Null until the person has said it (F082). */
  readonly ageGroup: AgeGroup | null;
  readonly consent: ConsentState;
  /** An adult listener with a background check, who may also talk to teens (F085). */
  readonly clearedForTeens: boolean;
  readonly banned: boolean;
  readonly admin: boolean;
  readonly standing: Standing;
}

/** `null`: nobody is signed in. */
export type Caller = Actor | null;
