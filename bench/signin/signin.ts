import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { API } from '#shared/api/contract.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { createPasswordHasher } from '../../sync-server/accounts/password-hash.ts';
import { systemPorts } from '../../sync-server/system.ts';
import type { Figure } from '../report.ts';
import { idOf } from '../soak/ids.ts';
import { startMeasuredRelay, type MeasuredRelay } from '../soak/measured-relay.ts';
import { noise } from '../soak/noise.ts';
import { startPair } from '../soak/pair.ts';
import { median } from '../statistics.ts';
import { figuresOf } from './figures.ts';

/** RELIABILITY E1. */
const PER_SECOND = 5;
const SECONDS = 60;
const WARM_SECONDS = 4;
/** Each signs in on so many devices that none has more than an account may have. */
const PEOPLE = 60;
const TOGETHER = 20;
const HASHES = 20;
/** As fast as one account may go on talking. */
const SAYS_EVERY_MS = 1_050;
const PROXY = '127.0.0.1';
const PASSWORD = 'tall pines beside a slow river';

/**
 * `npm run bench -- signin`: five people a second sign in with their passwords, at moments drawn by chance, on a relay with its ordinary
 * limits, beside two who talk (RELIABILITY E1); then twenty in one moment.
 */
export async function signInFigures({ quick }: { readonly quick: boolean }): Promise<Figure[]> {
  console.error(noise());
  const hashMs = await hashAlone();
  const relay = await startMeasuredRelay({ env: { SAMOVAR_PROXY: PROXY } });
  try {
    const names = await furnish(relay);
    const signIn = door(relay, names);
    const pair = startPair({ url: relay.url, localAddress: '127.0.1.1', chat: CHAT, people: await talkers(relay), everyMs: SAYS_EVERY_MS });
    await comeAtRandom(signIn, WARM_SECONDS);
    await relay.ask('fresh', {});
    const { asked, tookMs } = await comeAtRandom(signIn, quick ? 5 : SECONDS);
    const during = await relay.ask('figures', {});
    const said = await pair.stop();
    await relay.ask('fresh', {});
    await Promise.all(Array.from({ length: TOGETHER }, () => signIn()));
    const { hashesAtOnce } = await relay.ask('figures', {});
    return figuresOf({ asked, tookMs, hashMs, relay: during, pair: said, crowd: { people: TOGETHER, hashesAtOnce } });
  } finally {
    await relay.close();
  }
}

async function hashAlone(): Promise<number> {
  const hasher = createPasswordHasher(systemPorts().random);
  const took: number[] = [];
  for (let n = 0; n < HASHES; n += 1) {
    const fromMs = performance.now();
    await hasher.hash(PASSWORD);
    took.push(performance.now() - fromMs);
  }
  return median(took);
}

async function furnish(relay: MeasuredRelay): Promise<readonly string[]> {
  const names = Array.from({ length: PEOPLE }, (_, n) => `Comer${n}`);
  const people = names.map((name, n) => ({ id: idOf<AccountId>('member', n), name, type: 'member' as const, devices: 0, password: PASSWORD }));
  await relay.ask('people', { people });
  return names;
}

const CHAT = idOf<ChatId>('chat', 0);

async function talkers(relay: MeasuredRelay) {
  const [seeker, listener] = [idOf<AccountId>('seeker', 0), idOf<AccountId>('hearer', 0)];
  const tokens = await relay.ask('people', {
    people: [
      { id: seeker, name: seeker, type: 'member', devices: 1 },
      { id: listener, name: listener, type: 'listener', devices: 1 },
    ],
  });
  await relay.ask('chats', { chats: [{ id: CHAT, seeker, listener }] });
  return [seeker, listener].map((account, which) => ({ account, token: tokens[which]?.[0] ?? '' }));
}

/** One after the other of them comes, each time from an address of its own, which a proxy tells that the relay believes. True: let in. */
function door(relay: MeasuredRelay, names: readonly string[]): () => Promise<boolean> {
  let came = 0;
  const reasons = new Set<string>();
  const refused = (why: string): false => {
    if (!reasons.has(why)) console.error(`somebody was not let in: ${why}`);
    reasons.add(why);
    return false;
  };
  return () => {
    came += 1;
    const body = JSON.stringify({ name: names[came % names.length], password: PASSWORD, deviceName: `device ${came}` });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-forwarded-for': `10.0.${came >> 8}.${came & 255}` };
    return new Promise((resolve) => {
      // Nobody comes by a connection that somebody else had.
      const asked = request(relay.url + API.signIn.path, { method: API.signIn.method, headers, agent: false });
      asked.on('response', (response) => response.resume().once('end', () => {
        resolve(response.statusCode === 200 || refused(String(response.statusCode)));
      }));
      // Where hashes take longer than people come, the last of them wait until the relay hangs up.
      asked.on('error', ({ message }) => resolve(refused(message)));
      asked.end(body);
    });
  };
}

/** So many a second on the whole, and as chance has it one by one. Whoever comes waits for nobody, so that a slow answer slows no question. */
async function comeAtRandom(signIn: () => Promise<boolean>, seconds: number): Promise<{ readonly asked: number; readonly tookMs: readonly number[] }> {
  const random = seededRandom(seconds);
  const asked = seconds * PER_SECOND;
  const dueMs = Array.from({ length: asked }, () => (new DataView(random.bytes(4).slice().buffer).getUint32(0) / 2 ** 32) * seconds * 1_000);
  const fromMs = performance.now();
  const tookMs: number[] = [];
  await Promise.all(dueMs.map(async (due) => {
    await sleep(Math.max(0, fromMs + due - performance.now()));
    if (await signIn()) tookMs.push(performance.now() - fromMs - due);
  }));
  return { asked, tookMs };
}
