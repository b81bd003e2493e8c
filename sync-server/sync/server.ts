import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { WIRE } from '#shared/limits.ts';
import type { Clock, TimerHandle, Timers } from '#shared/ports.ts';
import { CLOSE, SUBPROTOCOL, type CloseCode } from '#shared/protocol/codes.ts';
import type { LiveDocuments } from '../documents/live-documents.ts';
import type { Directory, Log, SessionIdentity } from '../ports.ts';
import { addressKey } from './address-key.ts';
import { Connection, type ConnectionHost, type OpenedSocket } from './connection.ts';
import type { Conversation } from './conversation.ts';
import { FrameTokens } from './frame-tokens.ts';
import { refuseUpgrade } from './handshake.ts';
import { converseAboutMany } from './many-documents.ts';
import { converseAboutOne } from './one-document.ts';
import type { Presence } from '../people/presence.ts';
import { Outgoing } from './outgoing.ts';
import { Seats, SEAT_LIMITS, type Seat, type SeatLimits } from './seats.ts';
import { readUpgrade, type UpgradeRequest } from './upgrade-request.ts';

export interface SyncServerParts {
  readonly directory: Directory;
  readonly documents: LiveDocuments;
  /** Hears of every socket that opened and closed. */
  readonly presence?: Pick<Presence, 'came' | 'left'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly limits?: Partial<SeatLimits>;
  /** Origins from which the app may be used, the relay's own included; a function is asked at each upgrade. */
  readonly origins: readonly string[] | (() => readonly string[]);
  /** The caller's address, where a proxy may be believed about it. By default the socket's own. */
  readonly addressOf?: (request: IncomingMessage) => string;
}

/** Plain counters for metrics; they only grow, but for `sockets`. */
export interface SyncStats {
  readonly sockets: number;
  readonly framesReceived: number;
  readonly bytesReceived: number;
  readonly upgradesRefused: Readonly<Record<number, number>>;
  readonly closedByRelay: Readonly<Record<number, number>>;
  readonly brokenSockets: number;
}

export interface SyncServer {
  /** For the `upgrade` event of an HTTP server made with `HANDSHAKE_OPTIONS`. Answers every request, by whatever status. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Takes nothing more, makes durable and acknowledges what was received, says goodbye with 4503, and resolves when all
   * sockets are gone; those that linger are cut after `drainMs`. Idempotent.
   */
  close(drainMs: number): Promise<void>;
  stats(): SyncStats;
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

function cut(this: Duplex): void {
  this.destroy();
}

/** The sync sockets of PROTOCOL.md over `ws`. A shell: decisions are in the files beside it and in documents/. */
export const createSyncServer = (parts: SyncServerParts): SyncServer => new Server(parts);

class Server implements SyncServer, ConnectionHost {
  readonly outgoing = new Outgoing();
  readonly timers: Timers;
  readonly #parts: SyncServerParts;
  readonly #seats: Seats;
  readonly #sockets: WebSocketServer;
  readonly #connections = new Set<Connection>();
  readonly #frameTokens = new FrameTokens();
  readonly #beating: TimerHandle;
  readonly #stats = {
    framesReceived: 0,
    bytesReceived: 0,
    brokenSockets: 0,
    upgradesRefused: {} as Record<number, number>,
    closedByRelay: {} as Record<number, number>,
  };
  #closing: Promise<void> | null = null;
  #allGone: (() => void) | null = null;

  constructor(parts: SyncServerParts) {
    this.#parts = parts;
    this.timers = parts.timers;
    this.#seats = new Seats({ ...SEAT_LIMITS, ...parts.limits });
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: WIRE.maxFrameBytes,
      handleProtocols: () => SUBPROTOCOL, // that it was offered is checked before
    });
    this.#beating = parts.timers.every(WIRE.beatIntervalMs, () => this.#beat());
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', cut);
    const { origins, addressOf } = this.#parts;
    if (this.#closing !== null) return this.#refuse(socket, 503);
    const allowed = typeof origins === 'function' ? origins() : origins;
    const read = readUpgrade(request.url ?? '', request.headers, allowed);
    if (!read.ok) return this.#refuse(socket, read.fault.status);
    const seat = this.#seats.take(addressKey(addressOf?.(request) ?? request.socket.remoteAddress ?? ''));
    if (typeof seat === 'number') return this.#refuse(socket, seat);
    const release = (): void => seat.release();
    socket.once('close', release);
    void this.#admit(read.request, seat, { request, socket, head }, () => {
      // From here on `ws` and the connection see to both.
      socket.off('close', release);
      socket.off('error', cut);
    });
  }

  close(drainMs: number): Promise<void> {
    this.#closing ??= this.#close(drainMs);
    return this.#closing;
  }

  stats(): SyncStats {
    return { sockets: this.#connections.size, ...this.#stats };
  }

  async #admit(asked: UpgradeRequest, seat: Seat, upgrade: Upgrade, opened: () => void): Promise<void> {
    const { request, socket, head } = upgrade;
    const deadline = this.#parts.timers.after(WIRE.handshakeTimeoutMs, () => this.#refuse(socket, 503));
    try {
      const identity = await this.#authenticate(asked.token);
      if (!socket.writable) return; // gone, or given up
      if (this.#closing !== null) return this.#refuse(socket, 503);
      if (identity === null) return this.#refuse(socket, 401);
      if (!seat.assign(identity.account)) return this.#refuse(socket, 429);
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const frames = this.#frameTokens.take(identity.account, this.#parts.timers.monotonicMs());
        this.#start(asked, identity, { socket: webSocket, stream: socket, seat, frames });
        opened();
      });
    } catch (error) {
      this.#parts.log.error('sign-in-unknown', { kind: error instanceof Error ? error.name : 'unknown' });
      if (socket.writable) this.#refuse(socket, 503);
    } finally {
      deadline.cancel();
    }
  }

  /** Asks again when a session may have ended while the answer was on its way (RELIABILITY D3). */
  async #authenticate(token: string): Promise<SessionIdentity | null> {
    const { directory, documents } = this.#parts;
    for (;;) {
      const { revocations } = documents;
      const identity = await directory.authenticate(token);
      if (revocations === documents.revocations) return identity;
    }
  }

  #start(asked: UpgradeRequest, identity: SessionIdentity, opened: OpenedSocket): void {
    const { documents, presence, clock } = this.#parts;
    const connection = new Connection(opened, this);
    const session = documents.connect(identity, connection);
    connection.begin(session);
    presence?.came(identity.account);
    this.#connections.add(connection);
    const { form, receipts } = asked;
    const conversation: Conversation =
      form.kind === 'one'
        ? converseAboutOne(documents, session, connection, { document: form.document, receipts })
        : converseAboutMany(documents, session, connection, clock);
    connection.converse(conversation);
  }

  framed(bytes: number): void {
    this.#stats.framesReceived += 1;
    this.#stats.bytesReceived += bytes;
  }

  closing(code: CloseCode, reason: string): void {
    this.#stats.closedByRelay[code] = (this.#stats.closedByRelay[code] ?? 0) + 1;
    this.#parts.log.info('socket-closed', { code, reason });
  }

  broken(error: Error): void {
    this.#stats.brokenSockets += 1;
    this.#parts.log.info('socket-broken', { code: 'code' in error ? String(error.code) : error.name });
  }

  closed(connection: Connection): void {
    const { documents, presence } = this.#parts;
    const { session, seat, frames } = connection;
    seat.release();
    if (session !== null) {
      documents.disconnect(session);
      this.#frameTokens.leave(session.account, frames, this.timers.monotonicMs());
      presence?.left(session.account);
    }
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#allGone?.();
  }

  #refuse(socket: Duplex, status: number): void {
    this.#stats.upgradesRefused[status] = (this.#stats.upgradesRefused[status] ?? 0) + 1;
    this.#parts.log.info('socket-refused', { status });
    refuseUpgrade(socket, status);
  }

  #beat(): void {
    const nowMs = this.#parts.timers.monotonicMs();
    for (const connection of this.#connections) connection.beat(nowMs);
  }

  async #close(drainMs: number): Promise<void> {
    const { documents, timers } = this.#parts;
    const gone = new Promise<void>((resolve) => {
      this.#allGone = resolve;
    });
    const late = timers.after(drainMs, () => {
      for (const connection of this.#connections) connection.cut();
    });
    for (const connection of this.#connections) connection.pause();
    await Promise.race([documents.settled(), gone]);
    for (const connection of this.#connections) connection.close(CLOSE.unavailable, 'the relay goes down');
    if (this.#connections.size > 0) await gone;
    late.cancel();
    this.#beating.cancel();
    this.#sockets.close();
  }
}
