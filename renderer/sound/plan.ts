import type { Breath, Meditation } from '../content/library/schema.ts';
import type { SoundPlan } from './sound.ts';

/** After the press, so that the first bell does not startle. */
const FIRST_BELL_MS = 800;
/** No bell of the round this near to the one at the end. */
const BELLS_APART_MS = 15_000;

/** When the bells of a meditation ring. The last one rings out after the end. */
function bellsOf({ sound, seconds }: Meditation): readonly number[] {
  const endMs = seconds * 1_000;
  const { bellEverySeconds: every } = sound;
  const between = every === null ? [] : Array.from({ length: Math.ceil(seconds / every) - 1 }, (_, turn) => (turn + 1) * every * 1_000);
  return [
    ...(sound.bellAtStart ? [FIRST_BELL_MS] : []),
    ...between.filter((ms) => !sound.bellAtEnd || endMs - ms >= BELLS_APART_MS),
    ...(sound.bellAtEnd ? [endMs] : []),
  ];
}

export function planOf(meditation: Meditation): SoundPlan {
  const { sound, seconds, breath, script } = meditation;
  return {
    bed: sound.bed,
    bedMs: seconds * 1_000,
    bellsMs: bellsOf(meditation),
    breath: breath === null ? null : { pattern: breath, fromMs: breath.startsAtSeconds * 1_000 },
    cuesMs: [...script.map(({ atSeconds }) => atSeconds * 1_000), seconds * 1_000],
  };
}

/** Paced breathing by itself: air that comes and goes, over nothing. */
export const planOfBreath = (pattern: Breath, lengthMs: number): SoundPlan => ({
  bed: 'silence',
  bedMs: lengthMs,
  bellsMs: [],
  breath: { pattern, fromMs: 0 },
  cuesMs: [],
});

/** Loudness as ears have it: half of the way is half as loud, not a quarter less. */
export const gainOf = (volume: number): number => Math.min(1, Math.max(0, volume)) ** 2;
