import type { Figure } from '../../report.ts';
import { median } from '../../statistics.ts';
import { pushAll, rounds, type Bench } from '../bench.ts';
import { HOCUSPOCUS, HOCUSPOCUS_STORING, KEEPING, Y_WEBSOCKET, type ContenderKind } from '../contender.ts';
import { figureBesideBest } from '../figures.ts';

const ENTRIES = 10_000;
const PEERS = [Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_STORING] as const;
const AT_ONCE = 50;
const TRIES = 5;

/** From dialling to the last byte of the document, which is in memory already. */
export async function openingFigures(bench: Bench): Promise<Figure[]> {
  const { file, bytes } = bench.fixture(ENTRIES);
  const prefilled = [{ room: 0, file }];
  const measured = await rounds(bench, KEEPING, (kind) =>
    bench.measure(kind, prefilled, async (running) => {
      await pushAll(running, prefilled);
      const { load, to } = running;
      const fetch = async (clients: number): Promise<number> => (await load({ do: 'fetch', to, room: 0, bytes, clients })).ms;
      await fetch(1); // loads it, where it is stored
      const alone: number[] = [];
      for (let n = 0; n < TRIES; n += 1) alone.push(await fetch(1));
      const one = median(alone);
      const together = await fetch(AT_ONCE);
      bench.progress(`opening, ${kind.name}: ${one.toFixed(1)} ms, ${AT_ONCE} at once ${together.toFixed(0)} ms`);
      return { one, together };
    }),
  );
  const values = (what: 'one' | 'together') => (kind: ContenderKind) => (measured.get(kind) ?? []).map((result) => result[what]);
  return [
    figureBesideBest(`${ENTRIES} entries to a fresh client`, 'ms', PEERS, values('one')),
    figureBesideBest(`${ENTRIES} entries to ${AT_ONCE} fresh clients at once`, 'ms', PEERS, values('together')),
  ];
}
