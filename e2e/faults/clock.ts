import { GATE } from '#shared/limits.ts';
import { createDice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { ask } from './load/ask.ts';
import { makeCast, type Pair } from './load/cast.ts';
import { openEnginePerson, type EnginePerson } from './load/engine-people.ts';
import { startLoad, type Load } from './load/load.ts';
import { openOffsetHouse, type OffsetHouse } from './load/offset-house.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause, until } from './load/until.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAIRS = 5;
const MESSAGES_PER_SECOND = 10;
const PHASE_MS = 2_000;
const FROM = '127.3.0.1';

/** How far the relay's machine is ahead of the true time, in hours (RELIABILITY A6). */
const JUMPS = [1, -1, 0, 400 * 24, -400 * 24, 0];
const STARTS = [-400 * 24, 0, 400 * 24, 0, 1, -1, 0];
/** At the end so many days have really passed: also what was dated 400 days ahead is old by then. */
const LATER_DAYS = 900;
/** The devices' clocks are wrong, too. */
const DEVICES_AHEAD_MS = [DAY_MS, -DAY_MS];

/**
 * A6: the relay's clock jumps while people talk, and between two runs, and their devices' clocks are a day wrong. Nothing
 * acknowledged is lost or erased or out of order, nobody is signed out, nobody is held up, and each word is dated by the
 * relay. At the end the operator says that a clock far ahead is right, and sessions and words are over.
 */
export async function clock({ seed }: SuiteOptions): Promise<void> {
  const house = await openOffsetHouse();
  const people: EnginePerson[] = [];
  let load: Load | null = null;
  try {
    await house.start(0);
    const [first, ...cast] = await makeCast(house, PAIRS + 1);
    load = startLoad(house.port, cast, createDice(seed));
    people.push(...(await openWrongDevices(house, first)));
    for (const hours of JUMPS) {
      house.set(hours * HOUR_MS);
      await phase(`set by ${hours} h while it runs`, { house, load, people });
    }
    for (const hours of STARTS) {
      await house.stop();
      await house.start(hours * HOUR_MS);
      await phase(`started ${hours} h ahead`, { house, load, people });
    }
    console.log(`  ${house.logged().split('clock-doubted').length - 1} jumps were doubted`);
    console.log(`  ${mustBeWhole(await readAll(house.port, load.readers(), load.ledger()))}`);
    await house.stop();
    load.close();
    await believed(house, cast);
  } finally {
    load?.close();
    for (const person of people) await person.close();
    await house.close();
  }
}

async function openWrongDevices(house: OffsetHouse, pair: Pair | undefined): Promise<EnginePerson[]> {
  if (pair === undefined) return [];
  const [early = 0, late = 0] = DEVICES_AHEAD_MS;
  return [
    await openEnginePerson(house.port, pair.seeker, pair.chat, early),
    await openEnginePerson(house.port, pair.listener, pair.chat, late),
  ];
}

interface Talking {
  readonly house: OffsetHouse;
  readonly load: Load;
  readonly people: readonly EnginePerson[];
}

/** People talk for a while; then everything is acknowledged, there, in order, and dated by the relay. */
async function phase(title: string, { house, load, people }: Talking): Promise<void> {
  const earlier = new Set(load.ledger().flatMap(({ said }) => said.map(({ id }) => id)));
  const { nowMs: fromMs } = await ask(house.port, 'relayInfo', { from: FROM });
  load.talk(MESSAGES_PER_SECOND);
  const told = people.map(({ texts }) => texts().length);
  for (const { chat } of people) await chat.send(title);
  await pause(PHASE_MS);
  load.hush();
  await load.settle();
  await until(`${title}: the devices with wrong clocks are level`, () =>
    people.every((person, n) => person.delivered() && person.texts().length === (told[n] ?? 0) + people.length),
  );
  await ask(house.port, 'createGuest', { from: FROM, body: { deviceName: 'newcomer' } });
  const { nowMs } = await ask(house.port, 'relayInfo', { from: FROM });
  const dates = load.devices.flatMap(({ copies }) =>
    copies.flatMap((copy) => copy.said.flatMap(({ id }) => (earlier.has(id) ? [] : [copy.dates.get(id) ?? Number.NaN]))),
  );
  const wrong = [...dates, ...people.flatMap((person) => person.dates().slice(-people.length))].filter(
    (at) => !(at <= nowMs + GATE.maxAheadMs && at >= fromMs - GATE.maxBehindMs),
  );
  const refused = load.refusals().length + people.reduce((sum, person) => sum + person.refused(), 0);
  if (wrong.length + refused > 0) throw new Error(`${title}: ${wrong.length} of ${dates.length} wrongly dated, ${refused} refused`);
  mustBeWhole(await readAll(house.port, load.readers(), load.ledger()));
}

/** The guard does not keep anything for ever: an operator who says that the clock is right is believed. */
async function believed(house: OffsetHouse, cast: readonly Pair[]): Promise<void> {
  await house.start(LATER_DAYS * DAY_MS, { SAMOVAR_BELIEVE_CLOCK: '1' });
  for (const { seeker, listener } of cast) {
    for (const { token, from } of [seeker, listener]) {
      const answer = await ask(house.port, 'me', { from, token }).catch((error: unknown) => String(error));
      if (typeof answer !== 'string' || !answer.includes('401')) throw new Error(`a session outlived ${LATER_DAYS} days`);
    }
  }
  await until('what is old is erased', () => house.logged().includes('"retention-swept"'));
  console.log(`  the operator says that ${LATER_DAYS} days have passed: sessions are over, and chats are erased`);
}
