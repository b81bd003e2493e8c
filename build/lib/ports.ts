import { createServer } from 'node:net';
import { Trouble } from './trouble.ts';

/** The port one gets by asking for this one (0: any); null where it cannot be had. */
function tryPort(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, host, () => {
      const address = probe.address();
      const got = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(got));
    });
  });
}

/**
 * The wished-for port where it is free, otherwise one that the system picks. Where none is to be had the host is no
 * address of this machine: the wish is left as it is, and the relay says what is wrong.
 */
export async function freePort(wished: number, host: string): Promise<number> {
  return (await tryPort(wished, host)) ?? (await tryPort(0, host)) ?? wished;
}

/** The port that `SAMOVAR_PORT` wishes for, in the relay's own words where it is none. */
export function wishedPort(text: string): number {
  const port = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Trouble(`SAMOVAR_PORT is "${text}", but it must be a whole number from 0 to 65535.`);
}
