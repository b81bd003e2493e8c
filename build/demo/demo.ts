import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { session as sessionSchema } from '../../shared/api/schemas.ts';
import { root } from '../lib/root.ts';
import { toolEnvironment } from '../lib/run.ts';
import { LISTENER_NAMES, SEEKERS, VISITOR_LISTENER } from './cast.ts';
import { callRelay, Player } from './player.ts';
import { playListener, playSeeker } from './roles.ts';

const admin = promisify(execFile);
/** Not a secret: the accounts exist in a demo's own data folder, on this machine, and hold invented talk. */
const DEMO_PASSWORD = 'a cup of tea for everyone';
const MAX_PROVIDERS = 100;
const kept = z.object({ seekers: z.array(sessionSchema) });

export interface Demo {
  /** Lines for the person at the console. */
  readonly hints: readonly string[];
  close(): Promise<void>;
}

/** Fills a relay with invented people who ask, listen and talk (issue: `npm start -- --demo`). */
export async function startDemo(options: { relayUrl: string; dataFolder: string }): Promise<Demo> {
  const { relayUrl, dataFolder } = options;
  // Each stock provider listens for the end of the process; a dozen people have more than Node's default of ten.
  process.setMaxListeners(MAX_PROVIDERS);
  for (const name of [...LISTENER_NAMES, VISITOR_LISTENER]) await makeListener(name, dataFolder);
  const listeners = await Promise.all(LISTENER_NAMES.map((name) => signIn(relayUrl, name)));
  const seekers = await seekersOf(relayUrl, dataFolder);
  const cast = new Set([...listeners, ...seekers].map((player) => player.account as string));
  listeners.forEach((player, turn) => playListener(player, (account) => cast.has(account), turn, listeners.length));
  await Promise.all(seekers.map((player, index) => playSeeker(player, SEEKERS[index % SEEKERS.length] as (typeof SEEKERS)[number])));
  return {
    hints: [
      'The demo: ask for a chat and an invented listener takes it after a few seconds.',
      `To listen yourself, sign in (under You) as @${VISITOR_LISTENER} with the password: ${DEMO_PASSWORD}`,
    ],
    async close() {
      for (const player of [...listeners, ...seekers]) player.close();
    },
  };
}

/** By the same command an admin would use; does nothing when the listener is there already. */
async function makeListener(name: string, dataFolder: string): Promise<void> {
  const args = [join(root, 'sync-server/bin/admin.ts'), 'listener', name, '--password', DEMO_PASSWORD, '--consented'];
  await admin('node', args, { cwd: root, env: { ...toolEnvironment(), SAMOVAR_DATA: dataFolder } });
}

async function signIn(relayUrl: string, name: string): Promise<Player> {
  const body = { name, password: DEMO_PASSWORD, deviceName: 'Demo' };
  return new Player(relayUrl, await callRelay(relayUrl, 'signIn', { body }));
}

/** The invented seekers are guests; their sessions are kept beside the demo's data, so that a restart meets the same. */
async function seekersOf(relayUrl: string, dataFolder: string): Promise<Player[]> {
  const file = join(dataFolder, 'demo-people.json');
  if (existsSync(file)) {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8'))).seekers.map((one) => new Player(relayUrl, one));
  }
  const newGuest = () => callRelay(relayUrl, 'createGuest', { body: { deviceName: 'Demo' } });
  const seekers = await Promise.all(SEEKERS.map(newGuest));
  writeFileSync(file, JSON.stringify({ seekers }), { mode: 0o600 });
  const players = seekers.map((one) => new Player(relayUrl, one));
  for (const player of players) await player.consent();
  return players;
}
