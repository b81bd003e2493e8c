import { unreachable } from '#shared/result.ts';
import type { ConnectionStatus } from '../engine/types.ts';

/** The name of the sentence that says where the connection is, and whether trying again now is of any use. */
export function describeConnection(status: ConnectionStatus): { readonly key: string; readonly retry: boolean } {
  switch (status.at) {
    case 'online':
      return { key: status.keeps ? 'online' : 'holding', retry: false };
    case 'connecting':
      return { key: status.at, retry: false };
    case 'offline':
    case 'waiting':
      return { key: status.at, retry: true };
    case 'refused':
      return { key: status.because, retry: false };
    default:
      return unreachable(status);
  }
}
