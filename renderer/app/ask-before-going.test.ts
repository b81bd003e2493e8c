import { describe, expect, it } from 'vitest';
import { askBeforeGoing } from './ask-before-going.ts';
import { house, openingOf, withPassphrase } from './opening.fixture.ts';
import type { Opening } from './opening.ts';

/** Whether the page asks when somebody closes it now. */
function asks(opening: Opening): boolean {
  const page = new EventTarget();
  askBeforeGoing(page, opening);
  const going = new Event('beforeunload', { cancelable: true });
  page.dispatchEvent(going);
  return going.defaultPrevented;
}

describe('F2: closing the page', () => {
  it('asks while a draft is not on disk, and no longer than that', async () => {
    const parts = house('mine');
    const opening = openingOf(parts);
    expect(asks(opening)).toBe(false);
    await opening.start();
    expect(asks(opening)).toBe(false);
    parts.draftsRefused = true;
    expect(asks(opening)).toBe(true);
    parts.draftsRefused = false;
    expect(asks(opening)).toBe(false);
  });

  it('asks for whoever says that words wait, begins to write them down meanwhile, and lets go of who is gone', async () => {
    const opening = openingOf(house('mine'));
    await opening.start();
    let waits = true;
    let written = 0;
    const stop = opening.beforeClose(
      async () => {
        written += 1;
        waits = false;
      },
      () => waits,
    );
    expect([asks(opening), written]).toEqual([true, 1]);
    expect(asks(opening)).toBe(false);
    waits = true;
    stop();
    expect(asks(opening)).toBe(false);
  });

  it('F8: does not ask behind a lock: whatever is there was written down, or let go on the person\'s word', async () => {
    const parts = house('mine');
    const opening = await withPassphrase(parts);
    opening.beforeClose(async () => true, () => true);
    await opening.lock();
    expect(asks(opening)).toBe(false);
  });
});
