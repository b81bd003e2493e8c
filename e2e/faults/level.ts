import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { makeCast } from './load/cast.ts';
import { openEnginePerson, type EnginePerson } from './load/engine-people.ts';
import { spread } from './load/figures.ts';
import { openFaultyHouse, type FaultyHouse } from './load/house.ts';
import { pause, until } from './load/until.ts';

const ROUNDS = { short: 100, long: 1_000 } as const;
/** Houses side by side, since a round is mostly waiting. */
const HOUSES = 4;
const PAIRS = 2;
/** RELIABILITY B2. */
const LEVEL_WITHIN_MS = 10_000;
const PATIENCE_MS = 60_000;

/** What may happen to a relay or to the way to it. Each resolves when the fault is over. */
const FAULTS = {
  cut: async (_house: FaultyHouse, people: readonly EnginePerson[], dice: Dice) => {
    for (const { network } of people) network.cut();
    await pause(dice.below(1_500));
    for (const { network } of people) network.restore();
  },
  exit: async (house: FaultyHouse) => {
    await house.stop();
    await house.start();
  },
  kill: async (house: FaultyHouse) => {
    await house.kill();
    await house.start();
  },
  pause: async (house: FaultyHouse, _people: readonly EnginePerson[], dice: Dice) => {
    house.freeze();
    await pause(dice.below(3_000));
    house.thaw();
  },
} as const;
type Fault = keyof typeof FAULTS;
type Times = Record<Fault, number[]>;

/**
 * B2: people with the app itself talk through faults of every kind, and after each fault everybody soon shows the same
 * words in the same order, with nothing left to send.
 */
export async function level({ seed, long, count }: SuiteOptions): Promise<void> {
  const rounds = count ?? (long ? ROUNDS.long : ROUNDS.short);
  const times: Times = { cut: [], exit: [], kill: [], pause: [] };
  const shares = Array.from({ length: Math.min(HOUSES, rounds) }, (_, n) => Math.ceil((rounds - n) / HOUSES));
  await Promise.all(shares.map((share, n) => throughFaults(share, createDice(seed + n), times)));
  for (const [fault, took] of Object.entries(times)) console.log(`  after ${took.length} × ${fault}: level ${spread(took)}`);
  const all = Object.values(times).flat();
  const late = all.filter((took) => took > LEVEL_WITHIN_MS).length;
  const line = `${all.length} rounds, ${shares.length * PAIRS * 2} people: 0 stalled, ${late} later than ${LEVEL_WITHIN_MS} ms`;
  if (late > 0) throw new Error(line);
  console.log(`  ${line}`);
}

async function throughFaults(rounds: number, dice: Dice, times: Times): Promise<void> {
  const house = await openFaultyHouse();
  const people: EnginePerson[] = [];
  try {
    await house.start();
    for (const { chat, seeker, listener } of await makeCast(house, PAIRS)) {
      for (const who of [seeker, listener]) people.push(await openEnginePerson(house.port, who, chat));
    }
    await until('everybody may write', () => people.every(({ chat }) => chat.getSnapshot().mayWrite.allowed));
    for (let n = 1; n <= rounds; n += 1) {
      const fault = dice.pick(Object.keys(FAULTS) as Fault[]);
      const talking = talk(people, n, dice);
      await FAULTS[fault](house, people, dice);
      const overAtMs = performance.now();
      await talking;
      await until(`round ${n}, after ${fault}: everybody is level`, () => areLevel(people, n), PATIENCE_MS);
      times[fault].push(performance.now() - overAtMs);
    }
  } finally {
    for (const person of people) await person.close();
    await house.close();
  }
}

/** Everybody says one thing, just before the fault or in the midst of it. */
async function talk(people: readonly EnginePerson[], round: number, dice: Dice): Promise<void> {
  for (const { chat } of people) {
    await chat.send(`round ${round}: ${dice.below(1_000_000)}`);
    await pause(dice.below(300));
  }
}

function areLevel(people: readonly EnginePerson[], rounds: number): boolean {
  for (let n = 0; n < people.length; n += 2) {
    const [mine, theirs] = [people[n], people[n + 1]];
    if (mine === undefined || theirs === undefined || !mine.delivered() || !theirs.delivered()) return false;
    const [left, right] = [mine.texts(), theirs.texts()];
    if (left.length !== 2 * rounds || left.some((text, index) => text !== right[index])) return false;
  }
  return true;
}
