import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { SUBPROTOCOL_RECEIPTS, offeredSubprotocols } from '#shared/protocol/codes.ts';
import type { LiveDocumentsParts } from '../../documents/live-documents.ts';
import { createScene, type Scene } from '../../documents/testing/scene.ts';
import { systemPorts } from '../../system.ts';
import { HANDSHAKE_OPTIONS } from '../handshake.ts';
import { createSyncServer, type SyncServer, type SyncServerParts } from '../server.ts';

/** A relay's sockets on a free port, over a scene whose disk is in a test's hands. Test support. */
export interface TestRelay extends Scene {
  readonly port: number;
  readonly sync: SyncServer;
  /** The relay's ends of what was dialled, in order. */
  readonly sockets: readonly Duplex[];
  /** Of a new device of the account. */
  token(account: Scene['seeker']): string;
  /** Resolves with the open socket; rejects with `Unexpected server response: <status>`. */
  dial(path: string, protocols: readonly string[], options?: DialOptions): Promise<WebSocket>;
  /** The same, before it is open: for those who must not miss what comes first. */
  socket(path: string, protocols: readonly string[], options?: DialOptions): WebSocket;
  close(): Promise<void>;
}

interface DialOptions {
  readonly origin?: string;
  readonly localAddress?: string;
}

export const withReceipts = (token: string): string[] => [...offeredSubprotocols(token), SUBPROTOCOL_RECEIPTS];

export async function startRelay(
  overrides: Partial<SyncServerParts> = {},
  documentsParts: Partial<LiveDocumentsParts> = {},
): Promise<TestRelay> {
  const { clock, timers } = systemPorts();
  const scene = createScene({ clock, timers, ...documentsParts });
  const { documents, directory } = scene;
  const line = (event: string, facts: object = {}): void => void scene.logged.push(`${event} ${JSON.stringify(facts)}`);
  const log = { info: line, warn: line, error: line };
  const origins = ['app://samovar'];
  const sync = createSyncServer({ documents, directory, clock, timers, log, origins, ...overrides });
  const http: Server = createServer(HANDSHAKE_OPTIONS, (_request, response) => response.end('fine'));
  const sockets: Duplex[] = [];
  http.on('upgrade', (request, socket, head) => {
    sockets.push(socket);
    sync.handleUpgrade(request, socket, head);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const dialled: WebSocket[] = [];
  const socket: TestRelay['socket'] = (path, protocols, options = {}) => {
    const made = new WebSocket(`ws://127.0.0.1:${port}${path}`, [...protocols], options);
    dialled.push(made);
    return made;
  };
  const dial: TestRelay['dial'] = (path, protocols, options) =>
    new Promise((resolve, reject) => {
      const made = socket(path, protocols, options);
      made.once('open', () => resolve(made));
      made.on('error', reject);
    });
  return {
    ...scene,
    port,
    sync,
    sockets,
    token: (account) => directory.addSession(account).token,
    dial,
    socket,
    close: async () => {
      for (const made of dialled) made.terminate();
      await sync.close(200);
      await documents.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Waits until `condition` is true; fails after a while. */
export async function until(condition: () => boolean, what = 'a condition'): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`${what} did not come true`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The code that a socket is closed with. */
export const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)));
