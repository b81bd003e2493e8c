import { playAir } from './air.ts';
import { playBed } from './beds.ts';
import { BELL_SECONDS, playBell } from './bell.ts';
import type { SoundPlan } from './sound.ts';

/** From nothing to its place, at the first press and after a pause. */
export const FADE_IN_SECONDS = 3;
/** The bed goes out under the last words. */
export const BED_FADE_OUT_SECONDS = 6;
/** A stop asked for is a fade as well, only shorter. */
export const STOP_SECONDS = 1;

/** When it all began on the audio clock, and where in the plan. */
export interface Timeline {
  readonly startedAt: number;
  readonly fromMs: number;
}

export const onTimeline = ({ startedAt, fromMs }: Timeline, ms: number): number => startedAt + (ms - fromMs) / 1_000;

/** What one plan has put into the audio graph. */
export interface Scene {
  /** Fades out from `at`, and ends every source. */
  stop(at: number): void;
  /** When the last thing has rung out by itself, on the audio clock. */
  readonly endsAt: number;
}

/**
 * Builds the whole of a plan into an audio graph at once, so that the audio clock alone keeps time from then on: no
 * timer of the page can make a bell late. Everything goes through one fade; nothing begins or ends with a step.
 */
export function buildScene(context: BaseAudioContext, into: AudioNode, plan: SoundPlan, time: Timeline): Scene {
  const all = context.createGain();
  all.connect(into);
  const opening = context.createGain();
  opening.gain.setValueAtTime(0, time.startedAt);
  opening.gain.linearRampToValueAtTime(1, time.startedAt + FADE_IN_SECONDS);
  opening.connect(all);
  const at = (ms: number): number => onTimeline(time, ms);
  const bedEndsAt = at(plan.bedMs);
  const sources: AudioScheduledSourceNode[] = [];
  if (plan.bed !== 'silence' && bedEndsAt > time.startedAt) {
    sources.push(...playBed(context, bedGround(context, opening, time.startedAt, bedEndsAt), plan.bed, time.startedAt, bedEndsAt));
  }
  if (plan.breath !== null) sources.push(...playAir(context, opening, plan.breath, time));
  // A bell has a soft beginning of its own, and rings past the end of the bed.
  const bells = plan.bellsMs.filter((ms) => ms >= time.fromMs).map(at);
  for (const bell of bells) sources.push(...playBell(context, all, bell));
  return {
    endsAt: Math.max(bedEndsAt, ...bells.map((bell) => bell + BELL_SECONDS)),
    stop(now) {
      hold(all.gain, now);
      all.gain.setTargetAtTime(0, now, STOP_SECONDS / 7);
      for (const source of sources) source.stop(now + STOP_SECONDS);
    },
  };
}

/** Whatever was planned for a value ends here; it stays as it is until told otherwise. */
export function hold(value: AudioParam, now: number): void {
  // Firefox has no way to do it exactly; what it gives is one block of samples old, under a fade.
  if ('cancelAndHoldAtTime' in value) value.cancelAndHoldAtTime(now);
  else (value as AudioParam).cancelScheduledValues(now).setValueAtTime((value as AudioParam).value, now);
}

/** The bed has a fade of its own at its end, whatever the rest does. */
function bedGround(context: BaseAudioContext, into: AudioNode, startsAt: number, endsAt: number): AudioNode {
  const ground = context.createGain();
  ground.gain.setValueAtTime(1, startsAt);
  ground.gain.setValueAtTime(1, Math.max(startsAt, endsAt - BED_FADE_OUT_SECONDS));
  ground.gain.linearRampToValueAtTime(0, endsAt);
  ground.connect(into);
  return ground;
}
