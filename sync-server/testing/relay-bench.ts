import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebSocket } from 'ws';
import type { BodyOf } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { runAdmin } from '../admin/run.ts';
import { readConfig, type Config } from '../config/config.ts';
import { createJsonLog } from '../log/json-log.ts';
import { createRelay, type Relay } from '../relay.ts';
import { systemPorts } from '../system.ts';
import { call, dial } from './clients.ts';

export const PASSWORD = 'tall pines beside a slow river';

const CONSENT: BodyOf<'giveConsent'> = {
  ageGroup: 'adult',
  parentalConsent: false,
  certified: true,
  versions: currentVersions(),
};

/** Whole relays on one data folder, one after the other, with people and an operator. */
export class RelayBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'samovar-relay-'));
  readonly logLines: string[] = [];
  readonly #relays: Relay[] = [];
  readonly #sockets: WebSocket[] = [];

  /** Rejects as `createRelay` does. */
  async start(more: Record<string, string> = {}): Promise<Relay> {
    const ports = systemPorts();
    const log = createJsonLog((line) => void this.logLines.push(line), ports.clock, 'info');
    const relay = await createRelay(this.#configured(more), { ...ports, log });
    this.#relays.push(relay);
    return relay;
  }

  /** A guest who has agreed to everything. */
  async seeker(relay: Relay): Promise<Session> {
    const session = await call(relay, 'createGuest', { body: { deviceName: 'laptop' } });
    await call(relay, 'giveConsent', { token: session.token, body: CONSENT });
    return session;
  }

  async listener(relay: Relay, name: string): Promise<Session> {
    await this.admin('listener', name, '--password', PASSWORD, '--consented');
    return call(relay, 'signIn', { body: { name, password: PASSWORD, deviceName: 'desk' } });
  }

  /** `npm run admin -- …` on the same data folder. Throws its complaints. */
  async admin(...argv: string[]): Promise<void> {
    const complaints: string[] = [];
    const context = {
      dataFolder: join(this.folder, 'data'),
      cwd: this.folder,
      ports: systemPorts(),
      say: () => undefined,
      readInput: async () => '',
    };
    const code = await runAdmin(argv, context, (line) => void complaints.push(line));
    if (code !== 0) throw new Error(complaints.join(' '));
  }

  /** Everything in the data folder, in every spelling a store might use for text. */
  files(): string {
    return readdirSync(join(this.folder, 'data'), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1'))
      .join('\n');
  }

  /** As `dial` of clients.ts; ended with the bench. */
  dial(relay: Relay, token: string, origin?: string): WebSocket {
    const socket = dial(relay, token, origin);
    this.#sockets.push(socket);
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    for (const relay of this.#relays) await relay.close();
    rmSync(this.folder, { recursive: true });
  }

  #configured(more: Record<string, string>): Config {
    const config = readConfig({ SAMOVAR_DATA: 'data', SAMOVAR_PORT: '0', SAMOVAR_LOG: 'info', ...more }, this.folder);
    if (!config.ok) throw new Error('the test is configured wrongly');
    return config.value;
  }
}
