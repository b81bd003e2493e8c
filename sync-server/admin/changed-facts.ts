import type { AccountRow } from '../database/tables.ts';

/**
 * What an operator's command makes of an account, for the record of acts: `main`, and every further fact that it changed, so that
 * an age or a password never changes without a word. Of a password only that it is another. A clearance has a line of its own.
 */
export function changedFacts(main: string, before: AccountRow, set: Partial<AccountRow>): string {
  const facts = [
    main,
    ...(isOther('age_group', before, set) ? [`age ${set.age_group}`] : []),
    ...(isOther('consent_versions', before, set) || isOther('listener_version', before, set) ? ['agreements noted'] : []),
    ...(isOther('parental_consent', before, set) ? ['parent\'s agreement noted'] : []),
    ...(isOther('password_hash', before, set) ? ['another password'] : []),
  ];
  return facts.join(', ');
}

const isOther = (fact: keyof AccountRow, before: AccountRow, set: Partial<AccountRow>): boolean =>
  set[fact] !== undefined && set[fact] !== before[fact];
