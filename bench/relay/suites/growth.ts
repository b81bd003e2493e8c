import type { Figure } from '../../report.ts';
import { median } from '../../statistics.ts';
import type { Bench } from '../bench.ts';
import { SAMOVAR, SAMOVAR_CUTTING, type Prefilled } from '../contender.ts';
import { endOf } from '../fixture.ts';
import { stepsOf, type Steps } from './growth-steps.ts';

/** What was said before in a room, and how it lies in documents. */
interface Past {
  readonly entries: number;
  /** One document each, the newest last; as the product cuts them when one has reached its bound of entries. */
  readonly documents: readonly number[];
  readonly how: 'in segments' | 'not cut';
}

const cut = (entries: number, each: number, newest: number): Past => ({
  entries,
  documents: [...Array.from({ length: (entries - newest) / each }, () => each), newest],
  how: 'in segments',
});
const SHORT: Past = cut(1_000, 1_000, 1_000);
/** The newest part nearly full, which is the dearest that a room that is cut can be. */
const CUT = [cut(10_000, 3_000, 4_000), cut(100_000, 4_800, 4_000)] as const;
/** What the product never has: why it cuts. */
const WHOLE: Past = { entries: 10_000, documents: [10_000], how: 'not cut' };

/** The cost of an update in Yjs grows with every client id that a document has seen (GATE G10): there are more of them in a longer one. */
const ENTRIES_PER_WRITER = 20;

const TALKERS = 4;
/** On their way at once: few, so that each message is more than a share of a large turn. */
const WINDOW = 4;
/** So few, those that warm up included, that the room stays about as large as it is called. */
const MESSAGES = { warm: 100, measured: 400 } as const;
/** In another room, so that V8 knows the code before the room that is measured opens. */
const WARM_ELSEWHERE = 1_000;
/** Fresh starts in each round: a run is so short that one alone says little. */
const STARTS = 3;
/** "Flat": the dearest room in segments may cost so much of what one of 1,000 entries does. */
const MOST = 1.2;

const writersOf = (entries: number): number => Math.max(1, Math.floor(entries / ENTRIES_PER_WRITER));

/** Processor time that a message costs the relay in a room where so much was said before, and what of it are gate and Yjs. */
export async function growthFigures(bench: Bench): Promise<Figure[]> {
  const costs = new Map<Past, number[]>([SHORT, ...CUT, WHOLE].map((past) => [past, []]));
  for (let start = 0; start < bench.rounds * (bench.quick ? 1 : STARTS); start += 1) {
    for (const [past, measured] of costs) {
      const us = await costOf(bench, past);
      bench.progress(`growth, ${past.entries} entries in ${past.documents.length} documents: ${us.toFixed(0)} µs a message`);
      measured.push(us);
    }
  }
  const newest = (past: Past): number => past.documents.at(-1) ?? 0;
  const steps = new Map<number, Steps>();
  for (const past of costs.keys()) {
    const entries = newest(past);
    if (!steps.has(entries)) steps.set(entries, stepsOf(entries, writersOf(entries), MESSAGES));
  }
  const figures = (what: string, at: (past: Past) => number, most?: number): Figure[] =>
    [...CUT, WHOLE].map((past) => ({
      name: `${what} per message, room of ${past.entries} entries, ${past.how}`,
      unit: 'µs',
      samovar: at(past),
      peers: { [`room of ${SHORT.entries}`]: at(SHORT) },
      ratio: at(past) / at(SHORT),
      ...(most === undefined || past.how === 'not cut' ? {} : { most: { of: 'ratio', is: most } as const }),
    }));
  const stepOf = (step: keyof Steps) => (past: Past): number => steps.get(newest(past))?.[step] ?? Number.NaN;
  return [
    ...figures('processor', (past) => median(costs.get(past) ?? []), MOST),
    ...figures('gate', stepOf('gateUs')),
    ...figures('Yjs', stepOf('yjsUs')),
  ];
}

function costOf(bench: Bench, { documents, how }: Past): Promise<number> {
  const prefilled: Prefilled[] = documents.map((entries, segment) => ({
    room: 0,
    segment,
    file: bench.fixture(entries, writersOf(entries)).file,
  }));
  const segment = documents.length - 1;
  const newest = documents[segment] ?? 0;
  return bench.measure(how === 'not cut' ? SAMOVAR : SAMOVAR_CUTTING, prefilled, async ({ contender, to, load }) => {
    await load({ do: 'gather', to, firstRoom: 1, rooms: 1, perRoom: TALKERS });
    await load({ do: 'send', messages: WARM_ELSEWHERE, window: WINDOW });
    await load({ do: 'part' });
    const after = endOf(newest, writersOf(newest));
    await load({ do: 'gather', to, firstRoom: 0, rooms: 1, perRoom: TALKERS, after, segment });
    await load({ do: 'send', messages: MESSAGES.warm, window: WINDOW });
    const before = await contender.cpu();
    await load({ do: 'send', messages: MESSAGES.measured, window: WINDOW });
    return (((await contender.cpu()).cpuMs - before.cpuMs) / MESSAGES.measured) * 1_000;
  });
}
