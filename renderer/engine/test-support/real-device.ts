import { webClock, webRandom, webTimers } from '../../host/web-ports.ts';
import { createVaultBench, newVault, reopen } from '../../vault/vault.fixture.ts';
import type { Vault } from '../../vault/types.ts';
import { createEngine, type EngineOptions } from '../engine.ts';
import type { Engine } from '../types.ts';

/** A device on real time, with a real vault and real sockets, whose network can be cut. */
export interface RealDevice {
  readonly engine: Engine;
  cut(): void;
  mend(): void;
  /** Closes everything and starts again from the disk. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Node's `ws`: what a WebSocket of the browser is, and it can be cut without a word. */
type Cuttable = new (url: string, protocols: string[]) => { terminate(): void };

const NOBODY = 'ws://127.0.0.1:9';

export async function createRealDevice(
  relayUrl: () => string,
  WebSocket: Cuttable,
  prepare: (vault: Vault) => Promise<void> = async () => undefined,
): Promise<RealDevice> {
  const bench = createVaultBench();
  const net = { up: true };
  const sockets = new Set<{ terminate(): void }>();
  const open = (vault: Vault): Promise<Engine> =>
    createEngine({
      vault,
      relayUrl: relayUrl(),
      deviceName: 'test',
      clock: webClock,
      timers: webTimers,
      random: webRandom,
      WebSocket: class extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(net.up ? url : NOBODY, protocols);
          sockets.add(this);
        }
      } as unknown as EngineOptions['WebSocket'],
      fetch: (address, init) => (net.up ? fetch(address, init) : Promise.reject(new TypeError('cut'))),
    });
  let vault = await newVault(bench.profiles);
  await prepare(vault);
  let engine = await open(vault);
  const close = async (): Promise<void> => {
    await engine.close();
    await vault.close();
  };
  return {
    get engine() {
      return engine;
    },
    cut() {
      net.up = false;
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    mend() {
      net.up = true;
      engine.reconnect();
    },
    async restart() {
      await close();
      vault = await reopen(bench.anotherWindow(), vault.profile.id);
      engine = await open(vault);
    },
    close,
  };
}
