import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELAY_LIMITS } from '#shared/limits.ts';
import type { Timers } from '#shared/ports.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { readConfig } from '../../sync-server/config/config.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { systemPorts } from '../../sync-server/system.ts';
import { makeCast, type Pair } from './load/cast.ts';
import type { ChatCopy } from './load/copy.ts';
import { Device } from './load/device.ts';
import { createDice, type Dice } from './load/dice.ts';
import { until } from './load/until.ts';

const RACES = { short: 2_000, long: 10_000 } as const;
const PAIRS = 10;
const PATIENCE_MS = 10_000;

/**
 * A10: over real sockets and a real store, the last one says a word and leaves a chat while the first one comes, and the
 * relay drops what is idle in that same moment. The word has arrived each time; in the end no document is in memory.
 */
export async function race({ seed, long, count }: SuiteOptions): Promise<void> {
  const races = count ?? (long ? RACES.long : RACES.short);
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'samovar-race-'));
  const time = createHaste();
  const relay = await startRelay(folder, time.timers);
  const devices: Device[] = [];
  try {
    const place = { port: Number(new URL(relay.url).port), dataFolder: join(folder, 'data') };
    const cast = await makeCast(place, PAIRS);
    const fromMs = performance.now();
    await Promise.all(
      cast.map((pair, n) => racePair({ port: place.port, pair, races: Math.ceil((races - n) / PAIRS), dice, time, devices })),
    );
    const took = Math.round((performance.now() - fromMs) / 1_000);
    for (const device of devices) device.close();
    await until('the relay has seen everybody leave', () => relay.syncStats().sockets === 0);
    await relay.services.documents.settled();
    const loads = relay.services.documents.stats().counters.loads;
    await until('no document is in memory', () => {
      time.idle();
      return relay.services.documents.stats().openDocuments === 0;
    });
    const { channels, present } = relay.services.documents.stats();
    if (channels + present > 0) throw new Error(`${channels} channels and ${present} people are still there`);
    console.log(`  ${races} races in ${took} s, ${loads} loads of a document: 0 words lost; in the end 0 documents in memory`);
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
  readonly time: Haste;
  readonly devices: Device[];
}

async function racePair({ port, pair, races, dice, time, devices }: Racing): Promise<void> {
  const [one, other] = [pair.seeker, pair.listener].map((who) => new Device(port, who, [pair.chat], dice));
  const [mine, theirs] = [one?.copies[0], other?.copies[0]];
  if (one === undefined || other === undefined || mine === undefined || theirs === undefined) throw new Error('nobody races');
  devices.push(one, other);
  await until('both are here', () => one.online && other.online);
  other.leave(theirs);
  let here: [Device, ChatCopy] = [one, mine];
  let away: [Device, ChatCopy] = [other, theirs];
  for (let n = 1; n <= races; n += 1) {
    time.idle(); // the rates are counted by time, and forgive it
    const { id } = here[1].say(`race ${n}`);
    const acts = [() => here[0].leave(here[1]), () => away[0].enter(away[1]), () => time.idle()];
    while (acts.length > 0) acts.splice(dice.below(acts.length), 1)[0]?.();
    for (let turn = dice.below(6); turn > 0; turn -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
      time.idle();
    }
    const [arriving] = [away[1]];
    await until(`race ${n}: the word has arrived`, () => arriving.holds(id), PATIENCE_MS);
    [here, away] = [away, here];
  }
}

/** Real timers whose clock can be put ahead to where whatever is idle is dropped, and the dropping had at once. */
interface Haste {
  readonly timers: Timers;
  idle(): void;
}

function createHaste(): Haste {
  const { timers } = systemPorts();
  const sweeps: (() => void)[] = [];
  let aheadMs = 0;
  return {
    timers: {
      ...timers,
      monotonicMs: () => timers.monotonicMs() + aheadMs,
      every(intervalMs, run) {
        if (intervalMs === RELAY_LIMITS.documentIdleMs / 2) sweeps.push(run);
        return timers.every(intervalMs, run);
      },
    },
    idle() {
      aheadMs += RELAY_LIMITS.documentIdleMs + 1;
      for (const sweep of sweeps) sweep();
    },
  };
}

const quiet = (): void => undefined;

async function startRelay(folder: string, timers: Timers): Promise<Relay> {
  const config = readConfig({ SAMOVAR_DATA: 'data', SAMOVAR_PORT: '0', SAMOVAR_WINDOW_MESSAGES: '5000' }, folder);
  if (!config.ok) throw new Error('the race is configured wrongly');
  return createRelay(config.value, { ...systemPorts(), timers, log: { info: quiet, warn: quiet, error: quiet } });
}
