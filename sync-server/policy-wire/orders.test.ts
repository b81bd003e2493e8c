import { expect, it } from 'vitest';
import { runOrders } from './testing/orders.ts';

it('D6: each frame is judged on its own merits, whatever was refused before it: 100 orders over real sockets of both forms', async () => {
  const report = await runOrders(20261122, 100);
  expect(report.admitted).toBeGreaterThan(100);
  expect(report.refused).toBeGreaterThan(300);
}, 60_000);
