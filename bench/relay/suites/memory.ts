import type { Figure } from '../../report.ts';
import { median } from '../../statistics.ts';
import { pushAll, rounds, type Bench } from '../bench.ts';
import { BARE, HOCUSPOCUS, HOCUSPOCUS_STORING, KEEPING, SAMOVAR, Y_WEBSOCKET, type ContenderKind } from '../contender.ts';
import { figureBesideBest } from '../figures.ts';

const KIB = 1_024;
const MIB = KIB * KIB;
const PEERS = [Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_STORING] as const;
const DOCUMENTS = 10;
const ENTRIES = 10_000;

const of = <T>(results: ReadonlyMap<ContenderKind, T[]>, value: (result: T) => number) => (kind: ContenderKind) =>
  (results.get(kind) ?? []).map(value);

/** Objects and buffers, after everything that can be collected has been. */
export async function memoryFigures(bench: Bench): Promise<Figure[]> {
  const idle = await rounds(bench, [BARE, ...KEEPING], (kind) => idleConnection(bench, kind));
  const documents = await rounds(bench, KEEPING, (kind) => openDocument(bench, kind));
  return [
    figureBesideBest('memory, an idle connection', 'KiB', PEERS, of(idle, (bytes) => bytes / KIB)),
    figureBesideBest(`memory, an open document of ${ENTRIES} entries`, 'MiB', PEERS, of(documents, (bytes) => bytes / MIB)),
    await oneSocketForMany(bench),
  ];
}

function idleConnection(bench: Bench, kind: ContenderKind): Promise<number> {
  const connections = bench.quick ? 200 : 1_000;
  return bench.measure(kind, [], async ({ contender, to, load }) => {
    await load({ do: 'gather', to, firstRoom: 0, rooms: 1, perRoom: 50 }); // what is made once is made
    const before = await contender.usage();
    await load({ do: 'gather', to, firstRoom: 0, rooms: 1, perRoom: connections });
    const after = await contender.usage();
    const bytes = (after.heapBytes - before.heapBytes) / connections;
    bench.progress(`idle connection, ${kind.name}: ${Math.round(bytes / KIB)} KiB`);
    return bytes;
  });
}

function openDocument(bench: Bench, kind: ContenderKind): Promise<number> {
  const { file, bytes } = bench.fixture(ENTRIES);
  const prefilled = Array.from({ length: DOCUMENTS + 2 }, (_, room) => ({ room, file }));
  return bench.measure(kind, prefilled, async (running) => {
    const { contender, to, load } = running;
    const open = async (rooms: typeof prefilled): Promise<void> => {
      await pushAll(running, rooms);
      for (const { room } of rooms) await load({ do: 'fetch', to, room, bytes, clients: 1 });
    };
    await open(prefilled.slice(0, 2)); // warms up
    const before = await contender.usage();
    await open(prefilled.slice(2));
    // A relay may keep the encoded state for a while: give it the time to let go.
    await new Promise((resolve) => setTimeout(resolve, bench.quick ? 500 : 6_000));
    const after = await contender.usage();
    const each = (after.heapBytes - before.heapBytes) / DOCUMENTS;
    bench.progress(`open document, ${kind.name}: ${(each / MIB).toFixed(2)} MiB`);
    return each;
  });
}

const PEOPLE = 50;
const OPEN_EACH = 20;

/** What one socket for many documents saves (PROTOCOL W1): Samovar beside itself. */
async function oneSocketForMany(bench: Bench): Promise<Figure> {
  const measure = (oneSocket: boolean) => () =>
    bench.measure(SAMOVAR, [], async ({ contender, to, load }) => {
      await load({ do: 'open-many', to, people: 5, documents: OPEN_EACH, oneSocket });
      const before = await contender.usage();
      await load({ do: 'open-many', to, people: PEOPLE, documents: OPEN_EACH, oneSocket });
      const after = await contender.usage();
      return (after.heapBytes - before.heapBytes) / PEOPLE / KIB;
    });
  const one = await rounds(bench, [SAMOVAR], measure(true));
  const many = await rounds(bench, [SAMOVAR], measure(false));
  const [samovar, sockets] = [median(one.get(SAMOVAR) ?? []), median(many.get(SAMOVAR) ?? [])];
  bench.progress(`${OPEN_EACH} documents: ${samovar.toFixed(0)} KiB on one socket, ${sockets.toFixed(0)} KiB on ${OPEN_EACH}`);
  const name = `memory, ${OPEN_EACH} open documents of a person on one socket`;
  return { name, unit: 'KiB', samovar, peers: { [`on ${OPEN_EACH} sockets`]: sockets }, ratio: samovar / sockets };
}
