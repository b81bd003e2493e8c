import { runOrders } from '../../sync-server/policy-wire/testing/orders.ts';
import type { SuiteOptions } from '../lib/suites.ts';

const ORDERS = 1_000;

/** Good and bad frames in seeded orders over both forms of socket, each judged on its own merits (RELIABILITY D6). */
export async function fuzzOrders({ seed, count }: SuiteOptions): Promise<void> {
  const startedAt = performance.now();
  const { orders, frames, admitted, refused } = await runOrders(seed, count ?? ORDERS);
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`${orders} orders, ${frames} frames: ${admitted} taken, ${refused} refused, each as it deserved; ${seconds.toFixed(1)} s`);
}
