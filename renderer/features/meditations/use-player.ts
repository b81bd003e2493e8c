import { useEffect, useState } from 'react';
import { useApp } from '../../app/context.tsx';
import type { Meditation } from '../../content/library/schema.ts';
import { useDevices } from '../../sound/devices.ts';
import { useVolume } from '../../sound/use-volume.ts';
import { createPlayer, type Player } from './player.ts';
import { useKeepFinished } from './use-finished.ts';
import { useVoice } from './use-voice.ts';

/** The player of one meditation for as long as its screen is shown, with the volume and the voice of this device. */
export function usePlayer(meditation: Meditation) {
  const { timers } = useApp();
  const devices = useDevices();
  const keep = useKeepFinished();
  const sound = useVolume();
  const voice = useVoice();
  const [player] = useState<Player>(() =>
    createPlayer({ meditation, timers, devices, volume: sound.volume, voice: voice.chosen, finished: () => keep(meditation.id) }),
  );
  useEffect(() => {
    document.addEventListener('visibilitychange', player.look);
    return () => {
      document.removeEventListener('visibilitychange', player.look);
      player.close();
    };
  }, [player]);
  useEffect(() => player.setVolume(sound.volume), [player, sound.volume]);
  const { chosen } = voice;
  useEffect(() => player.setVoice(chosen), [player, chosen]);
  return { player, sound, voice };
}
