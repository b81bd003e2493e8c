import { isIP } from 'node:net';

/** The desktop app's own pages, served by nobody (`main/app-files.ts`). */
export const DESKTOP_ORIGIN = 'app://samovar';

/**
 * Whether a page may talk to the relay (RELIABILITY E5): the desktop's, those the operator named, and the relay's own.
 * Its own is believed by the Host header only for an address or `localhost`: any other name could be made to point
 * here by a stranger's name server, so the operator must name it.
 */
export function isAllowedOrigin(origin: string, host: string | undefined, named: readonly string[]): boolean {
  if (origin === DESKTOP_ORIGIN || named.includes(origin)) return true;
  if (host === undefined || !isUnmistakable(host)) return false;
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** A host, with or without a port, that no name server has a say in. */
function isUnmistakable(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isIP(name) !== 0;
}
