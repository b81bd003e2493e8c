import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { createDice } from '#shared/testing/dice.ts';
import { root } from '../../build/lib/root.ts';
import { toolEnvironment } from '../../build/lib/run.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { storeFile } from '../../sync-server/database/data-folder.ts';
import { makeCast } from './load/cast.ts';
import { spread } from './load/figures.ts';
import { openFaultyHouse, type FaultyHouse } from './load/house.ts';
import { startLoad, type Load } from './load/load.ts';
import { mustBeWhole, readAll } from './load/set-full.ts';
import { pause } from './load/until.ts';
import { mustBeSound } from './load/verify.ts';

const execute = promisify(execFile);

const BACKUPS = { short: 20, long: 100 } as const;
/** Each says less than one word a second, as the relay's rate allows for hours (RELIABILITY C9). */
const PAIRS = 40;
const MESSAGES_PER_SECOND = 60;
/** At random within this after the last one, so that checkpoints are hit, too. */
const BETWEEN_MS = 1_500;

/**
 * A8: backups taken while people talk, each restored to a machine that has nothing, and started: every word that was
 * acknowledged before the backup began is there, for the same people.
 */
export async function backup({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const backups = count ?? (long ? BACKUPS.long : BACKUPS.short);
  const folder = mkdtempSync(join(tmpdir(), 'samovar-backups-'));
  const house = await openFaultyHouse();
  let load: Load | null = null;
  const took: number[] = [];
  try {
    await house.start();
    load = startLoad(house.port, await makeCast(house, PAIRS), dice);
    load.talk(MESSAGES_PER_SECOND);
    await load.begun();
    let line = '';
    for (let n = 0; n < backups; n += 1) {
      await pause(dice.below(BETWEEN_MS));
      const file = join(folder, `${n}.db`);
      const held = load.ledger();
      const fromMs = performance.now();
      await admin(house, 'backup', file);
      took.push(performance.now() - fromMs);
      line = await restoreAndRead(file, load, held);
    }
    if (readdirSync(folder).some((name) => !name.endsWith('.db'))) throw new Error('a backup left something beside it');
    await mustRefuseWhileRunning(house, join(folder, '0.db'));
    load.hush();
    await load.settle();
    console.log(`  ${backups} backups under ${PAIRS * 2} clients; the command took ${spread(took)}`);
    console.log(`  each restored to an empty folder, verified and started; the last: ${line}`);
    console.log(`  the relay they were taken from: ${mustBeWhole(await readAll(house.port, load.readers(), load.ledger()))}`);
  } finally {
    load?.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function restoreAndRead(file: string, load: Load, held: ReturnType<Load['ledger']>): Promise<string> {
  const other = await openFaultyHouse();
  try {
    await admin(other, 'restore', file);
    await mustBeSound(other.dataFolder);
    putSessionsBack(storeFile(other.dataFolder), file);
    await other.start();
    // More may be there than was acknowledged when the backup began; nothing that nobody ever said.
    return mustBeWhole(await readAll(other.port, load.readers(), held, load.ledger()));
  } finally {
    await other.close();
  }
}

/** A restore ends them all (E3). To sign everybody in again at each of so many would be measuring passwords. */
function putSessionsBack(store: string, file: string): void {
  const database = new DatabaseSync(store);
  try {
    if (database.prepare('select 1 from sessions').get() !== undefined) throw new Error('a restore left sessions open');
    database.prepare('attach ? as backup').run(file);
    database.exec('insert into sessions select * from backup.sessions');
  } finally {
    database.close();
  }
}

/** A restore under a running relay would be the end of both stores. */
async function mustRefuseWhileRunning(house: FaultyHouse, file: string): Promise<void> {
  const ended = await admin(house, 'restore', file, '--force').then(() => 'restored', (error: unknown) => String(error));
  if (!ended.includes('The relay is running')) throw new Error(`a restore under a running relay: ${ended}`);
}

/** `npm run admin`, as an operator runs it: a process of its own. */
async function admin({ dataFolder }: Pick<FaultyHouse, 'dataFolder'>, ...args: string[]): Promise<void> {
  const env = { ...toolEnvironment(), SAMOVAR_DATA: dataFolder };
  await execute('node', [join(root, 'sync-server/bin/admin.ts'), ...args], { cwd: root, env });
}
