import { unreachable } from '#shared/result.ts';
import type { ConnectionState } from './connection.ts';
import type { ConnectionStatus } from './types.ts';

/** The connection in the words of the screens. `wallMinusMonotonicMs` turns a monotonic time into one to show. */
export function statusOf(state: ConnectionState, wallMinusMonotonicMs: number): ConnectionStatus {
  switch (state.at) {
    case 'resting':
      return { at: 'offline' };
    case 'dialing':
    case 'greeting':
      return { at: 'connecting' };
    case 'live':
      return { at: 'online' };
    case 'waiting':
      return { at: 'waiting', retryAtMs: Math.round(state.retryAtMs + wallMinusMonotonicMs) };
    case 'refused':
      return { at: 'refused', because: state.because };
    default:
      return unreachable(state);
  }
}
