import type { TFunction } from 'i18next';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';

/** A name inside of a sentence or a label: of an erased account, or of somebody who is not to be seen, what is said instead. */
export function nameInText(t: TFunction, name: string): string {
  if (name === FORGOTTEN_NAME) return t('keys:deleted');
  return name === UNKNOWN_NAME ? t('people:unknown') : name;
}
