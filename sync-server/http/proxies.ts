import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whether an address is that of a proxy the operator named: its word about a caller's address is believed. */
export function trustIn(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The caller's own address: the last one in the chain of forwarders that no trusted proxy speaks for. What stands
 * before it in the header is the caller's own claim, and not believed (RELIABILITY C6).
 */
export function callerAddress(request: IncomingMessage, isTrusted: (address: string) => boolean): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const chain = [...forwarded.split(',').map((part) => part.trim()), request.socket.remoteAddress ?? ''];
  const known = chain.filter((address) => address !== '');
  return known.findLast((address) => !isTrusted(address)) ?? known[0] ?? '';
}
