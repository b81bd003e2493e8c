import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { preparePage } from '../features/chats/testing/page.ts';
import { all, click, the, words } from '../features/chats/testing/person.ts';
import { createI18n } from '../i18n/i18n.ts';
import { CrashGuard } from './CrashScreen.tsx';
import { lookManager, webPreferences } from './look.ts';
import { PREFERENCES } from './preferences.ts';
import { Providers } from './Providers.tsx';

let root: Root;
let broken: boolean;
const preferences = webPreferences(() => window.localStorage);
const App = () => {
  if (broken) throw new Error('of ours');
  return <h1>All is well</h1>;
};

/** The app as `main.tsx` puts it together, with nothing of it below the guard but what breaks. */
const show = (): void =>
  act(() =>
    root.render(
      <Providers i18n={createI18n('en')} look={lookManager(preferences)}>
        <CrashGuard>
          <App />
        </CrashGuard>
      </Providers>,
    ),
  );

beforeEach(() => {
  preparePage(400);
  broken = true;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de-AT']);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  localStorage.clear();
  vi.restoreAllMocks();
});

test('G6: where the whole app is broken, the numbers of the country are right there', async () => {
  show();
  expect(words()).toContain('Something of ours broke');
  expect(all('link', '112').map((link) => link.getAttribute('href'))).toContain('tel:112');
  expect(words()).toContain('Austria: call');
  expect(all('link', '999').length).toBeGreaterThan(0);
  broken = false;
  await click(the('button', 'Load again'));
  expect(words()).toBe('All is well');
});

test('the country that was chosen before comes first', () => {
  preferences.write(PREFERENCES.country, 'GB');
  show();
  expect(words()).toContain('United Kingdom: call');
});

test('should even the numbers break, what to do first still stands there', () => {
  vi.spyOn(Intl, 'DisplayNames').mockImplementation(function missing() {
    throw new Error('not on this system');
  });
  show();
  expect(words()).toContain('Call your country');
  expect(words()).toContain('Do not stay alone');
});
