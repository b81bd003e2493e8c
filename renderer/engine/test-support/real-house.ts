import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Session } from '#shared/api/schemas.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { readConfig } from '../../../sync-server/config/config.ts';
import { createRelay, type Relay } from '../../../sync-server/relay.ts';
import { systemPorts } from '../../../sync-server/system.ts';
import { createApi } from '../../api/client.ts';
import { webTimers } from '../../host/web-ports.ts';
import type { Vault } from '../../vault/types.ts';
import { createRealDevice, type RealDevice } from './real-device.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What an adult agrees to. */
export const CONSENT = {
  ageGroup: 'adult',
  parentalConsent: false,
  certified: true,
  versions: {
    member: AGREEMENTS.member.version,
    privacy: AGREEMENTS.privacy.version,
    certification: AGREEMENTS.certification.version,
  },
} as const;

/** The real relay over real sockets, and devices with the real, encrypted vault. */
export interface RealHouse {
  readonly relay: Relay;
  /** The relay's machine, whose clock may be set ahead. */
  readonly machine: { aheadMs: number };
  restart(): Promise<void>;
  device(prepare?: (vault: Vault) => Promise<void>): Promise<RealDevice>;
  /** A session that a listener has, ready to be put into a vault. */
  listenerSession(): Promise<Session>;
  /** Devices first, then the relay. */
  close(): Promise<void>;
}

export async function openRealHouse(): Promise<RealHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-engine-'));
  const machine = { aheadMs: 0 };
  const devices: RealDevice[] = [];
  const start = async (port: string): Promise<Relay> => {
    const config = readConfig({ SAMOVAR_DATA: join(folder, 'data'), SAMOVAR_PORT: port, SAMOVAR_GUESTS_PER_HOUR: '1000' }, folder);
    if (!config.ok) throw new Error('no configuration');
    const ports = systemPorts();
    const clock = { nowMs: () => ports.clock.nowMs() + machine.aheadMs };
    return createRelay(config.value, { ...ports, clock, log: SILENT });
  };
  let relay = await start('0');
  return {
    machine,
    get relay() {
      return relay;
    },
    async restart() {
      const { port } = new URL(relay.url);
      await relay.close();
      relay = await start(port);
    },
    async device(prepare) {
      const made = await createRealDevice(() => relay.url, WebSocket, prepare);
      devices.push(made);
      return made;
    },
    listenerSession: () => listenerSession(relay),
    async close() {
      for (const device of devices.toReversed()) await device.close();
      await relay.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function listenerSession(relay: Relay): Promise<Session> {
  let token: string | null = null;
  const api = createApi({ relayUrl: relay.url, fetch, timers: webTimers, token: () => token });
  const made = await api.call('createGuest', {}, { deviceName: 'listener' });
  if (!made.ok) throw new Error(made.error.code);
  token = made.value.token;
  await api.call('giveConsent', {}, CONSENT);
  const { account } = made.value.me;
  await relay.database.db.updateTable('accounts').set({ type: 'listener', listener_version: LISTENER_AGREEMENT.version }).where('id', '=', account).execute();
  await relay.services.accountChanged(account);
  const me = await api.call('me', {}, null);
  if (!me.ok) throw new Error(me.error.code);
  return { token, me: me.value };
}
