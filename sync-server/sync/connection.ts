import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { RATE, WIRE } from '#shared/limits.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/codes.ts';
import type { Session, SessionPort } from '../documents/session.ts';
import { refilled, type Bucket } from '../documents/token-buckets.ts';
import { BesideMessages } from './beside-messages.ts';
import type { Conversation, Wire } from './conversation.ts';
import type { Outgoing } from './outgoing.ts';
import type { Seat } from './seats.ts';
import { Unread } from './unread.ts';

/** How long a close may take to be answered before the connection is cut. */
const CLOSE_GRACE_MS = 2_000;

/** The server of all connections: what they share, and what it wants to know of each. */
export interface ConnectionHost {
  readonly outgoing: Outgoing;
  readonly timers: Timers;
  framed(bytes: number): void;
  /** The relay closes it. */
  closing(code: CloseCode, reason: string): void;
  /** `ws` found the other side breaking the WebSocket protocol, a frame too large among them. */
  broken(error: Error): void;
  /** Gone. Comes once. */
  closed(connection: Connection): void;
}

/** A WebSocket, the stream under it, its place, and how many frames its account has left for it (`frame-tokens.ts`). */
export interface OpenedSocket {
  readonly socket: WebSocket;
  readonly stream: Duplex;
  readonly seat: Seat;
  readonly frames: Bucket;
}

/** Where the listeners, which all connections share, find theirs. */
const CONNECTION = Symbol('connection');
interface Listened {
  [CONNECTION]: Connection;
}
const listened = (emitter: Duplex | WebSocket): Listened => emitter as unknown as Listened;

/**
 * One WebSocket: bounded both ways, listened to for life signs, closed once. Thousands of them are idle at once, so nothing is
 * made for each that they can share: closures and objects of two fields would weigh more than all they know (bench/BARS.md).
 */
export class Connection implements Wire, SessionPort {
  readonly seat: Seat;
  readonly #host: ConnectionHost;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #unread: Unread;
  readonly #beside: BesideMessages;
  #session: Session | null = null;
  #conversation: Conversation | null = null;
  #frames: Bucket;
  #heardAtMs: number;
  #askedAtMs: number;
  #cutting: TimerHandle | null = null;

  constructor({ socket, stream, seat, frames }: OpenedSocket, host: ConnectionHost) {
    const nowMs = host.timers.monotonicMs();
    this.seat = seat;
    this.#host = host;
    this.#socket = socket;
    this.#stream = stream;
    this.#unread = new Unread(stream);
    this.#beside = new BesideMessages(nowMs);
    this.#frames = frames;
    this.#heardAtMs = nowMs;
    this.#askedAtMs = nowMs;
    listened(stream)[CONNECTION] = this;
    listened(socket)[CONNECTION] = this;
    stream.prependListener('data', Connection.#onData); // before `ws` makes messages of it
    socket.on('message', Connection.#onMessage);
    socket.on('ping', Connection.#onLifeSign);
    socket.on('pong', Connection.#onLifeSign);
    socket.on('error', Connection.#onError);
    socket.on('close', Connection.#onClose);
  }

  static #onData(this: Duplex, chunk: Buffer): void {
    listened(this)[CONNECTION].#read(chunk.length);
  }

  static #onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
    listened(this)[CONNECTION].#receive(data, isBinary);
  }

  static #onLifeSign(this: WebSocket): void {
    listened(this)[CONNECTION].#heard();
  }

  static #onError(this: WebSocket, error: Error): void {
    listened(this)[CONNECTION].#host.broken(error);
  }

  static #onClose(this: WebSocket): void {
    const connection = listened(this)[CONNECTION];
    connection.#cutting?.cancel();
    connection.#host.closed(connection);
  }

  /** What is left of the frames it may send. */
  get frames(): Bucket {
    return this.#frames;
  }

  /** Whose it is; null until `begin`. */
  get session(): Session | null {
    return this.#session;
  }

  /** From now on it is theirs. Comes in the turn in which the socket was opened, before any frame can come. */
  begin(session: Session): void {
    this.#session = session;
  }

  /** From now on frames go there. In the same turn. */
  converse(conversation: Conversation): void {
    this.#conversation = conversation;
  }

  /** A reader that does not read is disconnected and catches up when it returns (RELIABILITY C7). */
  send(bytes: Uint8Array): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    if (!this.#unread.hasRoom()) return this.#giveUp();
    this.#host.outgoing.send(this.#stream, bytes, this.#unread.sending(bytes.length));
  }

  close(code: CloseCode, reason: string): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    this.#host.closing(code, reason);
    socket.close(code, reason);
    socket.resume(); // or the answer to the close would never be read
    this.#cutting ??= this.#host.timers.after(CLOSE_GRACE_MS, () => socket.terminate());
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  accountChanged(): void {
    this.#conversation?.accountChanged();
  }

  cut(): void {
    this.#socket.terminate();
  }

  /** Called every `WIRE.beatIntervalMs`: cuts one that is gone or does not read, and asks one that is quiet (C7, C8). */
  beat(nowMs: number): void {
    const socket = this.#socket;
    if (nowMs - this.#heardAtMs >= WIRE.maxSilenceMs) return socket.terminate();
    if (socket.readyState !== socket.OPEN) return;
    if (this.#unread.forMs(nowMs) >= WIRE.maxUnreadMs) return this.#giveUp();
    if (nowMs - Math.max(this.#heardAtMs, this.#askedAtMs) < WIRE.quietBeforePingMs) return;
    this.#askedAtMs = nowMs;
    socket.ping();
  }

  /** Cut at once: until a close is answered, more of the same would be taken in. */
  #read(bytes: number): void {
    if (this.#beside.read(bytes, this.#host.timers.monotonicMs())) return;
    this.close(CLOSE.tooMuch, 'too much beside messages');
    this.#socket.terminate();
  }

  #receive(data: RawData, isBinary: boolean): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return; // closed by us: nothing more is taken (RELIABILITY D6)
    this.#heard();
    if (!isBinary || !(data instanceof Buffer)) return this.close(CLOSE.malformed, 'no binary frame');
    this.#host.framed(data.length);
    this.#beside.message(data.length);
    const frames = refilled(this.#frames, RATE.frame, this.#heardAtMs);
    this.#frames = { ...frames, tokens: frames.tokens - 1 };
    if (frames.tokens < 1) return this.close(CLOSE.tooMuch, 'too many frames');
    this.#conversation?.receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }

  #heard(): void {
    this.#heardAtMs = this.#host.timers.monotonicMs();
  }

  /** The close frame waits behind what is not read, so the connection is cut at once. */
  #giveUp(): void {
    this.close(CLOSE.unavailable, 'too slow');
    this.#socket.terminate();
  }
}
