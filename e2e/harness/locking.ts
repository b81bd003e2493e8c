import { button } from './acts.ts';
import type { Person } from './person.ts';
import { words } from './texts.ts';

/** A key is stretched for as long as it takes on a busy machine. */
const STRETCHED_WITHIN_MS = 60_000;

/** The vault gets a passphrase of its own, and no recovery key. */
export async function setPassphrase({ page, address }: Person, passphrase: string): Promise<void> {
  await page.goto(`${address}#/you/passphrase`);
  await button(page, 'lock:protection.set').click();
  const form = page.locator('form').filter({ has: page.getByLabel(words('lock:protection.passphrase'), { exact: true }) });
  await form.getByLabel(words('lock:protection.passphrase'), { exact: true }).fill(passphrase);
  await form.getByLabel(words('lock:protection.again'), { exact: true }).fill(passphrase);
  await form.getByLabel(words('lock:recovery.too')).uncheck();
  await form.getByLabel(words('lock:protection.understand')).check();
  await form.locator('button[type=submit]').click();
  await page.getByText(words('lock:protection.done')).first().waitFor({ timeout: STRETCHED_WITHIN_MS });
}

export async function lock({ page }: Person): Promise<void> {
  await page.keyboard.press('Control+Shift+X');
  await page.getByRole('heading', { level: 1, name: words('app:opening.passphrase.title') }).waitFor();
}

/** Opens it again, after these wrong ones. */
export async function unlock({ page }: Person, passphrase: string, wrong: readonly string[] = []): Promise<void> {
  const field = page.getByLabel(words('app:opening.passphrase.label'), { exact: true });
  for (const guess of wrong) {
    await field.fill(guess);
    await page.keyboard.press('Enter');
    await page.getByText(words('app:opening.passphrase.wrong')).waitFor({ timeout: STRETCHED_WITHIN_MS });
  }
  await field.fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: words('app:navigation') }).waitFor({ timeout: STRETCHED_WITHIN_MS });
}
