import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

/** Who asks for the figures, and what the operator has decided about them. */
export interface MetricsRequest {
  /** The address of the connection itself, whatever a proxy says. */
  readonly peerAddress: string;
  readonly authorization: string | undefined;
  /** From `SAMOVAR_METRICS_TOKEN`. */
  readonly token: string | null;
  /** Neither a proxy nor a further origin is configured: nobody but this machine is meant to reach the relay. */
  readonly isLocalRelay: boolean;
}

/**
 * Figures hold no names and no words, yet how many people talk is nobody's business either. With a token, whoever shows
 * it reads them; without one, this machine alone does, and only while no proxy speaks for others from it.
 */
export function mayReadMetrics({ peerAddress, authorization, token, isLocalRelay }: MetricsRequest): boolean {
  if (token !== null) return authorization !== undefined && sameSecret(authorization, `Bearer ${token}`);
  return isLocalRelay && isLoopback(peerAddress);
}

const MAPPED = '::ffff:';

function isLoopback(address: string): boolean {
  const plain = address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
  return isIP(plain) === 4 ? plain.startsWith('127.') : plain === '::1';
}

/** Hashed first, so that neither the length nor the first differing byte shows in the time it takes. */
function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
}
