import { useEffect } from 'react';
import { useConnection, useEngine, useFollows } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';

/**
 * Asks once how those who run the place are reached, where this device does not know it yet: in the chat in which it is needed there may
 * be no network. Where it is known, whoever looks asks.
 */
export function TeamWatch() {
  const follows = useFollows();
  const { house } = useEngine();
  const { at } = useConnection();
  const unknown = useReadable(house.team)?.contact === undefined;
  useEffect(() => {
    if (!follows && unknown && at === 'online') void house.readTeam();
  }, [house, follows, unknown, at]);
  return null;
}
