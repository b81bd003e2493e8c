import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { frameBinary } from '../../../sync-server/sync/ws-frame.ts';
import { serve } from './serve.ts';

interface Room {
  readonly members: Set<Duplex>;
  waiting: Buffer[];
}

/** The limit: what arrives in one turn of the event loop leaves as one write to each member. Knows nothing, keeps nothing. */
const rooms = new Map<string, Room>();
const dirty = new Set<Room>();
const server = createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });

server.on('upgrade', (request, duplex, head) => {
  sockets.handleUpgrade(request, duplex, head, (socket) => {
    const name = request.url ?? '';
    const room = rooms.get(name) ?? { members: new Set(), waiting: [] };
    rooms.set(name, room);
    room.members.add(duplex);
    socket.on('message', (frame) => {
      room.waiting.push(frameBinary(frame as Buffer));
      if (dirty.size === 0) setImmediate(flush);
      dirty.add(room);
    });
    socket.on('close', () => room.members.delete(duplex));
  });
});

function flush(): void {
  for (const room of dirty) {
    const batch = Buffer.concat(room.waiting);
    room.waiting = [];
    for (const member of room.members) member.write(batch);
  }
  dirty.clear();
}

serve(server);
