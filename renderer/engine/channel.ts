import { decodeMessage } from '#shared/protocol/message.ts';
import type { Hub, HubChannel } from './hub.types.ts';

/** What a document wants to know of the channel that its provider speaks through. */
export interface ChannelHooks {
  /** Resolves when everything that the document holds is on disk. Awaited before an update leaves. */
  beforeUpdate(): Promise<void>;
  /** Update number `n` of this channel was handed over (W5); `step2` says that it answers the relay's state vector. */
  updateSent(n: number, step2: boolean): void;
  /** Whether a presence message is about ourselves. A stock provider also repeats what it heard from others. */
  isOwnPresence(update: Uint8Array): boolean;
  closed(code: number): void;
}

/** The handlers that a stock provider sets on its socket. */
type Handler<Event> = ((event: Event) => void) | null;

/**
 * A WebSocket as far as y-websocket's provider uses one: in truth a channel of the hub's one socket.
 *
 * Updates leave only after the document is on disk. Otherwise a kill right after sending would give the same client id
 * and clock to other words after the restart, and the relay would take the second for the first.
 */
export class ChannelSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly OPEN = 1;
  readyState: number = ChannelSocket.CONNECTING;
  binaryType = 'arraybuffer';
  onopen: Handler<object> = null;
  onmessage: Handler<{ data: Uint8Array }> = null;
  onclose: Handler<{ code: number; reason: string }> = null;
  onerror: Handler<object> = null;
  /** Updates handed over so far, sync step 2 included (W5). */
  updates = 0;
  readonly #channel: HubChannel | null;
  readonly #hooks: ChannelHooks;
  #kept: Promise<void> = Promise.resolve();

  constructor(hub: Hub, document: string, hooks: ChannelHooks) {
    this.#hooks = hooks;
    this.#channel = hub.open(document, {
      opened: () => {
        if (this.readyState !== ChannelSocket.CONNECTING) return;
        this.readyState = ChannelSocket.OPEN;
        this.onopen?.({});
      },
      message: (bytes) => this.#receive(bytes),
      closed: (code, reason) => this.#end(code, reason),
    });
    // No room on the socket, or no socket: as if it had closed at once. Not in the constructor, where nobody listens yet.
    if (this.#channel === null) queueMicrotask(() => this.#end(1013, ''));
  }

  send(bytes: Uint8Array): void {
    const message = decodeMessage(bytes);
    if (message?.type === 'awareness' && !this.#hooks.isOwnPresence(message.update)) return;
    if (message?.type !== 'update') return this.#channel?.send(bytes);
    this.updates += 1;
    this.#hooks.updateSent(this.updates, message.step2);
    this.#kept = this.#kept.then(() => this.#hooks.beforeUpdate()).then(() => this.#channel?.send(bytes));
  }

  /** The provider leaves. Says nothing back: the provider has taken its handlers away. */
  close(): void {
    if (this.readyState === ChannelSocket.CLOSED) return;
    this.readyState = ChannelSocket.CLOSED;
    this.#channel?.close();
  }

  #receive(bytes: Uint8Array): void {
    if (this.readyState !== ChannelSocket.OPEN) return;
    try {
      this.onmessage?.({ data: bytes });
    } catch {
      // The decoders of y-protocols throw on bytes that are none of theirs. This channel starts again; others go on.
      this.#channel?.close();
      this.#end(1002, '');
    }
  }

  #end(code: number, reason: string): void {
    if (this.readyState === ChannelSocket.CLOSED) return;
    this.readyState = ChannelSocket.CLOSED;
    this.onclose?.({ code, reason });
    this.#hooks.closed(code);
  }
}
