import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { chatDocument } from '#shared/documents/names.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeAwareness } from '#shared/protocol/message.ts';
import { ANN, BEN, CHAT, openDocument, say, until, type House } from './house.ts';

/** In one burst, of which a channel passes on the newest of each half second; forgeries.test.ts has 10,000 judged one by one. */
const TRIES = 10_000;
const INVENTED = 200_000;
const PER_FRAME = 50;
const FORGERS = 7;
const BENS_CLIENT = 77;
const ANNS_CLIENT = 55;

type State = readonly [client: number, clock: number, state: object | null];

const update = (states: readonly State[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const [client, clock, state] of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    }
  });

const show = (socket: WebSocket, states: readonly State[]): void =>
  socket.send(encodeFrame({ op: 'data', channel: 1, message: encodeAwareness(update(states)) }));

/** C8: nobody shows or removes what is another's, invented ids leave nothing, and who is gone is seen to be gone. */
export async function presence(house: House): Promise<void> {
  const { relay, tokens } = house;
  const name = chatDocument(CHAT);
  const open = (whose: 'ann' | 'ben', at: number): Promise<WebSocket> =>
    openDocument(relay, tokens[whose][at] ?? '', `127.0.${whose === 'ann' ? 4 : 5}.${at + 1}`, name);
  const ben = await open('ben', 0);
  const watcher = await open('ben', 1);
  const seen: State[] = [];
  watcher.on('message', (data: Buffer) => seen.push(...statesIn(data)));
  show(ben, [[BENS_CLIENT, 1, { typing: true }]]);
  await until(() => seen.some(([client]) => client === BENS_CLIENT), 2_000, 'Ben is seen');

  const before = (await relay.ask('figures', {})).framesReceived;
  const forgers = await Promise.all(Array.from({ length: FORGERS }, (_, at) => open('ann', at)));
  for (let tried = 0; tried < TRIES; tried += 1) {
    const forged = tried % 2 === 0 ? null : { typing: false, account: BEN };
    show(forgers[tried % FORGERS] as WebSocket, [[BENS_CLIENT, 1_000 + tried, forged]]);
  }
  for (let invented = 0; invented < INVENTED; invented += PER_FRAME) {
    const states = Array.from({ length: PER_FRAME }, (_, at): State => [1_000 + invented + at, 1, {}]);
    show(forgers[(invented / PER_FRAME) % FORGERS] as WebSocket, states);
  }
  // A query that is answered behind them all.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const wrong = seen.filter(([client, , state]) => client === BENS_CLIENT && (state === null || !('account' in state) || state.account !== BEN || !('typing' in state) || !state.typing));
  const foreign = seen.filter(([client, , state]) => client !== BENS_CLIENT && state !== null && (!('account' in state) || state.account !== ANN));
  const { present, framesReceived } = await relay.ask('figures', {});
  const heard = framesReceived - before;
  const stayed = forgers.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  say('C8', `${TRIES} forging tries in one burst: ${wrong.length + foreign.length} forged or removed states seen; ${INVENTED} invented ids: ${present} entries while ${stayed} of ${FORGERS} forgers and Ben are there; ${heard} frames were judged`);
  // Cut sockets would show nothing forged either.
  house.promises.hold(stayed === FORGERS && heard >= TRIES + INVENTED / PER_FRAME, 'not every forging try was judged');
  house.promises.hold(wrong.length + foreign.length === 0, 'a forged state was seen');
  house.promises.hold(present <= FORGERS + 1, 'invented ids stay');
  for (const forger of forgers) forger.terminate();
  await until(async () => (await relay.ask('figures', {})).present === 1, 2_000, 'the forgers are gone');
  say('C8', 'when the forgers have left: 1 entry, which is Ben');
  await leaving(open, seen);
  ben.terminate();
  watcher.terminate();
  await until(async () => (await relay.ask('figures', {})).present === 0, 2_000, 'everybody is gone');
}

/** Signs off, and vanishes: the latter as a machine does whose plug was pulled, on a connection that stays half open. */
async function leaving(open: (whose: 'ann' | 'ben', at: number) => Promise<WebSocket>, seen: State[]): Promise<void> {
  const isGone = (): boolean => seen.findLast(([client]) => client === ANNS_CLIENT)?.[2] === null;
  const comes = async (at: number): Promise<WebSocket> => {
    const socket = await open('ann', at);
    show(socket, [[ANNS_CLIENT, at + 1, { typing: true }]]);
    await until(() => seen.some(([client, , state]) => client === ANNS_CLIENT && state !== null) && !isGone(), 2_000, 'Ann is seen');
    return socket;
  };
  (await comes(0)).close();
  const signedOffMs = await until(isGone, 1_000, 'Ann signs off');
  const killed = await comes(1);
  killed.terminate();
  const killedMs = await until(isGone, 35_000, 'Ann is killed');
  const silent = await comes(2);
  silent.pause();
  const vanishedMs = await until(isGone, 35_000, 'Ann vanishes');
  silent.terminate();
  say('C8', `signed off: seen after ${signedOffMs.toFixed(0)} ms (bar 1,000); killed: ${killedMs.toFixed(0)} ms; vanished: ${(vanishedMs / 1_000).toFixed(1)} s (bar 35)`);
}

function statesIn(data: Buffer): State[] {
  const sent = decodeFrame(data);
  const message = sent?.op === 'data' ? decodeMessage(sent.message) : null;
  if (message?.type !== 'awareness') return [];
  const decoder = decoding.createDecoder(message.update);
  return Array.from({ length: decoding.readVarUint(decoder) }, (): State => [
    decoding.readVarUint(decoder),
    decoding.readVarUint(decoder),
    JSON.parse(decoding.readVarString(decoder)) as object | null,
  ]);
}
