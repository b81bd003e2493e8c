import { app, BrowserWindow, dialog, shell, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { APP_ORIGIN } from './app-files.ts';
import { wordsIn } from './words.ts';

const SIZE = { width: 1180, height: 820, minWidth: 360, minHeight: 480 } as const;

/** The window's settings, by Electron's security checklist: sandboxed, isolated, no Node, no remote module. */
export const windowOptions = (preloadFile: string): BrowserWindowConstructorOptions => ({
  ...SIZE,
  show: false,
  title: 'Samovar',
  backgroundColor: '#f7f3ee',
  autoHideMenuBar: true,
  webPreferences: {
    preload: preloadFile,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    // See fetchNoDictionaries.
    spellcheck: hasOwnSpelling(process.platform),
    webviewTag: false,
  },
});

/** Opens the one window. It shows itself when there is something to see. */
export function openWindow(preloadFile: string): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preloadFile));
  window.once('ready-to-show', () => window.show());
  guardNavigation(window);
  askBeforeClosing(window);
  return window;
}

const [STAY, CLOSE] = [0, 1] as const;

/**
 * The page holds itself back while something typed is not on disk (RELIABILITY F2). A browser asks then; Electron alone would
 * stay open without a word. It stays unless the person says otherwise.
 */
function askBeforeClosing(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const { ask, detail, stay, close } = wordsIn(app.getLocale());
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: ask,
      detail,
      buttons: [stay, close],
      defaultId: STAY,
      cancelId: STAY,
      noLink: true,
    });
    // Prevented is what held it back: the page goes.
    if (answer === CLOSE) event.preventDefault();
  });
}

/** Our page stays our page: no navigation away, no child windows; plain web links go to the person's own browser. */
function guardNavigation(window: BrowserWindow): void {
  window.webContents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (isPlainWebLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Only https, and never with a name and password in it. */
export function isPlainWebLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

/** macOS checks spelling by itself. Elsewhere Electron would fetch dictionaries from somebody else's server (promise 6). */
const hasOwnSpelling = (platform: NodeJS.Platform): boolean => platform === 'darwin';

/** Nobody answers there, and it is this very machine. */
const NOWHERE = 'http://127.0.0.1:1/';

/**
 * Electron has been known to fetch dictionaries at its start although every window was without them. So the session is told
 * as well, and were it to ask all the same, it would ask nobody.
 */
export function fetchNoDictionaries(session: Session, platform: NodeJS.Platform): void {
  if (hasOwnSpelling(platform)) return;
  session.setSpellCheckerDictionaryDownloadURL(NOWHERE);
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}

/** What a page of ours may do: show notices, and keep the screen lit under somebody who only listens to a meditation. */
const GIVEN: ReadonlySet<string> = new Set(['notifications', 'screen-wake-lock']);

/** Permissions are denied by default. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(GIVEN.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => GIVEN.has(permission));
}
