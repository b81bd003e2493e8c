import type { Figure } from '../../report.ts';
import { median } from '../../statistics.ts';
import type { Bench } from '../bench.ts';
import { SAMOVAR, type Prefilled } from '../contender.ts';
import { endOf } from '../fixture.ts';

/** What was said before in a room, and how it lies in documents. */
interface Past {
  readonly entries: number;
  /** One document each, the newest last; as the product cuts them when one has reached its bound of bytes. */
  readonly documents: readonly number[];
}

const cut = (entries: number, each: number, newest: number): Past => ({
  entries,
  documents: [...Array.from({ length: (entries - newest) / each }, () => each), newest],
});
const whole = (entries: number): Past => ({ entries, documents: [entries] });

const SHORT = whole(1_000);
/** The newest part nearly full, which is the dearest that a room that is cut can be. */
const CUT = [cut(10_000, 3_000, 4_000), cut(100_000, 4_800, 4_000)] as const;
const WHOLE = [whole(5_000), whole(10_000), whole(100_000)] as const;

const TALKERS = 4;
/** On their way at once: few, so that each message is more than a share of a large turn. */
const WINDOW = 4;

/** Processor time that a message costs the relay in a room where so much was said before. */
export async function growthFigures(bench: Bench): Promise<Figure[]> {
  const costs = new Map<Past, number[]>([SHORT, ...CUT, ...WHOLE].map((past) => [past, []]));
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const [past, measured] of costs) {
      const us = await costOf(bench, past);
      bench.progress(`growth, ${past.entries} entries in ${past.documents.length} documents: ${us.toFixed(0)} µs a message`);
      measured.push(us);
    }
  }
  const at = (past: Past): number => median(costs.get(past) ?? []);
  const figure = (past: Past, how: string): Figure => ({
    name: `processor per message, room of ${past.entries} entries${how}`,
    unit: 'µs',
    samovar: at(past),
    peers: { [`room of ${SHORT.entries}`]: at(SHORT) },
    ratio: at(past) / at(SHORT),
  });
  return [...CUT.map((past) => figure(past, ', in segments')), ...WHOLE.map((past) => figure(past, ', one document'))];
}

function costOf(bench: Bench, { documents }: Past): Promise<number> {
  const messages = bench.quick ? 500 : 5_000;
  const prefilled: Prefilled[] = documents.map((entries, segment) => ({ room: 0, segment, file: bench.fixture(entries).file }));
  const segment = documents.length - 1;
  const after = endOf({ entries: documents[segment] ?? 0 });
  return bench.measure(SAMOVAR, prefilled, async ({ contender, to, load }) => {
    await load({ do: 'gather', to, firstRoom: 0, rooms: 1, perRoom: TALKERS, after, segment });
    await load({ do: 'send', messages: 1_000, window: WINDOW }); // warms up
    const before = await contender.cpu();
    await load({ do: 'send', messages, window: WINDOW });
    return (((await contender.cpu()).cpuMs - before.cpuMs) / messages) * 1_000;
  });
}
