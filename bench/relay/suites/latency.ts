import type { Figure } from '../../report.ts';
import { rounds, type Bench } from '../bench.ts';
import { BATCHING, HOCUSPOCUS, HOCUSPOCUS_STORING, SAMOVAR, Y_WEBSOCKET, type ContenderKind } from '../contender.ts';
import { figureBesideBest } from '../figures.ts';

const SETTINGS = [
  { name: 'one room of 200, 20 messages/s', rooms: 1, perRoom: 200, perSecond: 20 },
  { name: '200 rooms of 2, 400 messages/s', rooms: 200, perRoom: 2, perSecond: 400 },
] as const;
const PEERS = [Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_STORING] as const;

/** From sending to receiving, by every receiver, at a load that leaves everybody time. */
export async function latencyFigures(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, rooms, perRoom, perSecond } of SETTINGS) {
    const measured = await rounds(bench, [BATCHING, ...PEERS, SAMOVAR], (kind) =>
      bench.measure(kind, [], async ({ to, load }) => {
        await load({ do: 'gather', to, firstRoom: 0, rooms, perRoom });
        await load({ do: 'offer', perSecond, ms: 1_000 }); // warms up
        const answer = await load({ do: 'offer', perSecond, ms: bench.quick ? 1_000 : 6_000 });
        bench.progress(`${name}, ${kind.name}: ${answer.p50Ms.toFixed(2)} ms, ${answer.p99Ms.toFixed(2)} ms`);
        return answer;
      }),
    );
    const values = (what: 'p50Ms' | 'p99Ms') => (kind: ContenderKind) => (measured.get(kind) ?? []).map((answer) => answer[what]);
    figures.push(figureBesideBest(`latency p50, ${name}`, 'ms', PEERS, values('p50Ms')));
    figures.push(figureBesideBest(`latency p99, ${name}`, 'ms', PEERS, values('p99Ms')));
  }
  return figures;
}
