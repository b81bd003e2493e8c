import { useEffect } from 'react';
import { useConnection, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';

/**
 * How those who run the place are reached, in the operator's words: null where they named nobody, undefined while no relay has said it
 * on this device. Asked anew while somebody looks; what was said last stands without a network.
 */
export function useContact(): string | null | undefined {
  const { house } = useEngine();
  const team = useReadable(house.team);
  const { at } = useConnection();
  useEffect(() => {
    if (at === 'online') void house.readTeam();
  }, [house, at]);
  return team?.contact;
}
