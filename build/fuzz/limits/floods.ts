import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { WIRE } from '#shared/limits.ts';
import { percentile } from '../../../bench/statistics.ts';
import { openRawSocket } from '../frames/raw-socket.ts';
import { ANN, BEN, dial, MIB, nameOf, PASSWORD, say, until, VERA, YANN, type House } from './house.ts';

const HALF_OPEN = 2_000;
const ATTEMPTS = 10_000;
const PER_ADDRESS = 100;

const rssMib = async ({ relay }: House): Promise<number> => {
  await relay.ask('fresh', {});
  return (await relay.ask('figures', {})).rssBytes / MIB;
};

/** C5: handshakes that never end are cut, and people sign in meanwhile. */
export async function halfOpen(house: House): Promise<void> {
  const { relay } = house;
  const quiet = percentile(await signInAll(house, 3), 0.95); // what the machine lets it be today
  const fromMs = performance.now();
  let lastMs = 0;
  const sockets = Array.from({ length: HALF_OPEN }, (_, at) => {
    const socket: Socket = connect({ port: relay.port, host: '127.0.0.1', localAddress: `127.1.0.${1 + Math.floor(at / PER_ADDRESS)}` });
    socket.on('error', () => undefined);
    socket.write('GET /sync HTTP/1.1\r\nHost: x\r\nUpgrade: web');
    socket.resume();
    socket.once('close', () => {
      lastMs = Math.max(lastMs, performance.now() - fromMs);
    });
    return once(socket, 'close');
  });
  const signIns = signInAll(house, 2);
  await Promise.all(sockets);
  const p95 = percentile(await signIns, 0.95);
  say('C5', `${HALF_OPEN} half-open handshakes closed within ${(lastMs / 1_000).toFixed(1)} s (bar 15); sign-in p95 ${p95.toFixed(0)} ms (bar 1,000) meanwhile, ${quiet.toFixed(0)} ms without them`);
  house.promises.hold(lastMs <= 15_000, 'half-open handshakes stay');
  house.promises.hold(p95 <= 1_000, 'nobody can sign in meanwhile');
}

const SIGN_INS = 25;
const BETWEEN_MS = 200;

/** Somebody signs in five times a second, from ever other addresses, and out again. Gives the milliseconds of each. */
async function signInAll({ relay }: House, network: number): Promise<number[]> {
  const tookMs: Promise<number>[] = [];
  for (let number = 0; number < SIGN_INS; number += 1) {
    // Not always the same one: tries that are under way count as failed until it is known.
    const name = nameOf([ANN, BEN, VERA, YANN][number % 4] ?? ANN);
    const body = JSON.stringify({ name, password: PASSWORD, deviceName: `phone ${number}` });
    tookMs.push(ask(relay.port, `127.${network}.0.${number + 1}`, body));
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  return Promise.all(tookMs);
}

/** Also `too-many-devices`, after the twelfth, is an answer that took the password's whole time. */
function ask(port: number, localAddress: string, body: string): Promise<number> {
  const fromMs = performance.now();
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', localAddress, method: 'POST', path: '/api/sessions', headers, agent: false });
    asked.on('error', reject);
    asked.on('response', (response) => {
      if (response.statusCode !== 200 && response.statusCode !== 409) reject(new Error(`sign-in: ${response.statusCode}`));
      response.resume().once('end', () => resolve(performance.now() - fromMs));
    });
    asked.end(body);
  });
}

/** C6: an address that tries on and on costs little, and others come in as before. */
export async function tooManySockets(house: House): Promise<void> {
  const { relay, tokens } = house;
  const held = tokens.ann.map((token) => dial(relay, token, '127.0.1.9'));
  await until(async () => (await relay.ask('figures', {})).sockets >= WIRE.maxSocketsPerAccount, 5_000, 'eight sockets');
  const before = await rssMib(house);
  let refused = 0;
  const tryOne = async (at: number): Promise<void> => {
    const socket = await openRawSocket(relay.port, `127.0.1.${1 + (at % 4)}`, tokens.ann[0] ?? '');
    if (socket === null) refused += 1;
    else socket.destroy();
  };
  const numbers = Array.from({ length: ATTEMPTS }, (_, at) => at).values();
  await Promise.all(Array.from({ length: 50 }, async () => {
    for (const at of numbers) await tryOne(at);
  }));
  const grown = (await rssMib(house)) - before;
  const other = await openRawSocket(relay.port, '127.0.7.7', tokens.ben[0] ?? '');
  other?.destroy();
  for (const socket of held) socket.terminate();
  say('C6', `${ATTEMPTS} attempts by an account with ${WIRE.maxSocketsPerAccount} sockets: ${refused} refused, ${grown.toFixed(1)} MiB (bar 50); another address comes in: ${other !== null}`);
  house.promises.hold(refused === ATTEMPTS && other !== null, 'a bound was passed, or others were shut out');
  house.promises.hold(grown <= 50, 'attempts cost more than they may');
}
