/** Until nothing of it can be heard. */
export const BELL_SECONDS = 9;

/** A soft beater: fast enough to be a bell, slow enough never to startle. */
const STRIKE_SECONDS = 0.07;
const LAST_SECONDS = 1.5;
const PITCH_HZ = 396;
/** As a small bowl has them: pitch against the lowest, loudness, and how long it rings. */
const PARTIALS = [
  { ratio: 0.5, gain: 0.03, ringSeconds: 1.9 },
  { ratio: 1, gain: 0.075, ringSeconds: 1.6 },
  { ratio: 1.003, gain: 0.035, ringSeconds: 1.6 },
  { ratio: 2.71, gain: 0.02, ringSeconds: 0.8 },
  { ratio: 5.15, gain: 0.006, ringSeconds: 0.35 },
] as const;

/** One stroke of a bell at this time. */
export function playBell(context: BaseAudioContext, into: AudioNode, at: number): AudioScheduledSourceNode[] {
  return PARTIALS.map(({ ratio, gain, ringSeconds }) => {
    const tone = context.createOscillator();
    tone.frequency.value = PITCH_HZ * ratio;
    const loudness = context.createGain();
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(gain, at + STRIKE_SECONDS);
    loudness.gain.setTargetAtTime(0, at + STRIKE_SECONDS, ringSeconds);
    // The last of it goes faster, so that the end is no step either.
    loudness.gain.setTargetAtTime(0, at + BELL_SECONDS - LAST_SECONDS, LAST_SECONDS / 6);
    tone.connect(loudness).connect(into);
    tone.start(at);
    tone.stop(at + BELL_SECONDS);
    return tone;
  });
}
