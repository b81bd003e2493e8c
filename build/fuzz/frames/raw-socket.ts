import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';

/** A TCP connection that was made a WebSocket by hand, so that any bytes may follow. */
export interface RawSocket {
  write(bytes: Uint8Array): void;
  /** Resolves when the relay has closed it, whichever way; then it is gone on this side, too. */
  readonly closed: Promise<void>;
  /** The code of the relay's goodbye; null when it said none before the connection was gone. */
  readonly goodbye: Promise<number | null>;
  /** Resolves with the relay's first frame about a document, or when it is closed. */
  readonly answered: Promise<void>;
  /** Nothing more is written. A stubborn one is closed then, as soon as the relay has closed its side. */
  end(): void;
  destroy(): void;
}

const CLOSE_OPCODE = 8;
/** The channel of what is about no document, such as the relay's welcome. */
const CONNECTION = 0;

/**
 * Null when the relay answers the upgrade with anything but a socket. Reads and forgets what the relay says, and hangs up at its goodbye;
 * `stubborn`, it does not, and goes on writing until the relay cuts it.
 */
export function openRawSocket(port: number, localAddress: string, token: string, { stubborn = false } = {}): Promise<RawSocket | null> {
  const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true, allowHalfOpen: stubborn });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const spoke = Promise.withResolvers<void>();
  const goodbye = Promise.withResolvers<number | null>();
  void closed.then(spoke.resolve);
  void closed.then(() => goodbye.resolve(null));
  socket.on('error', () => socket.destroy());
  socket.write(
    [
      'GET /sync HTTP/1.1',
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      `Sec-WebSocket-Protocol: ${offeredSubprotocols(token).join(', ')}`,
      '\r\n',
    ].join('\r\n'),
  );
  return new Promise((resolve) => {
    void closed.then(() => resolve(null));
    const leave = (code: number | null): void => {
      goodbye.resolve(code);
      if (!stubborn) socket.destroy();
    };
    readAnswer(socket, { goodbye: leave, spoke: spoke.resolve }, (opened) => {
      if (!opened) return void socket.destroy();
      resolve({
        write: (bytes) => {
          if (!socket.destroyed) socket.write(bytes);
        },
        closed,
        goodbye: goodbye.promise,
        answered: spoke.promise,
        end: () => void socket.end(),
        destroy: () => socket.destroy(),
      });
    });
  });
}

/** What is made of the relay's frames: its goodbye with the code that it gives, and what it says about documents. */
interface Heard {
  readonly goodbye: (code: number | null) => void;
  readonly spoke: () => void;
}

/** Reads the head of the answer, then frame by frame. */
function readAnswer(socket: Socket, heard: Heard, answered: (opened: boolean) => void): void {
  let pending = Buffer.alloc(0);
  let head = true;
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    if (head) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const opened = pending.subarray(0, 12).toString() === 'HTTP/1.1 101';
      pending = pending.subarray(end + 4);
      head = false;
      answered(opened);
      if (!opened) return;
    }
    pending = pending.subarray(skipFrames(pending, heard));
  });
}

/** How many bytes whole frames take. The relay's own frames are not masked. */
function skipFrames(bytes: Buffer, on: Heard): number {
  let at = 0;
  for (;;) {
    if (bytes.length < at + 2) return at;
    const short = (bytes[at + 1] ?? 0) & 127;
    const extra = short === 127 ? 8 : short === 126 ? 2 : 0;
    if (bytes.length < at + 2 + extra) return at;
    const length = extra === 8 ? Number(bytes.readBigUInt64BE(at + 2)) : extra === 2 ? bytes.readUInt16BE(at + 2) : short;
    if (bytes.length < at + 2 + extra + length) return at;
    if (((bytes[at] ?? 0) & 15) === CLOSE_OPCODE) on.goodbye(length < 2 ? null : bytes.readUInt16BE(at + 2 + extra));
    else if (bytes[at + 2 + extra] !== CONNECTION) on.spoke();
    at += 2 + extra + length;
  }
}
