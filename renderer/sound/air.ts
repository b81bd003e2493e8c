import { phasesOf, roundMs, type BreathPhase } from '../ui/breathing.ts';
import { pinkNoise, seamless } from './noise.ts';
import type { SoundPlan } from './sound.ts';

const LOOP_SECONDS = 5;
const BLEND_SECONDS = 1;
const LOUD = 0.28;
/** Held breath is not silence: a little air stays, so that a pause is not taken for the end. */
const STILL = 0.03;
const FULL_HZ = 1_100;
const EMPTY_HZ = 380;

const TARGET: Readonly<Record<BreathPhase, { readonly gain: number; readonly hz: number }>> = {
  in: { gain: LOUD, hz: FULL_HZ },
  hold: { gain: STILL, hz: FULL_HZ },
  out: { gain: STILL, hz: EMPTY_HZ },
  rest: { gain: STILL, hz: EMPTY_HZ },
};

/**
 * Air that rises with the breath in and sinks with the breath out, for whoever paces with closed eyes. Joined in the
 * middle, it begins with the next whole breath.
 */
export function playAir(
  context: BaseAudioContext,
  into: AudioNode,
  breath: NonNullable<SoundPlan['breath']>,
  time: { readonly startedAt: number; readonly fromMs: number },
): AudioScheduledSourceNode[] {
  const { pattern } = breath;
  const gone = Math.max(0, Math.ceil((time.fromMs - breath.fromMs) / roundMs(pattern)));
  const rounds = pattern.rounds - gone;
  if (rounds <= 0) return [];
  const startsAt = time.startedAt + (breath.fromMs + gone * roundMs(pattern) - time.fromMs) / 1_000;
  const endsAt = startsAt + (rounds * roundMs(pattern)) / 1_000;
  const blend = Math.round(BLEND_SECONDS * context.sampleRate);
  const samples = seamless(pinkNoise(Math.round(LOOP_SECONDS * context.sampleRate) + blend, 71), blend);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const loop = context.createBufferSource();
  loop.buffer = buffer;
  loop.loop = true;
  const colour = context.createBiquadFilter();
  colour.type = 'lowpass';
  colour.Q.value = 0.7;
  const loudness = context.createGain();
  loudness.gain.setValueAtTime(0, startsAt);
  colour.frequency.setValueAtTime(EMPTY_HZ, startsAt);
  let at = startsAt;
  for (let round = 0; round < rounds; round += 1) {
    for (const { phase, ms } of phasesOf(pattern)) {
      at += ms / 1_000;
      const last = at >= endsAt - 0.001;
      loudness.gain.linearRampToValueAtTime(last ? 0 : TARGET[phase].gain, at);
      colour.frequency.linearRampToValueAtTime(TARGET[phase].hz, at);
    }
  }
  loop.connect(colour).connect(loudness).connect(into);
  loop.start(startsAt);
  loop.stop(endsAt);
  return [loop];
}
