import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { decodeMessage, encodeUpdate } from '../../../shared/protocol/message.ts';
import { frameBinary } from '../../../sync-server/sync/ws-frame.ts';
import { serve } from './serve.ts';

interface Room {
  readonly members: Set<Duplex>;
  readonly doc: Y.Doc;
  waiting: Uint8Array[];
}

/**
 * The limit of whatever holds documents: the batching broadcast, and between its two ends one Yjs transaction a room and
 * turn, which goes out as one update. It judges nothing, stores nothing, acknowledges nothing and answers no question.
 */
const rooms = new Map<string, Room>();
const dirty = new Set<Room>();
const server = createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });

function open(name: string): Room {
  const room: Room = { members: new Set(), doc: new Y.Doc(), waiting: [] };
  room.doc.on('update', (update: Uint8Array) => {
    const frame = frameBinary(encodeUpdate(update));
    for (const member of room.members) member.write(frame);
  });
  rooms.set(name, room);
  return room;
}

server.on('upgrade', (request, duplex, head) => {
  sockets.handleUpgrade(request, duplex, head, (socket) => {
    const name = request.url ?? '';
    const room = rooms.get(name) ?? open(name);
    room.members.add(duplex);
    socket.on('message', (frame) => {
      const message = decodeMessage(new Uint8Array(frame as Buffer));
      if (message?.type !== 'update') return;
      room.waiting.push(message.update);
      if (dirty.size === 0) setImmediate(flush);
      dirty.add(room);
    });
    socket.on('close', () => room.members.delete(duplex));
  });
});

function flush(): void {
  for (const { doc, waiting } of dirty) {
    doc.transact(() => {
      for (const update of waiting.splice(0)) Y.applyUpdate(doc, update);
    });
  }
  dirty.clear();
}

serve(server);
