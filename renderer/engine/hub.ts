import { WIRE } from '#shared/limits.ts';
import type { Clock, Random, TimerHandle, Timers } from '#shared/ports.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame, type Frame } from '#shared/protocol/frame.ts';
import { unreachable, type Result } from '#shared/result.ts';
import type { ConnectionStatus } from './types.ts';
import { next, RESTING, wakeAtMs, type ConnectionEffect, type ConnectionEvent, type ConnectionState } from './connection.ts';
import { statusOf } from './connection-status.ts';
import { createCell, createListeners } from './readable.ts';
import type { ChannelEvents, Hub } from './hub.types.ts';
import { createRelayClock } from './relay-clock.ts';
import { share } from './share.ts';

/** What the browser's WebSocket is to us: a constructor. Tests give the one of `ws`, or a fake. */
export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocket;

export interface HubOptions {
  /** `ws…/sync`. */
  readonly url: string;
  /** Asked before each dial; may make the first identity over HTTP. */
  token(): Promise<Result<string, 'offline' | 'signed-out'>>;
  /** A dial failed: is the session still good? Answers through `signedOut`. */
  checkSession(): void;
  /** The relay knows something new of this account (W18). */
  onAccountChanged(): void;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
}

/** The shell around `connection.ts`: it performs effects, keeps the one timer and decides nothing. */
export function createHub(options: HubOptions): Hub {
  const { clock, timers, random } = options;
  const status = createCell<ConnectionStatus>({ at: 'offline' });
  const changes = createListeners();
  const channels = new Map<number, ChannelEvents & { document: string }>();
  const queue: ConnectionEvent[] = [];
  let running = false;
  let over = false;
  let state: ConnectionState = RESTING;
  let timer: TimerHandle | null = null;
  let socket: WebSocket | null = null;
  /** Counts dials, so that what belongs to a replaced one is not heard. */
  let dialled = 0;
  let lastChannel = 0;
  let nonce = 0;
  let keeps = true;
  const relayClock = createRelayClock(clock, timers);

  function dispatch(event: ConnectionEvent): void {
    queue.push(event);
    if (running) return;
    running = true;
    try {
      for (let due = queue.shift(); due !== undefined; due = queue.shift()) step(due);
    } finally {
      running = false;
    }
  }

  function step(event: ConnectionEvent): void {
    const before = state;
    const moment = { nowMs: timers.monotonicMs(), jitter: (random.bytes(1)[0] ?? 0) / 256 };
    const after = next(before, event, moment);
    state = after.state;
    if (before.at === 'live' && state.at !== 'live') wentDown();
    for (const effect of after.effects) perform(effect);
    setTimer();
    if (before !== state) showStatus();
    if (before.at !== 'live' && state.at === 'live') changes.tell();
  }

  const showStatus = (): void =>
    status.set(share(status.getSnapshot(), statusOf(state, clock.nowMs() - timers.monotonicMs(), keeps)));

  function perform(effect: ConnectionEffect): void {
    switch (effect.do) {
      case 'dial':
        return dial();
      case 'hang-up':
        return hangUp();
      case 'ping':
        return transmit({ op: 'ping', nonce: (nonce += 1) });
      case 'check-session':
        return options.checkSession();
      default:
        return unreachable(effect);
    }
  }

  function setTimer(): void {
    timer?.cancel();
    const at = wakeAtMs(state);
    timer = at === null ? null : timers.after(Math.max(0, at - timers.monotonicMs()), () => dispatch({ type: 'woke' }));
  }

  function dial(): void {
    dialled += 1;
    const mine = dialled;
    callWithToken(mine).catch(() => mine === dialled && dispatch({ type: 'closed', code: 1006 }));
  }

  async function callWithToken(mine: number): Promise<void> {
    const token = await options.token();
    if (mine !== dialled) return;
    if (token.ok) connectSocket(mine, token.value);
    else dispatch(token.error === 'signed-out' ? { type: 'signed-out' } : { type: 'closed', code: 1006 });
  }

  function connectSocket(mine: number, token: string): void {
    const opening = new options.WebSocket(options.url, offeredSubprotocols(token));
    opening.binaryType = 'arraybuffer';
    socket = opening;
    lastChannel = 0;
    const current = () => mine === dialled && socket === opening;
    opening.addEventListener('open', () => current() && dispatch({ type: 'opened' }));
    opening.addEventListener('message', ({ data }: { data: unknown }) => current() && receive(data));
    // An error is always followed by a close; listening keeps Node's `ws` from throwing it.
    opening.addEventListener('error', () => undefined);
    opening.addEventListener('close', ({ code }: { code: number }) => {
      if (!current()) return;
      socket = null;
      dispatch({ type: 'closed', code });
    });
  }

  function hangUp(): void {
    dialled += 1;
    const old = socket;
    socket = null;
    old?.close(1000);
  }

  function receive(data: unknown): void {
    const frame = data instanceof ArrayBuffer ? decodeFrame(new Uint8Array(data)) : null;
    if (frame === null) return nonsense();
    dispatch({ type: 'heard' });
    switch (frame.op) {
      case 'welcome':
        relayClock.set(frame.welcome.nowMs);
        return dispatch({ type: 'welcomed', protocol: frame.welcome.protocol });
      case 'pong':
        return relayClock.set(frame.nowMs);
      case 'open':
        return channels.get(frame.channel)?.opened();
      case 'data':
        return channels.get(frame.channel)?.message(frame.message);
      case 'close':
        return drop(frame.channel, frame.code, frame.reason);
      case 'account':
        return options.onAccountChanged();
      case 'ping':
        return nonsense(); // only a client pings
      default:
        return unreachable(frame);
    }
  }

  /** What speaks so is no relay of ours, or none we understand: leave, and come back later (RELIABILITY F12). */
  function nonsense(): void {
    hangUp();
    dispatch({ type: 'closed', code: 1002 });
  }

  function transmit(frame: Frame): void {
    // A socket that is closing says so by its close event; what is sent into it is lost either way.
    if (socket?.readyState === 1) socket.send(encodeFrame(frame) as Uint8Array<ArrayBuffer>);
  }

  function drop(channel: number, code: number, reason: string): void {
    const events = channels.get(channel);
    channels.delete(channel);
    events?.closed(code, reason);
  }

  function wentDown(): void {
    keeps = true; // another relay may answer next time
    changes.tell();
    for (const channel of channels.keys()) drop(channel, 1006, '');
  }

  return {
    status,
    isLive: () => state.at === 'live',
    relayNowMs: relayClock.nowMs,
    askTime: () => perform({ do: 'ping' }),
    relayKeeps(now) {
      keeps = now;
      showStatus();
    },
    open(document, events) {
      if (state.at !== 'live' || channels.size >= WIRE.maxChannelsPerSocket) return null;
      lastChannel += 1;
      const channel = lastChannel;
      channels.set(channel, { ...events, document });
      const mine = () => channels.get(channel)?.document === document;
      transmit({ op: 'open', channel, document });
      return {
        send: (message) => {
          if (mine()) transmit({ op: 'data', channel, message });
        },
        close: () => {
          if (mine() && channels.delete(channel)) transmit({ op: 'close', channel, code: 1000, reason: '' });
        },
      };
    },
    onChange: changes.subscribe,
    connect: () => !over && dispatch({ type: 'connect' }),
    rest: () => dispatch({ type: 'rest' }),
    hint: (hint) => dispatch({ type: 'hint', hint }),
    signedOut: () => dispatch({ type: 'signed-out' }),
    close() {
      over = true;
      dispatch({ type: 'rest' });
    },
  };
}
