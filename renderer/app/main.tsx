import '@fontsource-variable/nunito-sans/wght.css';
import '@fontsource-variable/literata/wght.css';
import '@mantine/core/styles.css';
import './base.css';
import { createRoot } from 'react-dom/client';
import { navigate } from 'wouter/use-hash-location';
import { pickHost } from '../host/pick-host.ts';
import { createI18n } from '../i18n/i18n.ts';
import { chooseLocale } from '../i18n/locales.ts';
import { NowProvider } from '../ui/now.tsx';
import { App } from './App.tsx';
import { askBeforeGoing } from './ask-before-going.ts';
import { compose } from './compose.ts';
import { AppProvider } from './context.tsx';
import { CrashGuard } from './CrashScreen.tsx';
import { fetchScreens } from './fetch-screens.ts';
import { lookManager, webPreferences } from './look.ts';
import { keepShell } from './offline-shell.ts';
import { PREFERENCES } from './preferences.ts';
import { Providers } from './Providers.tsx';

/** Starts the app in this page. */
async function start(ground: HTMLElement): Promise<void> {
  const preferences = webPreferences(() => window.localStorage);
  const i18n = createI18n(chooseLocale(preferences.read(PREFERENCES.language), navigator.languages));
  const host = pickHost(window);
  const parts = await compose(window, host, preferences);
  createRoot(ground).render(
    <Providers i18n={i18n} look={lookManager(preferences)}>
      <CrashGuard>
        <AppProvider parts={parts}>
          <NowProvider clock={parts.clock} timers={parts.timers}>
            <App />
          </NowProvider>
        </AppProvider>
      </CrashGuard>
    </Providers>,
  );
  keepShell(host, navigator, import.meta.env.PROD);
  host.onOpenRoute(({ route }) => navigate(route));
  askBeforeGoing(window, parts.opening);
  // The page goes: everything is written down. Should it come back out of the browser's cache, it starts afresh.
  window.addEventListener('pagehide', () => void parts.opening.close());
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });
  await parts.opening.start();
  fetchScreens(parts.features, parts.timers);
}

const ground = document.getElementById('root');
if (ground !== null) void start(ground);
