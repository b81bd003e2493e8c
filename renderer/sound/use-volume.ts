import { useState } from 'react';
import { useApp } from '../app/context.tsx';

/** Kept on the device, outside any vault: it says nothing about a person, and the calm minute has no vault. */
const VOLUME_KEY = 'samovar.volume';
const FIRST_VOLUME = 0.6;

/** 0 to 1; anything else that stands on the disk is as if nothing stood there. */
export function readVolume(kept: string | null): number {
  const volume = Number(kept ?? Number.NaN);
  return volume >= 0 && volume <= 1 ? volume : FIRST_VOLUME;
}

/** How loud sounds are on this device. */
export function useVolume(): { readonly volume: number; setVolume(volume: number): void } {
  const { preferences } = useApp();
  const [volume, setHeld] = useState(() => readVolume(preferences.read(VOLUME_KEY)));
  return {
    volume,
    setVolume(next) {
      setHeld(next);
      preferences.write(VOLUME_KEY, String(next));
    },
  };
}
