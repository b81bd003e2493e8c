import { addDrops, pinkNoise, seamless } from './noise.ts';
import type { Bed } from './sound.ts';

type Sounding = Exclude<Bed, 'silence'>;
type Play = (context: BaseAudioContext, into: AudioNode) => AudioScheduledSourceNode[];

const LOOP_SECONDS = 12;
const BLEND_SECONDS = 1.5;

/** A loop of noise in two ears, each of its own, with whatever falls into it. */
function noiseLoop(context: BaseAudioContext, seed: number, add?: (samples: Float32Array<ArrayBuffer>, ear: number) => void): AudioBufferSourceNode {
  const rate = context.sampleRate;
  const blend = Math.round(BLEND_SECONDS * rate);
  const length = Math.round(LOOP_SECONDS * rate);
  const buffer = context.createBuffer(2, length, rate);
  for (const ear of [0, 1]) {
    const samples = seamless(pinkNoise(length + blend, seed + ear * 101), blend);
    add?.(samples, ear);
    buffer.copyToChannel(samples, ear);
  }
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = true;
  return source;
}

function filter(context: BaseAudioContext, type: BiquadFilterType, hz: number): BiquadFilterNode {
  const node = context.createBiquadFilter();
  node.type = type;
  node.frequency.value = hz;
  node.Q.value = 0.5;
  return node;
}

function gain(context: BaseAudioContext, value: number): GainNode {
  const node = context.createGain();
  node.gain.value = value;
  return node;
}

/** Moves a value slowly to and fro around where it stands. */
function sway(context: BaseAudioContext, value: AudioParam, seconds: number, depth: number): OscillatorNode {
  const slow = context.createOscillator();
  slow.frequency.value = 1 / seconds;
  slow.connect(gain(context, depth)).connect(value);
  return slow;
}

const softNoise: Play = (context, into) => {
  const loop = noiseLoop(context, 11);
  loop.connect(filter(context, 'highpass', 70)).connect(filter(context, 'lowpass', 650)).connect(gain(context, 0.36)).connect(into);
  return [loop];
};

const rain: Play = (context, into) => {
  const loop = noiseLoop(context, 23, (samples, ear) => addDrops(samples, context.sampleRate, 31 + ear, 16));
  const loudness = gain(context, 0.34);
  loop.connect(filter(context, 'highpass', 320)).connect(filter(context, 'lowpass', 4_200)).connect(loudness).connect(into);
  return [loop, sway(context, loudness.gain, 19, 0.06)];
};

/** Two swells of different length, so that no wave comes when it is expected. */
const waves: Play = (context, into) =>
  [{ seed: 41, seconds: 9.5 }, { seed: 59, seconds: 14 }].flatMap(({ seed, seconds }) => {
    const loop = noiseLoop(context, seed);
    const colour = filter(context, 'lowpass', 700);
    const loudness = gain(context, 0.2);
    loop.connect(filter(context, 'highpass', 70)).connect(colour).connect(loudness).connect(into);
    return [loop, sway(context, colour.frequency, seconds, 420), sway(context, loudness.gain, seconds, 0.15)];
  });

const lowTone: Play = (context, into) =>
  [
    { hz: 132, level: 0.045, seconds: 17 },
    { hz: 132.4, level: 0.035, seconds: 23 },
    { hz: 198, level: 0.02, seconds: 29 },
    { hz: 264.3, level: 0.008, seconds: 13 },
  ].flatMap(({ hz, level, seconds }) => {
    const tone = context.createOscillator();
    tone.frequency.value = hz;
    const loudness = gain(context, level);
    tone.connect(loudness).connect(into);
    return [tone, sway(context, loudness.gain, seconds, level * 0.4)];
  });

const BEDS: Readonly<Record<Sounding, Play>> = { 'soft-noise': softNoise, rain, waves, 'low-tone': lowTone };

/** Plays a bed between these times; what fades it stands behind `into`. */
export function playBed(context: BaseAudioContext, into: AudioNode, bed: Sounding, startsAt: number, endsAt: number): AudioScheduledSourceNode[] {
  const sources = BEDS[bed](context, into);
  for (const source of sources) {
    source.start(startsAt);
    source.stop(endsAt);
  }
  return sources;
}
