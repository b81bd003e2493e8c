import { isIPv4, isIPv6 } from 'node:net';

/**
 * What stands for one caller in rate limits: an IPv4 address, or the first 64 bits of an IPv6 one, since whoever has
 * one of those has them all (RELIABILITY C6). What is no address counts as one caller together.
 */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  if (isIPv4(mapped)) return mapped;
  return isIPv6(bare) ? firstGroups(bare) : 'unknown';
}

const GROUPS = 8;
const NETWORK_GROUPS = 4;

function firstGroups(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const missing = after === undefined ? 0 : Math.max(0, GROUPS - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return `${groups.slice(0, NETWORK_GROUPS).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
