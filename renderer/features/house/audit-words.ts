import type { TFunction } from 'i18next';
import type { AuditedAct } from '#shared/people/keeping.ts';

/** What a line says of before and after, where it is a word of ours: in the record they stand in one language, whoever reads it. */
const WORDS: Readonly<Record<string, string>> = {
  banned: 'banned', held: 'held', answered: 'answered', cleared: 'cleared', 'not cleared': 'notCleared', 'no picture': 'noPicture',
  teen: 'teen', adult: 'adult', guest: 'guest', member: 'member', listener: 'listener', therapist: 'therapist', admin: 'admin',
  'age teen': 'ageTeen', 'age adult': 'ageAdult', 'cleared for teens': 'cleared', 'agreements noted': 'agreements', 'parent\'s agreement noted': 'parent',
  'another password': 'password', 'premium-paths': 'premiumPaths', 'directory-entry': 'entry', 'contact-details': 'contact',
};
const NUMBERED = /^(appeal|application|wish) (\d+)$/;
const UNTIL = /^directory-entry until (\d{4}-\d{2}-\d{2})$/;
const LISTED: ReadonlySet<AuditedAct> = new Set(['make-listener', 'make-admin', 'grant', 'revoke']);
/** Names of roles and tracks, which people gave them. */
const NAMED: ReadonlySet<AuditedAct> = new Set(['give-role', 'take-role', 'add-role', 'edit-role', 'remove-role', 'add-track', 'edit-track', 'remove-track']);

export function stateInWords(t: TFunction<'house'>, act: AuditedAct, state: string | null): string {
  if (state === null) return '–';
  if (NAMED.has(act)) return state;
  if (!LISTED.has(act)) return inWords(t, state);
  return state === '' ? t('record.nothing') : state.split(/, ?/).map((one) => inWords(t, one)).join(', ');
}

/** A word that is not known here is one of a newer relay: as it stands. */
function inWords(t: TFunction<'house'>, state: string): string {
  const [, what, number] = NUMBERED.exec(state) ?? [];
  if (what !== undefined) return t(`record.${what}`, { number });
  const [, day] = UNTIL.exec(state) ?? [];
  if (day !== undefined) return t('record.entryUntil', { day });
  if (state.startsWith('picture ')) return t('record.picture');
  const word = Object.hasOwn(WORDS, state) ? WORDS[state] : undefined;
  return word === undefined ? state : t(`record.${word}`);
}
