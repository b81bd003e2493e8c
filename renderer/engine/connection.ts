import { WIRE } from '#shared/limits.ts';
import { CLOSE, PROTOCOL_VERSION } from '#shared/protocol/codes.ts';
import { unreachable } from '#shared/result.ts';
import { BACKOFF, waitMs, type DropReason } from './come-back.ts';

/** Where the one connection to the relay is. Times are on the monotonic clock. */
export type ConnectionState =
  | { readonly at: 'resting' }
  | { readonly at: 'dialing'; readonly attempt: number; readonly giveUpAtMs: number }
  /** The socket is open, the relay's welcome is outstanding. */
  | { readonly at: 'greeting'; readonly attempt: number; readonly giveUpAtMs: number }
  | {
      readonly at: 'live';
      readonly attempt: number;
      readonly sinceMs: number;
      readonly heardAtMs: number;
      readonly pingAtMs: number;
      /** After a hint: by when something must have been heard. */
      readonly answerByMs: number | null;
    }
  | { readonly at: 'waiting'; readonly attempt: number; readonly retryAtMs: number; readonly because: DropReason }
  /** Only the person can mend this. */
  | { readonly at: 'refused'; readonly because: 'signed-out' | 'protocol' };

/** What the system says about the network or the window. Never believed, only looked into. */
export type Hint = 'online' | 'offline' | 'visible';

export type ConnectionEvent =
  /** Somebody asks to be connected now. */
  | { readonly type: 'connect' }
  | { readonly type: 'rest' }
  | { readonly type: 'opened' }
  | { readonly type: 'welcomed'; readonly protocol: number }
  /** Any frame at all. */
  | { readonly type: 'heard' }
  | { readonly type: 'closed'; readonly code: number }
  /** The relay does not know the session any more. */
  | { readonly type: 'signed-out' }
  | { readonly type: 'hint'; readonly hint: Hint }
  /** The time of `wakeAtMs` has come. */
  | { readonly type: 'woke' };

export type ConnectionEffect =
  | { readonly do: 'dial' }
  | { readonly do: 'hang-up' }
  | { readonly do: 'ping' }
  /** A refused upgrade looks like a lost network to a browser: ask over HTTP whether the session still holds. */
  | { readonly do: 'check-session' };

/** The present on the monotonic clock, and a number in [0, 1) for this one decision. */
export interface Moment {
  readonly nowMs: number;
  readonly jitter: number;
}

export interface Step {
  readonly state: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

export const RESTING: ConnectionState = { at: 'resting' };

/** The dial covers a first identity over HTTP as well as the socket. */
const DIAL_TIMEOUT_MS = 2 * WIRE.handshakeTimeoutMs;

/** The whole behaviour of the connection. Pure; a no-op gives back the same state. */
export function next(state: ConnectionState, event: ConnectionEvent, moment: Moment): Step {
  // Asked for by the person, or on a network that has just come: what failed before says nothing any more.
  if (isFreshStart(event) && 'attempt' in state && state.at !== 'live' && state.attempt > 0) {
    const { effects, state: after } = next({ ...state, attempt: 0 }, event, moment);
    return { state: after, effects };
  }
  if (event.type === 'rest') return state.at === 'resting' ? stay(state) : leave(state, RESTING);
  if (event.type === 'signed-out') {
    return state.at === 'refused' ? stay(state) : leave(state, { at: 'refused', because: 'signed-out' });
  }
  switch (state.at) {
    case 'resting':
    case 'refused':
      return event.type === 'connect' ? dial(0, moment) : stay(state);
    case 'dialing':
      return whileDialing(state, event, moment);
    case 'greeting':
      return whileGreeting(state, event, moment);
    case 'live':
      return whileLive(state, event, moment);
    case 'waiting':
      return whileWaiting(state, event, moment);
    default:
      return unreachable(state);
  }
}

/**
 * When the state wants to be woken; null when nothing is due. The shell holds one timer and sets it from this after
 * every step, so no timer can outlive its state.
 */
export function wakeAtMs(state: ConnectionState): number | null {
  switch (state.at) {
    case 'resting':
    case 'refused':
      return null;
    case 'dialing':
    case 'greeting':
      return state.giveUpAtMs;
    case 'live':
      return Math.min(state.pingAtMs, state.heardAtMs + WIRE.silenceTimeoutMs, state.answerByMs ?? Infinity);
    case 'waiting':
      return state.retryAtMs;
    default:
      return unreachable(state);
  }
}

const isFreshStart = (event: ConnectionEvent): boolean =>
  event.type === 'connect' || (event.type === 'hint' && event.hint === 'online');

const stay = (state: ConnectionState): Step => ({ state, effects: [] });

const dial = (attempt: number, moment: Moment): Step => ({
  state: { at: 'dialing', attempt, giveUpAtMs: moment.nowMs + DIAL_TIMEOUT_MS },
  effects: [{ do: 'dial' }],
});

/** To a state without a socket; hangs up when there may be one. */
function leave(from: ConnectionState, state: ConnectionState): Step {
  const connected = from.at === 'dialing' || from.at === 'greeting' || from.at === 'live';
  return { state, effects: connected ? [{ do: 'hang-up' }] : [] };
}

function wait(failed: number, because: DropReason, moment: Moment): ConnectionState {
  // A relay that says goodbye counts as the first failure: the place that is drawn now is kept from then on.
  const attempt = because === 'relay-down' ? 1 : failed;
  return { at: 'waiting', attempt, retryAtMs: moment.nowMs + waitMs(attempt, because, moment.jitter), because };
}

/** Close codes decide what a lost socket means (PROTOCOL, "Close codes"). */
function closed(attempt: number, code: number, fallback: DropReason, moment: Moment): ConnectionState {
  switch (code) {
    case CLOSE.signedOut:
      return { at: 'refused', because: 'signed-out' };
    case CLOSE.unavailable:
      return wait(attempt, 'relay-down', moment);
    case CLOSE.tooMuch:
      return wait(attempt, 'crowded', moment);
    default:
      return wait(attempt, fallback, moment);
  }
}

type At<Name extends ConnectionState['at']> = Extract<ConnectionState, { at: Name }>;

function whileDialing(state: At<'dialing'>, event: ConnectionEvent, moment: Moment): Step {
  switch (event.type) {
    case 'opened':
      return stay({ at: 'greeting', attempt: state.attempt, giveUpAtMs: moment.nowMs + WIRE.handshakeTimeoutMs });
    case 'closed': {
      const after = closed(state.attempt + 1, event.code, 'unreachable', moment);
      return { state: after, effects: after.at === 'refused' ? [] : [{ do: 'check-session' }] };
    }
    case 'woke':
      return moment.nowMs < state.giveUpAtMs ? stay(state) : leave(state, wait(state.attempt + 1, 'unreachable', moment));
    default:
      return stay(state);
  }
}

function whileGreeting(state: At<'greeting'>, event: ConnectionEvent, moment: Moment): Step {
  switch (event.type) {
    case 'welcomed':
      return event.protocol === PROTOCOL_VERSION
        ? stay(live(state.attempt, moment))
        : leave(state, { at: 'refused', because: 'protocol' });
    case 'closed':
      return stay(closed(state.attempt + 1, event.code, 'lost', moment));
    case 'woke':
      return moment.nowMs < state.giveUpAtMs ? stay(state) : leave(state, wait(state.attempt + 1, 'silent', moment));
    default:
      return stay(state);
  }
}

const live = (attempt: number, { nowMs }: Moment): ConnectionState => ({
  at: 'live',
  attempt,
  sinceMs: nowMs,
  heardAtMs: nowMs,
  pingAtMs: nowMs + WIRE.pingIntervalMs,
  answerByMs: null,
});

function whileLive(state: At<'live'>, event: ConnectionEvent, moment: Moment): Step {
  const { nowMs } = moment;
  // A connection that keeps breaking right away has not proved anything: its back-off goes on growing.
  const isSteady = nowMs - state.sinceMs >= BACKOFF.steadyAfterMs;
  const attempt = isSteady ? 0 : Math.min(state.attempt + 1, BACKOFF.maxUnsteady);
  switch (event.type) {
    case 'heard':
      return stay({ ...state, heardAtMs: nowMs, answerByMs: null });
    case 'closed':
      return stay(closed(state.attempt === 0 ? 0 : attempt, event.code, 'lost', moment));
    case 'hint':
    case 'connect':
      return {
        state: { ...state, answerByMs: state.answerByMs ?? nowMs + WIRE.handshakeTimeoutMs },
        effects: [{ do: 'ping' }],
      };
    case 'woke': {
      const due = Math.min(state.heardAtMs + WIRE.silenceTimeoutMs, state.answerByMs ?? Infinity);
      if (nowMs >= due) return leave(state, wait(attempt, 'silent', moment));
      if (nowMs < state.pingAtMs) return stay(state);
      return { state: { ...state, pingAtMs: nowMs + WIRE.pingIntervalMs }, effects: [{ do: 'ping' }] };
    }
    default:
      return stay(state);
  }
}

function whileWaiting(state: At<'waiting'>, event: ConnectionEvent, moment: Moment): Step {
  switch (event.type) {
    case 'connect':
      return dial(state.attempt, moment);
    case 'hint':
      return event.hint === 'offline' ? stay(state) : dial(state.attempt, moment);
    case 'woke':
      return moment.nowMs < state.retryAtMs ? stay(state) : dial(state.attempt, moment);
    default:
      return stay(state);
  }
}
