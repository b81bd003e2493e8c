import { WebSocket } from 'ws';
import { inboxDocument } from '#shared/documents/names.ts';
import { WIRE } from '#shared/limits.ts';
import { decodeMessage, encodeUpdate } from '#shared/protocol/message.ts';
import { ok } from '#shared/result.ts';
import * as Y from 'yjs';
import { createHub, type WebSocketConstructor } from '../../../renderer/engine/hub.ts';
import type { Hub } from '../../../renderer/engine/hub.types.ts';
import { systemPorts } from '../../../sync-server/system.ts';
import { ask } from './ask.ts';
import type { Somebody } from './cast.ts';

/** The app's own connections, many of them, each of a guest who has their inbox open. */
export interface Herd {
  readonly size: number;
  /** Connected, and the inbox has come. */
  back(): number;
  /** Monotonic times at which a socket of it reached the relay, whether it was let in or not. */
  readonly reached: readonly number[];
  close(): void;
}

const AT_ONCE = 8;

export async function startHerd(port: number, size: number): Promise<Herd> {
  const guests = await makeGuests(port, size);
  const reached: number[] = [];
  const here = new Set<Hub>();
  const hubs = guests.map((guest) => startHub(port, guest, reached, here));
  return {
    size,
    back: () => here.size,
    reached,
    close: () => hubs.forEach((hub) => hub.close()),
  };
}

async function makeGuests(port: number, size: number): Promise<Somebody[]> {
  const guests: Somebody[] = [];
  const makeSome = async (first: number): Promise<void> => {
    for (let n = first; n < size; n += AT_ONCE) {
      const from = `127.1.0.${1 + Math.floor(n / WIRE.maxSocketsPerAddress)}`;
      const { token, me } = await ask(port, 'createGuest', { from, body: { deviceName: 'herd' } });
      guests.push({ account: me.account, token, from });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, first) => makeSome(first)));
  return guests;
}

function startHub(port: number, { account, token, from }: Somebody, reached: number[], here: Set<Hub>): Hub {
  const note = (): void => void reached.push(performance.now());
  class SocketFrom extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { localAddress: from });
      this.once('open', note);
      this.once('unexpected-response', (_request, response) => {
        note();
        response.destroy();
        this.terminate();
      });
    }
  }
  const hub = createHub({
    ...systemPorts(),
    url: `ws://127.0.0.1:${port}/sync`,
    token: () => Promise.resolve(ok(token)),
    checkSession: () => undefined,
    onAccountChanged: () => undefined,
    WebSocket: SocketFrom as unknown as WebSocketConstructor,
  });
  hub.onChange(() => {
    here.delete(hub);
    if (hub.isLive()) openInbox(hub, inboxDocument(account), () => here.add(hub));
  });
  hub.connect();
  return hub;
}

/** Answers the relay's state vector, as every client does first, so that the relay has work with each that returns. */
function openInbox(hub: Hub, inbox: string, opened: () => void): void {
  const channel = hub.open(inbox, {
    opened: () => undefined,
    message: (bytes) => {
      if (decodeMessage(bytes)?.type !== 'state-vector') return;
      channel?.send(encodeUpdate(Y.encodeStateAsUpdate(new Y.Doc()), true));
      opened();
    },
    closed: () => undefined,
  });
}
