import type { Hint } from './connection.ts';
import type { ConnectionStatus, Readable } from './types.ts';

/** What a channel tells its user. After `closed` it says nothing more. */
export interface ChannelEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  closed(code: number, reason: string): void;
}

export interface HubChannel {
  send(message: Uint8Array): void;
  /** Tells the relay, and is silent from then on. Idempotent. */
  close(): void;
}

/** One socket to the relay, with a channel for each open document (PROTOCOL, "Channels"). */
export interface Hub {
  readonly status: Readable<ConnectionStatus>;
  isLive(): boolean;
  /** The relay's clock as far as known, in milliseconds since the epoch (W17); this device's before the first welcome. */
  relayNowMs(): number;
  /** Something was dated wrongly: asks the relay how late it is. Its answer comes before whatever is asked after this. */
  askTime(): void;
  /** The relay refused words because it can keep nothing, or has kept some again. */
  relayKeeps(keeps: boolean): void;
  /** Null unless live, or when the socket carries as many channels as it may (W15). */
  open(document: string, events: ChannelEvents): HubChannel | null;
  /** Called when the connection came up, and just before its channels go when it went down. */
  onChange(listener: () => void): () => void;
  connect(): void;
  rest(): void;
  hint(hint: Hint): void;
  signedOut(): void;
  /** Rests for ever. Idempotent. */
  close(): void;
}
