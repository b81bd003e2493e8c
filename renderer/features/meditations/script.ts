import type { Meditation } from '../../content/library/schema.ts';
import { breathAt, type BreathMoment } from '../../ui/breathing.ts';

/** What of a meditation is there after so long: the words on screen, and the breath where there is one. */
export interface ScriptMoment {
  /** Which of the script's lines; -1 before the first. */
  readonly line: number;
  readonly text: string;
  readonly breath: BreathMoment | null;
}

export const lengthMs = (meditation: Meditation): number => meditation.seconds * 1_000;

const startMs = (meditation: Meditation, line: number): number => (meditation.script[line]?.atSeconds ?? 0) * 1_000;

const lineAt = (meditation: Meditation, elapsedMs: number): number =>
  meditation.script.findLastIndex(({ atSeconds }) => atSeconds * 1_000 <= elapsedMs);

/** A meditation after so long. Nothing but the time decides, so a hidden tab and a late timer find the same words. */
export function at(meditation: Meditation, elapsedMs: number): ScriptMoment {
  const line = lineAt(meditation, elapsedMs);
  const { breath } = meditation;
  return {
    line,
    text: meditation.script[line]?.text ?? '',
    breath: breath === null ? null : breathAt(breath, elapsedMs - breath.startsAtSeconds * 1_000),
  };
}

/** One goes back to where the words began; within this time of it, to those before. */
const BACK_GRACE_MS = 3_000;

/** Where a step forward or back in the script leads to. */
export function stepFrom(meditation: Meditation, elapsedMs: number, direction: 1 | -1): number {
  const line = lineAt(meditation, elapsedMs);
  if (direction === 1) return line + 1 < meditation.script.length ? startMs(meditation, line + 1) : elapsedMs;
  const begun = elapsedMs - startMs(meditation, line);
  if (line <= 0) return 0;
  return begun > BACK_GRACE_MS ? startMs(meditation, line) : startMs(meditation, line - 1);
}

/** `3:05`, in the reader's own figures. */
export function clockText(ms: number, locale: string): string {
  const seconds = Math.floor(ms / 1_000);
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return `${new Intl.NumberFormat(locale).format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

/** Minutes as one says them; a meditation of 418 seconds takes 7. */
export const minutesOf = (meditation: Meditation): number => Math.max(1, Math.round(meditation.seconds / 60));
