import { CLOSE } from '#shared/protocol/codes.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The relay's end of a socket. */
export interface RelayEnd {
  readonly token: string;
  send(bytes: Uint8Array): void;
  close(code: number): void;
}

/** What a test may do to a wire. */
export interface WireBehaviour {
  /** Milliseconds for a frame to arrive, one way. */
  delayMs(): number;
  /** Whether this frame reaches the client twice. */
  doubles?(): boolean;
  /** Whether dialling finds the relay. */
  reachable(): boolean;
}

type Listener = (event: never) => void;

/**
 * Two ends with a queue for each direction, as far as the hub uses a WebSocket. A cut loses what is under way towards
 * the client at once; what is under way towards the relay may still arrive, as it does with TCP.
 */
export class FakeSocket {
  readyState = 0;
  binaryType = 'blob';
  readonly #listeners = new Map<string, Listener[]>();
  readonly #time: VirtualTime;
  readonly #behaviour: WireBehaviour;
  #relay: { receive(bytes: Uint8Array): void; closed(): void } | null = null;
  #up: number;
  #down: number;
  #cut = false;
  readonly #timers;

  constructor(time: VirtualTime, behaviour: WireBehaviour, accept: (end: RelayEnd, socket: FakeSocket) => { receive(bytes: Uint8Array): void; closed(): void }, protocols: string[]) {
    this.#time = time;
    this.#behaviour = behaviour;
    this.#timers = time.timers();
    this.#up = time.nowMs;
    this.#down = time.nowMs;
    const token = protocols.find((one) => one.startsWith('samovar.token.'))?.slice('samovar.token.'.length) ?? '';
    this.#timers.after(behaviour.delayMs(), () => {
      if (this.readyState !== 0) return;
      if (!behaviour.reachable()) return this.#fail(1006);
      this.readyState = 1;
      this.#emit('open', {});
      const end: RelayEnd = {
        token,
        send: (bytes) => this.#towardsClient(() => this.#emit('message', { data: bytes.slice().buffer })),
        close: (code) => this.#towardsClient(() => this.#fail(code)),
      };
      this.#relay = accept(end, this);
    });
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(bytes: Uint8Array): void {
    const copy = bytes.slice();
    this.#up = Math.max(this.#up, this.#time.nowMs + this.#behaviour.delayMs());
    this.#timers.after(this.#up - this.#time.nowMs, () => this.#relay?.receive(copy));
  }

  close(): void {
    if (this.readyState > 1) return;
    this.readyState = 3;
    this.#relayHears();
  }

  /** Whatever bytes, at once. */
  deliver(bytes: Uint8Array): void {
    this.#emit('message', { data: bytes.slice().buffer });
  }

  /** The network goes. `lateFrames`: what was sent before still reaches the relay. */
  cut(lateFrames: boolean): void {
    if (this.#cut) return;
    this.#cut = true;
    if (!lateFrames) this.#relay = null;
    else this.#relayHears();
    this.#fail(1006);
  }

  #relayHears(): void {
    this.#timers.after(Math.max(0, this.#up - this.#time.nowMs), () => {
      this.#relay?.closed();
      this.#relay = null;
    });
  }

  #towardsClient(run: () => void): void {
    this.#down = Math.max(this.#down, this.#time.nowMs + this.#behaviour.delayMs());
    this.#timers.after(this.#down - this.#time.nowMs, () => {
      if (this.readyState !== 1 || this.#cut) return;
      run();
      if (this.#behaviour.doubles?.() === true) run();
    });
  }

  #fail(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    if (code === CLOSE.signedOut || code !== 1006) this.#relayHears();
    this.#emit('close', { code, reason: '' });
  }

  #emit(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }
}
