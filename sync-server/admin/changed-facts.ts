import type { AccountRow } from '../database/tables.ts';

/**
 * What an operator's command makes of an account, for the record of acts: `main`, and every further fact that it changed, so that
 * an age, a clearance or a password never changes without a word. Of a password only that it is another.
 */
export function changedFacts(main: string, before: AccountRow, set: Partial<AccountRow>): string {
  const facts = [
    main,
    ...(isOther('age_group', before, set) ? [`age ${set.age_group}`] : []),
    ...(isOther('cleared_for_teens', before, set) ? ['cleared for teens'] : []),
    ...(isOther('consent_versions', before, set) || isOther('listener_version', before, set) ? ['agreements noted'] : []),
    ...(isOther('parental_consent', before, set) ? ['parent\'s agreement noted'] : []),
    ...(isOther('password_hash', before, set) ? ['another password'] : []),
  ];
  return facts.join(', ');
}

const isOther = (fact: keyof AccountRow, before: AccountRow, set: Partial<AccountRow>): boolean =>
  set[fact] !== undefined && set[fact] !== before[fact];
