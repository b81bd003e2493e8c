import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContenderQuestion } from '../contender.ts';
import { answer, say, usage } from '../inside.ts';

/** Listens anywhere, tells the parent where, and answers what it asks. */
export function serve(server: Server, refused: () => number = () => 0): void {
  server.listen(0, '127.0.0.1', () => say({ port: (server.address() as AddressInfo).port }));
  answer<{ readonly what: ContenderQuestion }>(async ({ what }) => {
    if (what === 'usage') return usage(refused());
    const { user, system } = process.cpuUsage();
    return { residentBytes: 0, heapBytes: 0, cpuMs: (user + system) / 1_000, refused: refused() };
  });
}
