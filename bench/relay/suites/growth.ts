import { median, type Figure } from '../../report.ts';
import type { Bench } from '../bench.ts';
import { SAMOVAR } from '../contender.ts';
import { endOf } from '../fixture.ts';

const ENTRIES = [1_000, 10_000, 100_000] as const;
const TALKERS = 50;
/** On their way at once: a few, so that each message is more than a share of a large turn. */
const WINDOW = 4;

/** Processor time that a message costs the relay in a room where so much was said before. */
export async function growthFigures(bench: Bench): Promise<Figure[]> {
  const messages = bench.quick ? 500 : 5_000;
  const costs = new Map<number, number[]>(ENTRIES.map((entries) => [entries, []]));
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const entries of ENTRIES) {
      const { file } = bench.fixture(entries);
      const cost = await bench.measure(SAMOVAR, [{ room: 0, file }], async ({ contender, to, load }) => {
        await load({ do: 'gather', to, firstRoom: 0, rooms: 1, perRoom: TALKERS, after: endOf({ entries }) });
        await load({ do: 'send', messages: 1_000, window: WINDOW }); // warms up
        const before = await contender.cpu();
        await load({ do: 'send', messages, window: WINDOW });
        return ((await contender.cpu()).cpuMs - before.cpuMs) / messages;
      });
      bench.progress(`growth, ${entries} entries: ${(cost * 1_000).toFixed(0)} µs a message`);
      costs.get(entries)?.push(cost * 1_000);
    }
  }
  const [small, ...larger] = ENTRIES;
  const at = (entries: number): number => median(costs.get(entries) ?? []);
  return larger.map((entries) => ({
    name: `processor per message, room of ${entries} entries`,
    unit: 'µs',
    samovar: at(entries),
    peers: { [`room of ${small}`]: at(small) },
    ratio: at(entries) / at(small),
  }));
}
