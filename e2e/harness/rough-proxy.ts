import { createHash, randomBytes } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * What stands between an app and its relay. `slow`: every byte comes later, both ways. `cutting`: a connection lives for
 * so long. `noise`: whatever answers speaks no HTTP. `page`: a server that answers every request with a page of its own,
 * as the sign-in page of a hotel does, and takes the socket as well, to send nonsense over it. `down`: nobody answers.
 */
export type Weather = 'fair' | 'slow' | 'cutting' | 'noise' | 'page' | 'down';

export interface RoughProxy {
  readonly port: number;
  /** Connections that are open are dropped; from now on it is like this. */
  set(weather: Weather): void;
  close(): Promise<void>;
}

export const SLOW_MS = 2_000;
export const CUT_MS = 5_000;
const PAGE = '<!doctype html><title>Welcome to our hotel</title><script>document.title = "taken over"</script>';

export async function startRoughProxy(targetPort: number, host = '127.0.0.1'): Promise<RoughProxy> {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let weather: Weather = 'fair';
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const after = (delayMs: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, delayMs);
    timers.add(timer);
  };
  const pass = (client: Socket): void => {
    const upstream = connect(targetPort, host);
    keep(upstream);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      from.on('data', (chunk) => {
        if (weather !== 'slow') to.write(chunk);
        else after(SLOW_MS, () => void (to.destroyed || to.write(chunk)));
      });
    }
    if (weather === 'cutting') after(CUT_MS, () => client.destroy());
  };
  const server: Server = createServer((client) => {
    keep(client);
    if (weather === 'down') client.destroy();
    else if (weather === 'noise') client.once('data', () => client.end(randomBytes(512)));
    else if (weather === 'page') answerWithPage(client, after);
    else pass(client);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const dropAll = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    set(now) {
      weather = now;
      dropAll();
    },
    close() {
      timers.forEach((timer) => clearTimeout(timer));
      dropAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Answers what is asked with a page, and a socket with frames that no relay sends. */
function answerWithPage(client: Socket, after: (delayMs: number, run: () => void) => void): void {
  client.on('data', (request) => {
    const isSocket = /upgrade: websocket/i.test(request.toString('latin1'));
    if (!isSocket) {
      const head = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${PAGE.length}\r\n\r\n`;
      client.write(`${head}${PAGE}`);
      return;
    }
    client.write(acceptance(request.toString('latin1')));
    // One text frame and one of bytes that say nothing.
    after(50, () => void client.write(Buffer.from([0x81, 0x05, ...Buffer.from('hotel'), 0x82, 0x03, 0xff, 0x00, 0x7f])));
  });
}

/** A right handshake (RFC 6455), so that the nonsense reaches the app itself. */
function acceptance(request: string): string {
  const key = /sec-websocket-key: (\S+)/i.exec(request)?.[1] ?? '';
  const [protocol = ''] = (/sec-websocket-protocol: ([^\r\n]+)/i.exec(request)?.[1] ?? '').split(',');
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return [
    'HTTP/1.1 101 Switching Protocols',
    'upgrade: websocket',
    'connection: Upgrade',
    `sec-websocket-accept: ${accept}`,
    `sec-websocket-protocol: ${protocol.trim()}`,
    '',
    '',
  ].join('\r\n');
}
