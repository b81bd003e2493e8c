import type { Figure } from '../../report.ts';
import { rounds, type Bench } from '../bench.ts';
import { BATCHING, HOCUSPOCUS, HOCUSPOCUS_STORING, SAMOVAR, SAMOVAR_UNFLUSHED, Y_WEBSOCKET, type ContenderKind } from '../contender.ts';
import { flushLatency } from '../disk.ts';
import { figureBesideBest } from '../figures.ts';
import { median } from '../../statistics.ts';

const SETTINGS = [
  { name: 'one room of 200, 20 messages/s', rooms: 1, perRoom: 200, perSecond: 20 },
  { name: '200 rooms of 2, 400 messages/s', rooms: 200, perRoom: 2, perSecond: 400 },
] as const;
const PEERS = [Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_STORING] as const;
const DISK = 'a flush alone';
/** Long enough that the one collection which every contender needs after its rooms were opened is not a hundredth of it. */
const OFFER_MS = 15_000;

/** From sending to receiving, by every receiver, at a load that leaves everybody time. */
export async function latencyFigures(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, rooms, perRoom, perSecond } of SETTINGS) {
    const measured = await rounds(bench, [BATCHING, ...PEERS, SAMOVAR_UNFLUSHED, SAMOVAR], (kind) =>
      bench.measure(kind, [], async ({ to, load }) => {
        await load({ do: 'gather', to, firstRoom: 0, rooms, perRoom });
        await load({ do: 'offer', perSecond, ms: 1_000 }); // warms up
        const answer = await load({ do: 'offer', perSecond, ms: bench.quick ? 1_000 : OFFER_MS });
        bench.progress(`${name}, ${kind.name}: ${answer.p50Ms.toFixed(2)} ms, ${answer.p99Ms.toFixed(2)} ms`);
        return answer;
      }),
    );
    const values = (what: 'p50Ms' | 'p99Ms') => (kind: ContenderKind) => (measured.get(kind) ?? []).map((answer) => answer[what]);
    const disk = await flushLatency(bench.folder, perSecond, bench.quick ? 1_000 : OFFER_MS);
    for (const [share, what] of [['p50', 'p50Ms'], ['p99', 'p99Ms']] as const) {
      const figure = figureBesideBest(`latency ${share}, ${name}`, 'ms', PEERS, values(what));
      const unflushed = median(values(what)(SAMOVAR_UNFLUSHED));
      figures.push({ ...figure, peers: { ...figure.peers, [SAMOVAR_UNFLUSHED.name]: unflushed, [DISK]: disk[what] } });
    }
  }
  return figures;
}
