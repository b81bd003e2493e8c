import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../build/lib/ports.ts';
import { startRelayProcess, type RelayProcess } from '../../build/lib/relay-process.ts';
import { root } from '../../build/lib/root.ts';
import { toolEnvironment } from '../../build/lib/run.ts';
import { openPerson, type Person, type PersonOptions } from './person.ts';

const execute = promisify(execFile);
const HOST = '127.0.0.1';

/** A relay of its own, as a real process on a real data folder, and the people who use it. */
export interface House {
  readonly dataFolder: string;
  readonly port: number;
  /** `npm run admin -- …` on this relay's data; gives what it printed. */
  admin(...args: string[]): Promise<string>;
  /** Somebody with a Chromium profile of their own. */
  person(name: string, options?: PersonOptions): Promise<Person>;
  /** `kill -9`, as a power cut would end it. */
  kill(): Promise<void>;
  /** Asks it to end in good order. */
  stopRelay(): Promise<void>;
  startRelay(env?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** False: the relay is started later, by `startRelay`. */
  readonly relay?: boolean;
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-journey-'));
  const dataFolder = join(folder, 'data');
  const port = await freePort(0, HOST);
  const people: Person[] = [];
  let relay: RelayProcess | null = null;
  const start = async (env = options.env ?? {}): Promise<void> => {
    // People come through proxies of their own, on ports that the relay cannot know: any origin on this machine is theirs.
    relay = await startRelayProcess({ dataFolder, host: HOST, port, env: { SAMOVAR_LOG: 'info', ...env } });
  };
  if (options.relay !== false) await start();
  return {
    dataFolder,
    port,
    async admin(...args) {
      const command = [join(root, 'sync-server/bin/admin.ts'), ...args];
      const env = { ...toolEnvironment(), SAMOVAR_DATA: dataFolder };
      return (await execute('node', command, { cwd: root, env })).stdout;
    },
    async person(name, personOptions = {}) {
      const person = await openPerson(join(folder, name), port, personOptions);
      people.push(person);
      return person;
    },
    async kill() {
      relay?.child.kill('SIGKILL');
      await relay?.ended;
      relay = null;
    },
    async stopRelay() {
      await relay?.stop();
      relay = null;
    },
    startRelay: start,
    async close() {
      await Promise.all(people.map((person) => person.close()));
      await relay?.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
