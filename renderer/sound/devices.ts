import { createContext, useContext } from 'react';
import { webKeepAwake, type KeepAwake } from './awake.ts';
import type { SoundEngine } from './sound.ts';
import { webSpeaker, type Speaker } from './speech.ts';
import { openWebSound } from './web-sound.ts';

/** What of the device a meditation uses, as ports; a test puts others in their place. */
export interface Devices {
  openSound(volume: number): SoundEngine;
  readonly speaker: Speaker;
  readonly keepAwake: KeepAwake;
}

export const webDevices = (page: Window): Devices => ({
  openSound: openWebSound,
  speaker: webSpeaker(page),
  keepAwake: webKeepAwake(page),
});

export const DevicesContext = createContext<Devices>(webDevices(window));

export const useDevices = (): Devices => useContext(DevicesContext);
