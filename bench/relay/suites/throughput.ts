import type { Figure } from '../../report.ts';
import { rounds, type Bench } from '../bench.ts';
import { ALL, BARE, BATCHING, HOCUSPOCUS, HOCUSPOCUS_STORING, Y_WEBSOCKET, YJS_BATCHING, type ContenderKind } from '../contender.ts';
import { figureOf } from '../figures.ts';

/** How people are spread, and how many messages of each room are tried to be on their way at once. */
interface Setting {
  readonly name: string;
  readonly rooms: number;
  readonly perRoom: number;
  readonly windows: readonly number[];
  readonly peers: readonly ContenderKind[];
}

const SETTINGS: readonly Setting[] = [
  // Twice as many may stand behind an append as are on their way; past GATE.maxEntriesBehindTail it would be refused.
  { name: 'one room of 200', rooms: 1, perRoom: 200, windows: [50, 100], peers: [BATCHING, BARE, YJS_BATCHING, HOCUSPOCUS_STORING, HOCUSPOCUS, Y_WEBSOCKET] },
  { name: '200 rooms of 2', rooms: 200, perRoom: 2, windows: [2, 4, 8, 16, 32], peers: [BARE, BATCHING, YJS_BATCHING, HOCUSPOCUS_STORING, HOCUSPOCUS, Y_WEBSOCKET] },
];

/** Delivered messages a second at saturation: the best that each contender reaches, whatever is on its way. */
export async function throughputFigures(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const setting of SETTINGS) {
    const best = new Map<ContenderKind, number>();
    const measured = await rounds(bench, ALL, async (kind, round) => {
      // The first round finds out which window suits the contender; the others use it.
      const known = best.get(kind);
      const windows = round === 0 || known === undefined ? setting.windows : [known];
      const reached = await reach(bench, kind, setting, windows);
      if (round === 0) best.set(kind, reached.window);
      bench.progress(`${setting.name}, ${kind.name}: ${Math.round(reached.perSecond)}/s with ${reached.window} on their way, ${reached.cpu.toFixed(2)} of a core`);
      return reached;
    });
    const perSecond = (kind: ContenderKind): number[] => (measured.get(kind) ?? []).map((reached) => reached.perSecond);
    figures.push(figureOf(`delivered, ${setting.name}`, 'messages/s', setting.peers, perSecond));
    const cpu = (kind: ContenderKind): number[] => (measured.get(kind) ?? []).map(({ cpu: share, perSecond: rate }) => (share * 1e6) / rate);
    figures.push(figureOf(`processor per delivered message, ${setting.name}`, 'µs', setting.peers, cpu));
  }
  return figures;
}

interface Reached {
  readonly perSecond: number;
  readonly window: number;
  /** Of one core. */
  readonly cpu: number;
}

async function reach(bench: Bench, kind: ContenderKind, setting: Setting, windows: readonly number[]): Promise<Reached> {
  return bench.measure(kind, [], async ({ contender, to, load }) => {
    let best: Reached = { perSecond: 0, window: windows[0] ?? 1, cpu: 0 };
    for (const [n, window] of windows.entries()) {
      // Fresh rooms each time: nobody is to pay for what was said in an earlier run.
      await load({ do: 'gather', to, firstRoom: n * setting.rooms, rooms: setting.rooms, perRoom: setting.perRoom });
      const before = await contender.cpu();
      const [warmMs, measureMs] = bench.quick ? [300, 700] : [1_000, 2_000];
      const { deliveredPerSecond } = await load({ do: 'saturate', window, warmMs, measureMs });
      const after = await contender.cpu();
      await load({ do: 'part' });
      const cpu = (after.cpuMs - before.cpuMs) / (warmMs + measureMs);
      if (deliveredPerSecond > best.perSecond) best = { perSecond: deliveredPerSecond, window, cpu };
    }
    return best;
  });
}
