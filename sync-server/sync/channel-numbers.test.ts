import { expect, test } from 'vitest';
import type { Frame } from '#shared/protocol/frame.ts';
import { route, type Numbers, type Routed } from './channel-numbers.ts';

const message = Uint8Array.of(3);
const open = (channel: number): Frame => ({ op: 'open', channel, document: 'd' });
const data = (channel: number): Frame => ({ op: 'data', channel, message });
const close = (channel: number): Frame => ({ op: 'close', channel, code: 1000, reason: '' });
const NUMBERS: Numbers = { highest: 3, isOpen: false, open: 1, maxOpen: 2 };

test.each<[string, Frame, Partial<Numbers>, Routed['to']]>([
  ['W15 the next number opens', open(4), {}, 'open'],
  ['W15 a number may be left out', open(9), {}, 'open'],
  ['W15 a number used before', open(3), {}, 'malformed'],
  ['W15 a number that is open', open(3), { isOpen: true }, 'malformed'],
  ['W15 the connection itself', open(0), { highest: 0 }, 'malformed'],
  ['W15 one too many', open(4), { open: 2 }, 'too-many'],
  ['data to an open channel', data(2), { isOpen: true }, 'message'],
  ['data to one that the relay closed meanwhile', data(2), {}, 'nobody'],
  ['data to one that was never there', data(4), {}, 'malformed'],
  ['data to the connection itself', data(0), {}, 'malformed'],
  ['W16 leaving', close(2), { isOpen: true }, 'leave'],
  ['leaving what the relay closed meanwhile', close(2), {}, 'nobody'],
  ['leaving what was never there', close(4), {}, 'malformed'],
  ['W17 a ping', { op: 'ping', nonce: 5 }, {}, 'pong'],
  ['what the relay alone says: welcome', { op: 'welcome', welcome: { protocol: 1, account: '', device: '', nowMs: 0 } }, {}, 'malformed'],
  ['what the relay alone says: pong', { op: 'pong', nonce: 1, nowMs: 0 }, {}, 'malformed'],
])('%s', (_title, frame, numbers, to) => {
  expect(route(frame, { ...NUMBERS, ...numbers }).to).toBe(to);
});
