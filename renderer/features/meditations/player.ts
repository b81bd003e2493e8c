import type { Timers } from '#shared/ports.ts';
import type { Meditation } from '../../content/library/schema.ts';
import type { Readable } from '../../engine/types.ts';
import type { Devices } from '../../sound/devices.ts';
import { planOf } from '../../sound/plan.ts';
import type { Playing, SoundEngine } from '../../sound/sound.ts';
import type { Voice } from '../../sound/speech.ts';
import { createStopwatch, type StopwatchState } from '../tools/stopwatch.ts';
import { at, lengthMs, stepFrom } from './script.ts';

/** Whoever only skipped to the end has not been there: this part of it must really have been heard. */
const HEARD_PART = 0.5;

export interface PlayerParts {
  readonly meditation: Meditation;
  readonly timers: Timers;
  readonly devices: Devices;
  readonly volume: number;
  /** Null: the words are read, not heard. */
  readonly voice: Voice | null;
  /** Told once for each time it was heard to its end. */
  readonly finished: () => void;
}

/** One meditation being heard: the clock, the sound, the voice and the screen kept on, which all go and stop together. */
export interface Player extends Readable<StopwatchState> {
  exactMs(): number;
  play(): void;
  pause(): void;
  toggle(): void;
  /** To the next words, or back to these or those before. */
  step(direction: 1 | -1): void;
  setVolume(volume: number): void;
  setVoice(voice: Voice | null): void;
  /** The page is in sight again. */
  look(): void;
  /** Everything fades out and ends. */
  close(): void;
}

export function createPlayer(parts: PlayerParts): Player {
  const { meditation, devices } = parts;
  const watch = createStopwatch(parts.timers, lengthMs(meditation));
  let { volume, voice } = parts;
  let engine: SoundEngine | null = null;
  let playing: Playing | null = null;
  let letSleep: (() => void) | null = null;
  /** The line last given to the voice, and whether it was said to its end. */
  let spoken = -1;
  let saying = false;

  const speakLine = (): void => {
    const { line, text } = at(meditation, watch.exactMs());
    if (voice === null || line === -1 || line === spoken) return;
    spoken = line;
    saying = true;
    devices.speaker.speak(text, voice, () => {
      saying = false;
    });
  };
  /** Words that were cut off are said again when it goes on. */
  const hush = (): void => {
    if (saying) spoken = -1;
    saying = false;
    devices.speaker.stop();
  };
  const sound = (): void => {
    engine ??= devices.openSound(volume);
    playing = engine.play(planOf(meditation), watch.exactMs(), () => watch.look());
  };
  const rest = (): void => {
    letSleep?.();
    letSleep = null;
  };
  let before: StopwatchState['at'] = 'ready';
  const stopHearing = watch.subscribe(() => {
    const now = watch.getSnapshot().at;
    if (now === 'going') speakLine();
    if (now === 'done' && before !== 'done') {
      // The last bell rings out by itself.
      rest();
      if (watch.goneMs() >= lengthMs(meditation) * HEARD_PART) parts.finished();
    }
    before = now;
  });

  const player: Player = {
    getSnapshot: watch.getSnapshot,
    subscribe: watch.subscribe,
    exactMs: watch.exactMs,
    play() {
      const { at: state } = watch.getSnapshot();
      if (state === 'going') return;
      if (state === 'done') spoken = -1;
      letSleep ??= devices.keepAwake();
      watch.start();
      sound();
      speakLine();
    },
    pause() {
      if (watch.getSnapshot().at !== 'going') return;
      watch.pause();
      playing?.stop();
      hush();
      rest();
    },
    toggle() {
      if (watch.getSnapshot().at === 'going') player.pause();
      else player.play();
    },
    step(direction) {
      const going = watch.getSnapshot().at === 'going';
      const from = watch.exactMs();
      const to = stepFrom(meditation, from, direction);
      if (to === from) return;
      hush();
      spoken = -1;
      watch.seek(to);
      if (!going) return;
      sound();
      speakLine();
    },
    setVolume(next) {
      volume = next;
      engine?.setVolume(next);
    },
    setVoice(next) {
      hush();
      voice = next;
      spoken = -1;
      if (watch.getSnapshot().at === 'going') speakLine();
    },
    look: watch.look,
    close() {
      stopHearing();
      watch.close();
      hush();
      rest();
      engine?.close();
      engine = null;
    },
  };
  return player;
}
