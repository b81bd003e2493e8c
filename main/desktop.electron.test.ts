import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { root } from '../build/lib/root.ts';
import { desktopContract } from './desktop.contract.ts';

// Never import `electron` here: the import itself starts a download where the program is missing (STACK).
const pathFile = join(root, 'node_modules/electron/path.txt');
const program = existsSync(pathFile) ? join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8')) : null;

/** The program cannot be had on every machine; where it is, the contract runs on it. */
describe.runIf(program !== null)('the desktop shell on Electron itself', () => {
  let electron: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    electron = await _electron.launch({ executablePath: program ?? '', args: [root], env: { ...process.env, SAMOVAR_RELAY: 'http://127.0.0.1:8787' } });
    page = await electron.firstWindow();
  });
  afterAll(() => electron.close());

  desktopContract(() => ({
    page,
    secondInstance: (args) =>
      electron.evaluate(({ app }, given) => void app.emit('second-instance', {} as never, given as never), args),
  }));
});
