import { createServer } from 'node:net';

/** Whether nobody listens on this port of this machine. */
function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** The wished-for port where it is free, otherwise one that the system picks. */
export async function freePort(wished: number, host: string): Promise<number> {
  if (wished !== 0 && (await isFree(wished, host))) return wished;
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
