import { BrowserWindow, shell, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { APP_ORIGIN } from './app-files.ts';

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
    // On Linux and Windows, Electron fetches its dictionaries from somebody else's server (promise 6). macOS has its own.
    spellcheck: process.platform === 'darwin',
    webviewTag: false,
  },
});

/** Opens the one window. It shows itself when there is something to see. */
export function openWindow(preloadFile: string): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preloadFile));
  window.once('ready-to-show', () => window.show());
  guardNavigation(window);
  return window;
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

/** Permissions are denied by default; notifications alone are ours to give. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === 'notifications'));
  session.setPermissionCheckHandler((_contents, permission) => permission === 'notifications');
}
