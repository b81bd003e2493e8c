import { createDice, type Dice } from '#shared/testing/dice.ts';
import { openRelayHouse } from './relay-house.ts';
import { LOSSES, raceActs, type Loss } from './race-acts.ts';
import { isTaking, raceTaking, TAKINGS, type Taking } from './race-taking.ts';
import { raceWords } from './race-words.ts';
import { openPowers, REVOCATION_NAMES, type Powers, type RevocationName } from './revoking.ts';

type Kind = RevocationName | Loss | Taking;

/** Of somebody who writes, of somebody who acts with power, and of a listener who takes requests. */
export const RACES: readonly Kind[] = [...REVOCATION_NAMES, ...LOSSES, ...TAKINGS];

/** What one race, or all of one kind, came to. What was taken after the answer ought to be 0, or the run has thrown. */
export interface RaceFigures {
  readonly rounds: number;
  readonly takenBefore: number;
  readonly refusedAfter: number;
  /** From the answer to whoever took the right away, in milliseconds; 0 where nothing is to be closed or seen. */
  readonly slowestCloseMs: number;
  readonly slowestSignOffMs: number;
}

export interface RevocationReport {
  readonly total: RaceFigures;
  readonly byKind: ReadonlyMap<string, RaceFigures>;
}

export type Race = Omit<RaceFigures, 'rounds' | 'slowestCloseMs' | 'slowestSignOffMs'> & { readonly closeMs: number; readonly signOffMs: number };

const NONE: RaceFigures = { rounds: 0, takenBefore: 0, refusedAfter: 0, slowestCloseMs: 0, slowestSignOffMs: 0 };

const added = (to: RaceFigures, one: Race): RaceFigures => ({
  rounds: to.rounds + 1,
  takenBefore: to.takenBefore + one.takenBefore,
  refusedAfter: to.refusedAfter + one.refusedAfter,
  slowestCloseMs: Math.max(to.slowestCloseMs, one.closeMs),
  slowestSignOffMs: Math.max(to.slowestSignOffMs, one.signOffMs),
});

/**
 * Somebody who writes, takes or acts races against the loss of their right (RELIABILITY D3): once whoever took it has their answer,
 * nothing more is taken, the next try is refused, presence ends, and where the session is over the socket is closed. Throws at
 * the first round where that is not so.
 */
export async function runRevocations(seed: number, rounds: number): Promise<RevocationReport> {
  const house = await openRelayHouse();
  const byKind = new Map<string, RaceFigures>();
  let total = NONE;
  try {
    const powers = await openPowers(house);
    for (let round = 0; round < rounds; round += 1) {
      const kind = RACES[round % RACES.length] ?? 'ban';
      const dice = createDice(seed + round);
      try {
        const one = await race(powers, kind, dice);
        total = added(total, one);
        byKind.set(kind, added(byKind.get(kind) ?? NONE, one));
      } catch (cause) {
        throw new Error(`round ${round} of seed ${seed}, ${kind}: ${String(cause)}`, { cause });
      }
    }
    return { total, byKind };
  } finally {
    await house.close();
  }
}

function race(powers: Powers, kind: Kind, dice: Dice): Promise<Race> {
  if (isLoss(kind)) return raceActs(powers, kind, dice);
  return isTaking(kind) ? raceTaking(powers, kind, dice) : raceWords(powers, kind, dice);
}

const isLoss = (kind: Kind): kind is Loss => (LOSSES as readonly string[]).includes(kind);
