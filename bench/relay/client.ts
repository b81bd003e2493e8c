import { connect, type Socket } from 'node:net';
import { accountName, helloOf, pathOf, subprotocolsOf, type Dialect } from './dialects.ts';
import { FOUND_LENGTH, MARK, readFound, type Found } from './message.ts';

/** A WebSocket client that costs less than any relay: no frames are taken apart, messages are found in the stream. */
export interface Client {
  readonly id: number;
  /** Of everything after the handshake. */
  bytes(): number;
  /** Sends one binary frame. */
  send(payload: Uint8Array): void;
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly dialect: Dialect;
  readonly port: number;
  readonly room: number;
  readonly id: number;
  /** By default the form of one document a socket. */
  readonly path?: string;
  /** What it says at once; by default the hello of its dialect. */
  readonly hello?: readonly Uint8Array[];
  /** So many messages were found in what just came. */
  readonly delivered?: (count: number) => void;
  /** Each of them, read. Reading costs more than finding, so it is done for those alone who want it now. */
  readonly found?: (found: Found) => void;
  readonly wantsFound?: () => boolean;
  readonly received?: () => void;
}

export async function openClient(options: ClientOptions): Promise<Client> {
  const { dialect, room, id } = options;
  const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
  const rest = await handshake(socket, options.path ?? pathOf(dialect, room), subprotocolsOf(dialect, accountName(id)));
  const reader = new Reader(options);
  socket.on('data', (chunk) => reader.read(chunk));
  socket.on('error', () => socket.destroy());
  if (rest.length > 0) reader.read(rest);
  for (const message of options.hello ?? helloOf(dialect, room)) socket.write(maskedFrame(message));
  return {
    id,
    bytes: () => reader.bytes,
    send: (payload) => void socket.write(maskedFrame(payload)),
    close: () =>
      new Promise((resolve) => {
        socket.once('close', () => resolve());
        socket.destroy();
      }),
  };
}

function handshake(socket: Socket, path: string, subprotocols: readonly string[]): Promise<Buffer> {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...(subprotocols.length === 0 ? [] : [`Sec-WebSocket-Protocol: ${subprotocols.join(', ')}`]),
  ];
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const heard = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', heard);
      if (head.toString('latin1', 0, 12) === 'HTTP/1.1 101') resolve(head.subarray(end + 4));
      else reject(new Error(`the upgrade was refused: ${head.toString('latin1', 0, head.indexOf('\r\n'))}`));
    };
    socket.on('data', heard);
    socket.once('error', reject);
    socket.once('connect', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
  });
}

/** Masked with a key of zeros, as which the payload stays what it is. */
function maskedFrame(payload: Uint8Array): Buffer {
  const { length } = payload;
  const [offset, short] = length < 126 ? [6, length] : length < 65_536 ? [8, 126] : [14, 127];
  const frame = Buffer.alloc(offset + length);
  frame[0] = 0x82;
  frame[1] = 0x80 | short;
  if (short === 126) frame.writeUInt16BE(length, 2);
  if (short === 127) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(payload, offset);
  return frame;
}

class Reader {
  readonly #options: ClientOptions;
  #rest: Buffer = Buffer.alloc(0);
  bytes = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  read(chunk: Buffer): void {
    this.bytes += chunk.length;
    const { delivered, found, wantsFound, received } = this.#options;
    if (delivered !== undefined) {
      const count = this.#find(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]), wantsFound?.() === true ? found : undefined);
      if (count > 0) delivered(count);
    }
    received?.();
  }

  #find(bytes: Buffer, found: ClientOptions['found']): number {
    let count = 0;
    let after = 0;
    let at = bytes.indexOf(MARK);
    while (at >= 0 && at + FOUND_LENGTH <= bytes.length) {
      count += 1;
      found?.(readFound(bytes, at));
      after = at + FOUND_LENGTH;
      at = bytes.indexOf(MARK, after);
    }
    const from = at >= 0 ? at : Math.max(after, bytes.length - MARK.length + 1);
    this.#rest = from === bytes.length ? EMPTY : Buffer.from(bytes.subarray(from));
    return count;
  }
}

const EMPTY = Buffer.alloc(0);
