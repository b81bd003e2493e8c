import { unreachable } from '#shared/result.ts';
import type { ConnectionState } from './connection.ts';
import type { ConnectionStatus } from './types.ts';

/**
 * The connection in the words of the screens. `wallMinusMonotonicMs` turns a monotonic time into one to show; `keeps` is
 * what the relay last said of its store.
 */
export function statusOf(state: ConnectionState, wallMinusMonotonicMs: number, keeps: boolean): ConnectionStatus {
  switch (state.at) {
    case 'resting':
      return { at: 'offline' };
    case 'dialing':
    case 'greeting':
      return { at: 'connecting' };
    case 'live':
      return { at: 'online', keeps };
    case 'waiting':
      return { at: 'waiting', retryAtMs: Math.round(state.retryAtMs + wallMinusMonotonicMs) };
    case 'refused':
      return { at: 'refused', because: state.because };
    default:
      return unreachable(state);
  }
}
