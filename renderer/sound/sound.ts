import type { Breath, Meditation } from '../content/library/schema.ts';

export type Bed = Meditation['sound']['bed'];

/** Everything that sounds in one meditation, against its own time. */
export interface SoundPlan {
  readonly bed: Bed;
  /** When the bed has faded out. */
  readonly bedMs: number;
  readonly bellsMs: readonly number[];
  readonly breath: { readonly pattern: Breath; readonly fromMs: number } | null;
  /** Moments that the listener wants to be told of, even in a hidden tab whose timers are held back. */
  readonly cuesMs: readonly number[];
}

/** A plan that sounds. */
export interface Playing {
  /** Fades out within a second and lets go of everything. */
  stop(): void;
}

/**
 * Sound made on the device (F113): nothing is recorded, nothing fetched. Opened by a press of the person's, as browsers
 * ask; closed by whoever opened it.
 */
export interface SoundEngine {
  /** Fades in from this moment of the plan. Whatever sounded before is faded out. */
  play(plan: SoundPlan, fromMs: number, onCue: () => void): Playing;
  /** 0 to 1, glided to. */
  setVolume(volume: number): void;
  /** Lets what still sounds ring out, then gives the device back. */
  close(): void;
}

/** For a device that makes no sound. */
export const silentSound: SoundEngine = {
  play: () => ({ stop: () => undefined }),
  setVolume: () => undefined,
  close: () => undefined,
};
