import { useEffect } from 'react';
import type { OwnProfile } from '#shared/people/profile.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';

/** One's own profile, asked again each time the relay is back; null until it was ever told. */
export function useOwnProfile(): OwnProfile | null {
  const { profiles } = useEngine();
  const online = useConnection().at === 'online';
  useEffect(() => {
    if (online) void profiles.readOwn();
  }, [profiles, online]);
  return useReadable(profiles.own);
}
