import { WebSocket } from 'ws';
import type { ChatId } from '#shared/ids.ts';
import { createEngine } from '../../../renderer/engine/engine.ts';
import { SESSION_KEY } from '../../../renderer/engine/session.ts';
import type { ChatHandle, Engine } from '../../../renderer/engine/types.ts';
import { webClock, webRandom, webTimers } from '../../../renderer/host/web-ports.ts';
import { createVaultBench, newVault } from '../../../renderer/vault/vault.fixture.ts';
import { startProxy, type TcpProxy } from '../../harness/tcp-proxy.ts';
import { ask } from './ask.ts';
import type { Somebody } from './cast.ts';

// A stock provider listens for the end of the Node process, one for each document.
process.setMaxListeners(0);

/** Somebody with the app itself but for its screens: engine, encrypted vault, outbox; behind a network of their own. */
export interface EnginePerson {
  readonly engine: Engine;
  readonly chat: ChatHandle;
  readonly network: TcpProxy;
  /** The messages of the chat as this device shows them, in order. */
  texts(): readonly string[];
  /** Their dates, in milliseconds since the epoch. */
  dates(): readonly number[];
  /** What came back as refused. */
  refused(): number;
  /** Nothing that was said here still waits on the device. */
  delivered(): boolean;
  close(): Promise<void>;
}

/** `aheadMs`: how wrong the clock of their device is. */
export async function openEnginePerson(port: number, who: Somebody, chat: ChatId, aheadMs = 0): Promise<EnginePerson> {
  const network = await startProxy(port);
  const vault = await newVault(createVaultBench().profiles);
  const me = await ask(port, 'me', { from: who.from, token: who.token });
  await vault.settings.set(SESSION_KEY, { token: who.token, me });
  const engine = await createEngine({
    relayUrl: `http://127.0.0.1:${network.port}`,
    deviceName: 'faults',
    fetch,
    vault,
    clock: { nowMs: () => webClock.nowMs() + aheadMs },
    timers: webTimers,
    random: webRandom,
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  const handle = engine.openChat(chat);
  return {
    engine,
    chat: handle,
    network,
    texts: () => handle.getSnapshot().lines.flatMap(({ entry }) => (entry.kind === 'message' ? [entry.text] : [])),
    dates: () => handle.getSnapshot().lines.flatMap(({ entry }) => (entry.kind === 'message' ? [entry.at] : [])),
    refused: () => handle.getSnapshot().refused.length,
    delivered: () => handle.getSnapshot().lines.every(({ whereabouts }) => whereabouts.at !== 'device'),
    async close() {
      await engine.close();
      await vault.close();
      await network.close();
    },
  };
}
