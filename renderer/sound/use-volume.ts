import { useState } from 'react';
import { useApp } from '../app/context.tsx';
import { PREFERENCES } from '../app/preferences.ts';

const FIRST_VOLUME = 0.6;

/** 0 to 1; anything else that stands on the disk is as if nothing stood there. */
export function readVolume(kept: string | null): number {
  const volume = Number(kept ?? Number.NaN);
  return volume >= 0 && volume <= 1 ? volume : FIRST_VOLUME;
}

/** How loud sounds are on this device. */
export function useVolume(): { readonly volume: number; setVolume(volume: number): void } {
  const { preferences } = useApp();
  const [volume, setHeld] = useState(() => readVolume(preferences.read(PREFERENCES.volume)));
  return {
    volume,
    setVolume(next) {
      setHeld(next);
      preferences.write(PREFERENCES.volume, String(next));
    },
  };
}
