import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { readConfig } from '../../sync-server/config/config.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { systemPorts } from '../../sync-server/system.ts';
import { makeCast, type Pair } from './load/cast.ts';
import type { ChatCopy } from './load/copy.ts';
import { Device } from './load/device.ts';
import { until } from './load/until.ts';

const RACES = { short: 2_000, long: 10_000 } as const;
const PAIRS = 10;
const PATIENCE_MS = 10_000;
/** So short that a document nobody uses is dropped while somebody leaves or comes. */
const IDLE_MS = 2;

/**
 * A10: over real sockets and a real store, the last one changes a chat and leaves it while the first one comes, and the
 * relay drops what is idle in that same moment. The change has arrived each time; in the end no document is in memory.
 */
export async function race({ seed, long, count }: SuiteOptions): Promise<void> {
  const races = count ?? (long ? RACES.long : RACES.short);
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'samovar-race-'));
  const relay = await startRelay(folder);
  const devices: Device[] = [];
  try {
    const place = { port: Number(new URL(relay.url).port), dataFolder: join(folder, 'data') };
    const cast = await makeCast(place, PAIRS);
    const fromMs = performance.now();
    await Promise.all(
      cast.map((pair, n) => racePair({ port: place.port, pair, races: Math.ceil((races - n) / PAIRS), dice, devices })),
    );
    const took = Math.round((performance.now() - fromMs) / 1_000);
    for (const device of devices) device.close();
    await until('the relay has seen everybody leave', () => relay.syncStats().sockets === 0);
    await relay.services.documents.settled();
    await until('no document is in memory', () => relay.services.documents.stats().openDocuments === 0);
    const { channels, present, counters } = relay.services.documents.stats();
    if (channels + present > 0) throw new Error(`${channels} channels and ${present} people are still there`);
    console.log(`  ${races} races in ${took} s, a document loaded ${counters.loads} times: 0 changes lost; in the end 0 documents in memory`);
  } finally {
    for (const device of devices) device.close();
    await relay.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Racing {
  readonly port: number;
  readonly pair: Pair;
  readonly races: number;
  readonly dice: Dice;
  readonly devices: Device[];
}

async function racePair({ port, pair, races, dice, devices }: Racing): Promise<void> {
  const [one, other] = [pair.seeker, pair.listener].map((who) => new Device(port, who, [pair.chat], dice));
  const [mine, theirs] = [one?.copies[0], other?.copies[0]];
  if (one === undefined || other === undefined || mine === undefined || theirs === undefined) throw new Error('nobody races');
  devices.push(one, other);
  await until('both are here', () => one.online && other.online);
  other.leave(theirs);
  let here: [Device, ChatCopy] = [one, mine];
  let away: [Device, ChatCopy] = [other, theirs];
  for (let n = 1; n <= races; n += 1) {
    const mark = here[1].markRead();
    const acts = [() => here[0].leave(here[1]), () => away[0].enter(away[1])];
    if (dice.below(2) === 0) acts.reverse();
    acts[0]?.();
    for (let turn = dice.below(4); turn > 0; turn -= 1) await new Promise((resolve) => setImmediate(resolve));
    acts[1]?.();
    const [leaving, arriving] = [here[1], away[1]];
    const hasArrived = (): boolean => arriving.readBy(leaving.account) === mark;
    await until(`race ${n}: the change has arrived`, hasArrived, PATIENCE_MS).catch((cause: unknown) => {
      throw new Error(`left: ${here[0].describe()}; came: ${away[0].describe()}`, { cause });
    });
    [here, away] = [away, here];
  }
}

const complain = (event: string, facts: object = {}): void => console.log(`  the relay: ${event} ${JSON.stringify(facts)}`);

async function startRelay(folder: string): Promise<Relay> {
  const config = readConfig({ SAMOVAR_DATA: 'data', SAMOVAR_PORT: '0', SAMOVAR_WINDOW_MESSAGES: '5000' }, folder);
  if (!config.ok) throw new Error('the race is configured wrongly');
  const log = { info: () => undefined, warn: complain, error: complain };
  return createRelay(config.value, { ...systemPorts(), log }, { documentIdleMs: IDLE_MS });
}
