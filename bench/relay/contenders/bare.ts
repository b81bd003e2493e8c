import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { serve } from './serve.ts';

/** Passes each frame on to everybody in its room, its sender too, at once. Knows nothing, keeps nothing. */
const rooms = new Map<string, Set<WebSocket>>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
sockets.on('connection', (socket, request) => {
  const name = request.url ?? '';
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on('message', (frame) => {
    for (const member of room) member.send(frame, { binary: true });
  });
  socket.on('close', () => room.delete(socket));
});
serve(server);
