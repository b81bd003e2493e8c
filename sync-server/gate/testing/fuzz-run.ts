import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { Sender, SmallRelay } from './small-relay.ts';

/** What a run of hostile updates came to. */
export interface FuzzReport {
  readonly seed: number;
  readonly updates: number;
  /** Verdict to how often it was given. */
  readonly verdicts: ReadonlyMap<string, number>;
  readonly slowestJudgementMs: number;
}

/** A live document that is fuzzed. */
interface Scene {
  readonly relay: SmallRelay;
  readonly taken: readonly Uint8Array[];
}

interface Fuzzing<S extends Scene> {
  readonly setScene: () => S;
  readonly next: (dice: Dice, scene: S) => Uint8Array;
  readonly sender: Sender;
  /** Throws at the first broken invariant; otherwise says what became of the update. */
  readonly attempt: (dice: Dice, scene: S, update: Uint8Array) => string;
  /** The scene is over. */
  readonly over?: (scene: S) => void;
}

/** How many updates are taken before the scene is set anew. */
const TAKEN_PER_SCENE = 60;

/** Seeded hostile updates, one after the other. Throws at the first broken invariant, naming seed and update. Test support. */
export function runFuzzing<S extends Scene>(seed: number, updates: number, { setScene, next, sender, attempt, over }: Fuzzing<S>): FuzzReport {
  const dice = createDice(seed);
  const verdicts = new Map<string, number>();
  let slowestJudgementMs = 0;
  let scene = setScene();
  for (let index = 0; index < updates; index += 1) {
    if (scene.taken.length >= TAKEN_PER_SCENE) {
      over?.(scene);
      scene = setScene();
    }
    const update = next(dice, scene);
    try {
      slowestJudgementMs = Math.max(slowestJudgementMs, judgementMs(scene.relay, sender, update, slowestJudgementMs));
      const verdict = attempt(dice, scene, update);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    } catch (cause) {
      const bytes = Buffer.from(update).toString('hex');
      throw new Error(`fuzz: seed ${seed}, update ${index}: ${String(cause)}\n${bytes}`, { cause });
    }
  }
  return { seed, updates, verdicts, slowestJudgementMs };
}

/** Judged again before it counts as the slowest: the first time may have been a pause of the machine's. */
function judgementMs(relay: SmallRelay, sender: Sender, update: Uint8Array, slowestMs: number): number {
  const once = (): number => {
    const startedAt = performance.now();
    relay.judge(update, sender);
    return performance.now() - startedAt;
  };
  const firstMs = once();
  return firstMs > slowestMs ? Math.min(firstMs, once()) : firstMs;
}

export function hold(invariant: boolean, broken: string): void {
  if (!invariant) throw new Error(broken);
}
