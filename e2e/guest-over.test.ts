import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, button, goTo, passGate, writeNote } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';

const NOTE = 'What the evening was like';

/** F016: a guest who comes back after the relay has let go of them. */
describe('a guest whose time is over', () => {
  let house: House;
  let guest: Person;

  beforeAll(async () => {
    house = await openHouse();
    guest = await house.person('guest');
  });
  afterAll(() => house.close());

  test('goes on as a new one, with everything that was written on the device', async () => {
    const { page } = guest;
    await writeNote(page, NOTE, 'Quiet.');
    await askForChat(page);
    await house.stopRelay();
    const store = new DatabaseSync(join(house.dataFolder, 'samovar.db'));
    store.exec('delete from sessions');
    store.close();
    await house.startRelay();

    await goTo(page, 'account:place');
    const anew = button(page, 'account:anew.do');
    await anew.waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'guest-over');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(page)).toBe(false);
    await showIn(page, 'dark');
    await shoot(page, 'guest-over-360-dark');
    await showIn(page, 'light');
    await page.setViewportSize({ width: 1_280, height: 860 });

    await anew.click();
    await anew.waitFor({ state: 'detached' });
    await goTo(page, 'notes:place');
    await page.getByText(NOTE).first().waitFor();
    // Somebody else now, who answers at the gate anew; before them waits whoever they were.
    await goTo(page, 'talk:place');
    await button(page, 'talk:ask').click();
    await passGate(page);
  });
});
