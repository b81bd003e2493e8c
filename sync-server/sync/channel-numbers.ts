import type { Frame } from '#shared/protocol/frame.ts';
import { unreachable } from '#shared/result.ts';

/** What is known of a socket's channels when a frame comes in. */
export interface Numbers {
  /** The highest channel number used so far; 0 for none. */
  readonly highest: number;
  /** Whether the frame's channel is open. */
  readonly isOpen: boolean;
  /** How many are open. */
  readonly open: number;
  readonly maxOpen: number;
}

/** Where a client's frame goes. */
export type Routed =
  | { readonly to: 'open'; readonly channel: number; readonly document: string }
  | { readonly to: 'too-many'; readonly channel: number }
  | { readonly to: 'message'; readonly message: Uint8Array }
  | { readonly to: 'leave'; readonly channel: number }
  | { readonly to: 'pong'; readonly nonce: number }
  /** To a channel that the relay closed while the frame was on its way. */
  | { readonly to: 'nobody' }
  | { readonly to: 'malformed' };

const MALFORMED: Routed = { to: 'malformed' };
const NOBODY: Routed = { to: 'nobody' };

/** Decides by W15 and W16: numbers go upward from 1 and are used once; what only the relay says is malformed. */
export function route(frame: Frame, { highest, isOpen, open, maxOpen }: Numbers): Routed {
  switch (frame.op) {
    case 'open': {
      const { channel, document } = frame;
      if (channel <= highest) return MALFORMED;
      return open >= maxOpen ? { to: 'too-many', channel } : { to: 'open', channel, document };
    }
    case 'data':
      if (isOpen) return { to: 'message', message: frame.message };
      return wasOpen(frame.channel, highest) ? NOBODY : MALFORMED;
    case 'close':
      if (isOpen) return { to: 'leave', channel: frame.channel };
      return wasOpen(frame.channel, highest) ? NOBODY : MALFORMED;
    case 'ping':
      return { to: 'pong', nonce: frame.nonce };
    case 'welcome':
    case 'pong':
    case 'account':
      return MALFORMED;
    default:
      return unreachable(frame);
  }
}

const wasOpen = (channel: number, highest: number): boolean => channel >= 1 && channel <= highest;
