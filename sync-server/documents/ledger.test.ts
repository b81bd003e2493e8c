import { expect, test } from 'vitest';
import { admitted, FRESH_LEDGER, received, refused, settle, type Ledger } from './ledger.ts';

type Step = 'update' | 'step2' | 'refuse' | 'settle';

/** What the client is told after each `settle`. */
function receiptsOf(steps: readonly Step[]): (number | null)[] {
  const receipts: (number | null)[] = [];
  let ledger: Ledger = FRESH_LEDGER;
  for (const step of steps) {
    if (step === 'settle') {
      const settled = settle(ledger);
      ledger = settled.ledger;
      receipts.push(settled.receipt);
      continue;
    }
    ledger = received(ledger);
    ledger = step === 'refuse' ? refused(ledger) : admitted(ledger, ledger.received, step === 'step2');
  }
  return receipts;
}

test.each<[string, Step[], (number | null)[]]>([
  ['W5 counts both kinds of update together', ['step2', 'update', 'update', 'settle'], [3]],
  ['W7 says nothing twice', ['update', 'settle', 'settle'], [1, null]],
  ['W7 says nothing for nothing', ['settle'], [null]],
  ['W7 stops before a refused update', ['update', 'refuse', 'update', 'settle'], [1]],
  ['W7 goes on after a sync step 2', ['refuse', 'update', 'settle', 'step2', 'settle', 'update', 'settle'], [null, 3, 4]],
  ['W7 a refused sync step 2 mends nothing', ['update', 'refuse', 'refuse', 'update', 'settle'], [1]],
])('%s', (_title, steps, expected) => {
  expect(receiptsOf(steps)).toEqual(expected);
});
