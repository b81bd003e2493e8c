import type { Breath } from '../content/library/schema.ts';

export const BREATH_PHASES = ['in', 'hold', 'out', 'rest'] as const;
export type BreathPhase = (typeof BREATH_PHASES)[number];

/** One moment of paced breathing. */
export interface BreathMoment {
  readonly phase: BreathPhase;
  /** From 1. */
  readonly round: number;
  /** Counted up within the phase, from 1, as one counts under one's breath. */
  readonly count: number;
  /** How full the breath is, 0 to 1; for the circle, which eases into each turn. */
  readonly size: number;
}

/** A phase of no length is left out. */
export const phasesOf = (breath: Breath): readonly { readonly phase: BreathPhase; readonly ms: number }[] =>
  BREATH_PHASES.map((phase) => ({ phase, ms: breath[`${phase}Seconds`] * 1_000 })).filter(({ ms }) => ms > 0);

export const roundMs = (breath: Breath): number => phasesOf(breath).reduce((sum, { ms }) => sum + ms, 0);

export const breathMs = (breath: Breath): number => roundMs(breath) * breath.rounds;

const ease = (part: number): number => (1 - Math.cos(Math.PI * part)) / 2;

function sizeIn(phase: BreathPhase, part: number): number {
  if (phase === 'in') return ease(part);
  if (phase === 'out') return 1 - ease(part);
  return phase === 'hold' ? 1 : 0;
}

/** Where the breath is after so long; null before it begins and after its last round. */
export function breathAt(breath: Breath, elapsedMs: number): BreathMoment | null {
  if (elapsedMs < 0 || elapsedMs >= breathMs(breath)) return null;
  const whole = roundMs(breath);
  let within = elapsedMs % whole;
  for (const { phase, ms } of phasesOf(breath)) {
    if (within < ms) {
      const round = Math.floor(elapsedMs / whole) + 1;
      return { phase, round, count: Math.floor(within / 1_000) + 1, size: sizeIn(phase, within / ms) };
    }
    within -= ms;
  }
  return null;
}
