import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../build/lib/ports.ts';
import { startRelayProcess } from '../../build/lib/relay-process.ts';
import { createApi } from '../../renderer/api/client.ts';
import { createAccountKeyCommands } from '../../renderer/engine/account-keys.ts';
import type { CommandParts } from '../../renderer/engine/commands.ts';
import { webTimers } from '../../renderer/host/web-ports.ts';
import type { Figure } from '../report.ts';
import { noise } from '../soak/noise.ts';
import { median } from '../statistics.ts';
import { furnishWriter, WRITER } from './furnish.ts';

const MESSAGES = 10_000;
const TRIES = 5;
const HOST = '127.0.0.1';
/** RELIABILITY H2. */
const BAR_S = 60;
/** As long as the app waits for any answer (`renderer/api/client.ts`). */
const APP_WAITS_S = 15;
/** What a person does not notice. */
const OTHERS_BAR_MS = 50;
const LOOK_EVERY_MS = 10;
const MIB = 1_048_576;

/**
 * `npm run bench -- export`: somebody who has said ten thousand messages takes a copy of everything along, by what the app itself does:
 * the password asked again, its own call with its own patience, and the file as it is saved (RELIABILITY H2).
 */
export async function exportFigures({ quick }: { readonly quick: boolean }): Promise<Figure[]> {
  console.error(noise());
  const messages = quick ? MESSAGES / 2 : MESSAGES;
  const folder = mkdtempSync(join(tmpdir(), 'samovar-export-'));
  const dataFolder = join(folder, 'data');
  try {
    await furnishWriter(dataFolder, messages);
    const relay = await startRelayProcess({ dataFolder, host: HOST, port: await freePort(0, HOST), env: { SAMOVAR_LOG: 'error' } });
    try {
      const take = await appAt(relay.url);
      const runs: Run[] = [];
      // The first finds every document on the disk; the others some of them in memory.
      for (let n = 0; n < TRIES; n += 1) runs.push(await besideOthers(relay.url, take));
      for (const { said } of runs) if (said !== messages) throw new Error(`${said} of ${messages} messages are in the copy`);
      return figuresOf(messages, runs);
    } finally {
      await relay.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Copy {
  readonly tookMs: number;
  readonly bytes: number;
  readonly said: number;
}

/** `othersMs`: the longest that somebody else waited meanwhile for the shortest of answers. */
type Run = Copy & { readonly othersMs: number };

function figuresOf(messages: number, runs: readonly Run[]): Figure[] {
  const figure = (name: string, unit: string, samovar: number, peers: Figure['peers'], bar: number, held: boolean): Figure =>
    ({ name: `a copy with ${messages} messages: ${name}`, unit, samovar, peers, ratio: samovar / bar, ...(held ? { most: { of: 'samovar', is: bar } as const } : {}) });
  const [first] = runs;
  const beside = { bar: BAR_S, 'the app waits': APP_WAITS_S };
  return [
    figure('from the button to the file, first time', 's', (first?.tookMs ?? Number.NaN) / 1_000, beside, BAR_S, true),
    figure('from the button to the file, median', 's', median(runs.map(({ tookMs }) => tookMs)) / 1_000, beside, BAR_S, true),
    figure('longest answer to others meanwhile', 'ms', Math.max(...runs.map(({ othersMs }) => othersMs)), { bar: OTHERS_BAR_MS }, OTHERS_BAR_MS, false),
    figure('the file', 'MiB', (first?.bytes ?? Number.NaN) / MIB, {}, first === undefined ? Number.NaN : first.bytes / MIB, false),
  ];
}

/** The app's own calls, signed in; what it does when the button is pressed. */
async function appAt(relayUrl: string): Promise<() => Promise<Copy>> {
  let token: string | null = null;
  const api = createApi({ relayUrl, fetch, timers: webTimers, token: () => token });
  const signedIn = await api.call('signIn', {}, { ...WRITER, deviceName: 'laptop' });
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  token = signedIn.value.token;
  // Of the rest of the engine a copy needs nothing.
  const keys = createAccountKeyCommands({ api, hub: { signedOut: () => undefined } } as unknown as CommandParts);
  return async () => {
    const fromMs = performance.now();
    const mine = await keys.exportMine(WRITER.password);
    if (!mine.ok) throw new Error(mine.error.code);
    const { size } = new Blob([JSON.stringify(mine.value, null, 2)], { type: 'application/json' });
    return { tookMs: performance.now() - fromMs, bytes: size, said: (mine.value['messages'] as readonly unknown[]).length };
  };
}

async function besideOthers(url: string, take: () => Promise<Copy>): Promise<Run> {
  const waits: Promise<number>[] = [];
  const asking = setInterval(() => {
    const fromMs = performance.now();
    waits.push(fetch(`${url}/healthz`).then(async (answer) => (await answer.text(), performance.now() - fromMs)));
  }, LOOK_EVERY_MS);
  const copy = await take().finally(() => clearInterval(asking));
  return { ...copy, othersMs: Math.max(0, ...(await Promise.all(waits))) };
}
