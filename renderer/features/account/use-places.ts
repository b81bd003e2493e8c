import { useEffect, useState } from 'react';
import { useApp } from '../../app/context.tsx';
import { placesOf, type Place } from './place-signs.ts';

/** The places of this device, oldest first; none for the moment before the shelf has answered. */
export function usePlaces(): readonly Place[] {
  const { profiles } = useApp();
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const found = await profiles.list();
      if (current) setPlaces(placesOf(found));
    };
    // A shelf that does not answer has been told by whoever wanted to open a place from it.
    read().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [profiles]);
  return places;
}
