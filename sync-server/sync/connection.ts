import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { RATE, WIRE } from '#shared/limits.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/codes.ts';
import type { SessionPort } from '../documents/session.ts';
import { refilled, type Bucket } from '../documents/token-buckets.ts';
import { createBesideMessages, type BesideMessages } from './beside-messages.ts';
import type { Conversation, Wire } from './conversation.ts';
import type { Outgoing } from './outgoing.ts';
import { createUnread, type Unread } from './unread.ts';

/** How long a close may take to be answered before the connection is cut. */
const CLOSE_GRACE_MS = 2_000;

/** What its server wants to know of a connection. */
export interface ConnectionEvents {
  readonly framed: (bytes: number) => void;
  /** The relay closes it. */
  readonly closing: (code: CloseCode, reason: string) => void;
  /** `ws` found the other side breaking the WebSocket protocol, a frame too large among them. */
  readonly broken: (error: Error) => void;
  /** Gone. Comes once. */
  readonly closed: () => void;
}

/** A WebSocket, the stream under it, and how many frames its account has left for it (`frame-tokens.ts`). */
export interface OpenedSocket {
  readonly socket: WebSocket;
  readonly stream: Duplex;
  readonly frames: Bucket;
}

/** One WebSocket: bounded both ways, listened to for life signs, closed once. */
export class Connection implements Wire, SessionPort {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #outgoing: Outgoing;
  readonly #timers: Timers;
  readonly #events: ConnectionEvents;
  #conversation: Conversation | null = null;
  #frames: Bucket;
  readonly #unread: Unread;
  readonly #beside: BesideMessages;
  #heardAtMs: number;
  #askedAtMs: number;
  #cutting: TimerHandle | null = null;

  constructor({ socket, stream, frames }: OpenedSocket, outgoing: Outgoing, timers: Timers, events: ConnectionEvents) {
    this.#socket = socket;
    this.#stream = stream;
    this.#outgoing = outgoing;
    this.#timers = timers;
    this.#events = events;
    this.#unread = createUnread(() => stream.writableLength);
    this.#heardAtMs = timers.monotonicMs();
    this.#askedAtMs = this.#heardAtMs;
    this.#frames = frames;
    this.#beside = createBesideMessages(this.#heardAtMs);
    stream.prependListener('data', (chunk: Buffer) => this.#read(chunk.length)); // before `ws` makes messages of it
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('ping', () => this.#heard());
    socket.on('pong', () => this.#heard());
    socket.on('error', (error) => events.broken(error));
    socket.once('close', () => {
      this.#cutting?.cancel();
      events.closed();
    });
  }

  /** What is left of the frames it may send. */
  get frames(): Bucket {
    return this.#frames;
  }

  /** From now on frames go there. Set in the turn in which the socket was opened, before any frame can come. */
  converse(conversation: Conversation): void {
    this.#conversation = conversation;
  }

  /** A reader that does not read is disconnected and catches up when it returns (RELIABILITY C7). */
  send(bytes: Uint8Array): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    if (!this.#unread.hasRoom()) return this.#giveUp();
    this.#outgoing.send(this.#stream, bytes, this.#unread.sending(bytes.length));
  }

  close(code: CloseCode, reason: string): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    this.#events.closing(code, reason);
    socket.close(code, reason);
    socket.resume(); // or the answer to the close would never be read
    this.#cutting ??= this.#timers.after(CLOSE_GRACE_MS, () => socket.terminate());
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
    if (this.#beside.read(bytes, this.#timers.monotonicMs())) return;
    this.close(CLOSE.tooMuch, 'too much beside messages');
    this.#socket.terminate();
  }

  #receive(data: RawData, isBinary: boolean): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return; // closed by us: nothing more is taken (RELIABILITY D6)
    this.#heard();
    if (!isBinary || !(data instanceof Buffer)) return this.close(CLOSE.malformed, 'no binary frame');
    this.#events.framed(data.length);
    this.#beside.message(data.length);
    const frames = refilled(this.#frames, RATE.frame, this.#heardAtMs);
    this.#frames = { ...frames, tokens: frames.tokens - 1 };
    if (frames.tokens < 1) return this.close(CLOSE.tooMuch, 'too many frames');
    this.#conversation?.receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }

  #heard(): void {
    this.#heardAtMs = this.#timers.monotonicMs();
  }

  /** The close frame waits behind what is not read, so the connection is cut at once. */
  #giveUp(): void {
    this.close(CLOSE.unavailable, 'too slow');
    this.#socket.terminate();
  }
}
