import { buildScene, hold, STOP_SECONDS } from './scene.ts';
import { gainOf } from './plan.ts';
import { silentSound, type Playing, type SoundEngine, type SoundPlan } from './sound.ts';

/** Between the press and the first sample, for the device to be ready. */
const LEAD_SECONDS = 0.08;
const VOLUME_GLIDE_SECONDS = 0.12;

/** Sound on this device's own output. A device or a browser without one stays silent; the words are on screen anyway. */
export function openWebSound(volume: number): SoundEngine {
  if (typeof AudioContext === 'undefined') return silentSound;
  try {
    return createEngine(new AudioContext({ latencyHint: 'playback' }), volume);
  } catch {
    return silentSound;
  }
}

function createEngine(context: AudioContext, volume: number): SoundEngine {
  const master = context.createGain();
  master.gain.value = gainOf(volume);
  master.connect(context.destination);
  let playing: Playing | null = null;
  let quietAt = 0;
  let closed = false;

  function start(plan: SoundPlan, fromMs: number, onCue: () => void): Playing {
    const startedAt = context.currentTime + LEAD_SECONDS;
    const scene = buildScene(context, master, plan, { startedAt, fromMs });
    quietAt = Math.max(quietAt, scene.endsAt);
    const cues = plan.cuesMs.filter((ms) => ms > fromMs).map((ms) => cue(context, master, startedAt + (ms - fromMs) / 1_000, onCue));
    let stopped = false;
    return {
      stop() {
        if (stopped) return;
        stopped = true;
        for (const stopCue of cues) stopCue();
        if (context.currentTime >= scene.endsAt) return;
        scene.stop(context.currentTime);
        quietAt = context.currentTime + STOP_SECONDS;
      },
    };
  }

  return {
    play(plan, fromMs, onCue) {
      playing?.stop();
      if (context.state === 'suspended') void context.resume().catch(() => undefined);
      playing = start(plan, fromMs, onCue);
      return playing;
    },
    setVolume(next) {
      hold(master.gain, context.currentTime);
      master.gain.setTargetAtTime(gainOf(next), context.currentTime, VOLUME_GLIDE_SECONDS);
    },
    close() {
      if (closed) return;
      closed = true;
      const end = (): void => void context.close().catch(() => undefined);
      playing?.stop();
      // The audio clock itself says when it has become quiet; a context that never ran has nothing to ring out.
      if (context.state !== 'running' || quietAt <= context.currentTime) end();
      else cue(context, master, quietAt, end);
    },
  };
}

/**
 * Calls at a moment of the audio clock, by the end of a source that sounds like nothing. Browsers hold back the timers
 * of a hidden tab, but not this. Gives the way to stop.
 */
function cue(context: AudioContext, into: AudioNode, at: number, run: () => void): () => void {
  const source = context.createConstantSource();
  source.offset.value = 0;
  source.connect(into);
  const ended = (): void => {
    source.disconnect();
    run();
  };
  source.addEventListener('ended', ended, { once: true });
  source.start();
  source.stop(at);
  return () => {
    source.removeEventListener('ended', ended);
    source.stop();
    source.disconnect();
  };
}
