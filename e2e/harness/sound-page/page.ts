import { buildScene } from '../../../renderer/sound/scene.ts';
import type { SoundPlan } from '../../../renderer/sound/sound.ts';

/** What was heard, as figures. */
export interface Heard {
  readonly seconds: number;
  readonly peak: number;
  /** The largest difference between one sample and the next: a click is a large one. */
  readonly largestStep: number;
  /** Loudness (root mean square) of each twentieth of a second. */
  readonly loudness: readonly number[];
}

const RATE = 44_100;
const WINDOWS_PER_SECOND = 20;

/** Renders a plan as fast as the machine can, in Chromium's own audio engine; stopped in the middle where asked. */
export async function hear(plan: SoundPlan, fromMs: number, seconds: number, stopAt: number | null): Promise<Heard> {
  const context = new OfflineAudioContext(2, seconds * RATE, RATE);
  const scene = buildScene(context, context.destination, plan, { startedAt: 0.05, fromMs });
  if (stopAt !== null) {
    void context.suspend(stopAt).then(() => {
      scene.stop(context.currentTime);
      return context.resume();
    });
  }
  const sound = await context.startRendering();
  const ears = [sound.getChannelData(0), sound.getChannelData(1)];
  const width = RATE / WINDOWS_PER_SECOND;
  let peak = 0;
  let largestStep = 0;
  const sums = new Float64Array(seconds * WINDOWS_PER_SECOND);
  for (const samples of ears) {
    let before = 0;
    for (let at = 0; at < samples.length; at += 1) {
      const sample = samples[at] ?? 0;
      peak = Math.max(peak, Math.abs(sample));
      largestStep = Math.max(largestStep, Math.abs(sample - before));
      const window = Math.floor(at / width);
      sums[window] = (sums[window] ?? 0) + sample * sample;
      before = sample;
    }
  }
  return { seconds: sound.duration, peak, largestStep, loudness: [...sums].map((sum) => Math.sqrt(sum / (width * 2))) };
}
