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
  const known = useReadable(house.restriction);
  // What was taken back is asked for once more: the answer, which has nothing in it, takes the place of the words that are kept here.
  const isOver = restriction === null && known !== null && known.restriction !== null;
  useEffect(() => {
    if ((restriction !== null || isOver) && at === 'online') void house.readRestriction();
  }, [house, restriction, isOver, at]);
  return known !== null && restriction !== null && known.restriction === restriction ? known : null;
}

/** P45: once, and once more after each answer. */
export const maySay = (own: OwnRestriction | null): boolean => own === null || own.appeal === null || own.appeal.answer !== null;
