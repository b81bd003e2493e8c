import { useEffect } from 'react';
import type { OwnRestriction } from '#shared/people/keeping.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { restrictionOf } from './restriction-of.ts';

/** What was written down for oneself, what one said and what was answered, as the relay last said it; null until it has, of what stands now. */
export function useOwnRestriction(): OwnRestriction | null {
  const restriction = restrictionOf(useIdentity());
  const { house } = useEngine();
  const { at } = useConnection();
  useEffect(() => {
    if (restriction !== null && at === 'online') void house.readRestriction();
  }, [house, restriction, at]);
  const known = useReadable(house.restriction);
  return known !== null && restriction !== null && known.restriction === restriction ? known : null;
}

/** P45: once, and once more after each answer. */
export const maySay = (own: OwnRestriction | null): boolean => own === null || own.appeal === null || own.appeal.answer !== null;
