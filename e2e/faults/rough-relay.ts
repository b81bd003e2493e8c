import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { askForChat, becomeListener, button, goTo, meet, openChatWith, writeNote } from '../harness/acts.ts';
import { openHouse } from '../harness/house.ts';
import { openPerson, type Person } from '../harness/person.ts';
import { startRoughProxy, type RoughProxy, type Weather } from '../harness/rough-proxy.ts';
import { mustHear, tell } from '../harness/talk.ts';
import { words } from '../harness/texts.ts';
import { pause } from './load/until.ts';

const LISTENER = 'quietOlive';
/** Ways in which a relay is not what it should be, and whether the app can be online meanwhile. */
const WEATHERS = [['slow', true], ['cutting', true], ['noise', false], ['page', false], ['down', false]] as const;
const HOLD_MS = { short: 20_000, long: 180_000 } as const;
/** RELIABILITY F12. */
const STATE_WITHIN_MS = 3_000;
const GAP = { leastMs: 450, mostMs: 31_000 } as const;
const BACK_WITHIN_MS = 40_000;

/**
 * F12: the relay is slow by two seconds, cuts every connection after five, is no relay at all, or is gone. All that needs
 * no relay works as ever, the app opens, says within three seconds where it stands, complains of nothing, and tries
 * again neither too often nor too seldom; every word said meanwhile arrives once, in its order.
 */
export async function roughRelay({ long, count }: SuiteOptions): Promise<void> {
  const holdMs = count === null ? HOLD_MS[long ? 'long' : 'short'] : count * 1_000;
  const folder = mkdtempSync(join(tmpdir(), 'samovar-rough-'));
  const house = await openHouse();
  const proxy = await startRoughProxy(house.port);
  let seeker: Person | null = null;
  try {
    const listener = await house.person('listener');
    await becomeListener(house, listener, LISTENER);
    seeker = await openPerson(join(folder, 'seeker'), proxy.port, {});
    await askForChat(seeker.page);
    await meet(seeker.page, listener.page);
    // From here on the app's own files come from this device (service-worker.js).
    await seeker.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await countDials(seeker.page);
    const said: string[] = [];
    for (const [weather, mayBeOnline] of WEATHERS) {
      said.push(`Said while it was ${weather}.`);
      console.log(await endure(seeker, proxy, { weather, mayBeOnline, holdMs, text: said.at(-1) ?? '' }));
      const backMs = await comeBack(seeker, proxy);
      await mustHear(listener.page, said);
      console.log(`    back ${Math.round(backMs)} ms after it was fair again, with every word said`);
    }
    if (seeker.complaints.length > 0) throw new Error(`the page complained:\n${seeker.complaints.join('\n')}`);
    console.log(`  0 uncaught errors; load of this machine: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await seeker?.close();
    await proxy.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Trial {
  readonly weather: Weather;
  readonly mayBeOnline: boolean;
  readonly holdMs: number;
  readonly text: string;
}

async function endure(seeker: Person, proxy: RoughProxy, { weather, mayBeOnline, holdMs, text }: Trial): Promise<string> {
  const { page } = seeker;
  const endsMs = performance.now() + holdMs;
  proxy.set(weather);
  const toldMs = await untilOffline(page);
  await openChatWith(page, LISTENER);
  await tell(page, text);
  await doWithout(page, `Written while it was ${weather}`);
  // The app opens as well, from nothing but what is on this device.
  await page.reload();
  const openMs = performance.now();
  await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  if (!mayBeOnline) await untilOffline(page);
  await doWithout(page, `Written anew while it was ${weather}`);
  const openedMs = performance.now() - openMs;
  await openChatWith(page, LISTENER);
  await page.getByRole('log').getByText(text).waitFor();
  await pause(Math.max(0, endsMs - performance.now()));
  const gaps = await gapsBetweenDials(page);
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  if (toldMs > STATE_WITHIN_MS) throw new Error(`${weather}: told only after ${Math.round(toldMs)} ms`);
  if (gaps.length > 0 && (least < GAP.leastMs || most > GAP.mostMs)) throw new Error(`${weather}: dialled after ${least} to ${most} ms`);
  if ((await page.title()).includes('taken over')) throw new Error(`${weather}: somebody else's page ran in ours`);
  const dials = gaps.length === 0 ? 'one dial or none' : `${gaps.length + 1} dials, ${(least / 1_000).toFixed(1)} to ${(most / 1_000).toFixed(1)} s apart`;
  return `  ${weather}: told after ${Math.round(toldMs)} ms; opened anew, with a note, a search, a goal and a guide in ${Math.round(openedMs)} ms; in ${Math.round(holdMs / 1_000)} s ${dials}`;
}

const ONLINE = (): string => words('app:sync.online.long');
const status = (page: Page) => page.locator('output').filter({ hasText: new RegExp(['online', 'connecting', 'waiting', 'offline'].map((key) => words(`app:sync.${key}.long`)).join('|')) }).first();

/** How long the screen goes on to say that it is online. */
async function untilOffline(page: Page): Promise<number> {
  const fromMs = performance.now();
  await status(page).filter({ hasNotText: ONLINE() }).waitFor();
  return performance.now() - fromMs;
}

/** What needs no relay: a note, a search, a goal, a guide. */
async function doWithout(page: Page, title: string): Promise<void> {
  await writeNote(page, title, 'Rain, and then not.');
  await page.getByLabel(words('notes:search')).fill(title);
  await page.getByRole('main').getByRole('link', { name: new RegExp(`^${title}`) }).first().waitFor();
  await page.getByLabel(words('notes:search')).fill('');
  const { origin, pathname } = new URL(page.url());
  await page.goto(`${origin}${pathname}#/growth/goals/new`);
  await page.getByLabel(words('goals:form.title')).fill(title);
  await page.getByLabel(words('goals:form.stepText')).fill('Put the kettle on');
  await button(page, 'goals:form.save').click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.goto(`${origin}${pathname}#/growth/guides/sleep`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await goTo(page, 'chats:place');
}

async function comeBack({ page }: Person, proxy: RoughProxy): Promise<number> {
  proxy.set('fair');
  const fromMs = performance.now();
  await status(page).filter({ hasText: ONLINE() }).waitFor({ timeout: BACK_WITHIN_MS });
  return performance.now() - fromMs;
}

/** From the next load on, the page remembers when it opened a socket. */
async function countDials(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const dials: number[] = [];
    const { WebSocket: Native } = window;
    window.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        dials.push(performance.now());
      }
    };
    Object.assign(window, { samovarDials: dials });
  });
}

const gapsBetweenDials = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { samovarDials } = window as unknown as { samovarDials: number[] };
    return samovarDials.slice(1).map((at, index) => at - (samovarDials[index] ?? at));
  });
