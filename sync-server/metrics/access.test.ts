import { expect, test } from 'vitest';
import { mayReadMetrics } from './access.ts';

const TOKEN = 'a token of the operator';
const local = { peerAddress: '127.0.0.1', authorization: undefined, token: null, isLocalRelay: true };

test.each([
  ['this machine, a local relay', local, true],
  ['this machine over IPv6', { ...local, peerAddress: '::1' }, true],
  ['this machine, mapped', { ...local, peerAddress: '::ffff:127.0.0.1' }, true],
  ['another machine', { ...local, peerAddress: '10.0.0.2' }, false],
  ['no address', { ...local, peerAddress: '' }, false],
  ['this machine, but a proxy may stand on it', { ...local, isLocalRelay: false }, false],
  ['anybody with the token', { peerAddress: '10.0.0.2', authorization: `Bearer ${TOKEN}`, token: TOKEN, isLocalRelay: false }, true],
  ['a wrong token', { ...local, authorization: 'Bearer another', token: TOKEN }, false],
  ['the token without its scheme', { ...local, authorization: TOKEN, token: TOKEN }, false],
  ['no token where one is set', { ...local, token: TOKEN }, false],
])('figures: %s', (_who, request, allowed) => {
  expect(mayReadMetrics(request)).toBe(allowed);
});
