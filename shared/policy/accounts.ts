import type { Actor } from './actor.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** What is asked about one's own account. */
export type AccountQuestion =
  | { readonly action: 'name.change' }
  /** A password, a recovery code. */
  | { readonly action: 'keys.change' }
  | { readonly action: 'account.export' }
  | { readonly action: 'account.erase' };

/**
 * Whoever may do nothing else has these: one's keys, a copy of what is kept about one, an end of it (RELIABILITY H2, H3), and
 * of one's picture.
 */
export const OWN_IN_ANY_CASE: ReadonlySet<string> = new Set<AccountQuestion['action'] | 'picture.clear'>([
  'keys.change', 'account.export', 'account.erase', 'picture.clear',
]);

export function decideAccount(actor: Actor, { action }: AccountQuestion): Verdict {
  switch (action) {
    case 'name.change':
      // F092. What others know somebody by changes under everybody's eyes: a banned account keeps its name, too (P2).
      return actor.type === 'guest' ? denied('P60-guests-keep-names', 'become-member') : ALLOWED;
    case 'keys.change':
    case 'account.erase':
      // A guest has no password to be asked for, and is forgotten by a door of its own (F016, P16).
      return actor.type === 'guest' ? denied('P61-needs-password', 'become-member') : ALLOWED;
    case 'account.export':
      return ALLOWED;
  }
}
