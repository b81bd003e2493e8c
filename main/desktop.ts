import { join } from 'node:path';
import { app, Notification, powerMonitor, protocol, safeStorage, session, type BrowserWindow } from 'electron';
import { APP_ORIGIN, APP_SCHEME, createAppFiles } from './app-files.ts';
import { createBackups, type Backups } from './backups.ts';
import { serveHost, tellHost, type HostHandlers } from './ipc.ts';
import { createKeychain, type Keychain } from './keychain.ts';
import { routeInArguments, routeOfDeepLink, SCHEME } from './routes.ts';
import { denyPermissions, fetchNoDictionaries, openWindow } from './window.ts';

export interface DesktopOptions {
  /** Folder of the built renderer. */
  readonly rendererFolder: string;
  /** The built preload script. */
  readonly preloadFile: string;
  readonly relayUrl: string;
}

/**
 * The Electron shell: one instance, one window, our own scheme, the keychain and notifications. Everything that decides
 * is elsewhere and pure; this wires it to Electron. Resolves when the window has its page.
 */
export async function startDesktop(options: DesktopOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit(); // the first instance gets `second-instance` and comes to the front
    return;
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.setAsDefaultProtocolClient(SCHEME);
  let window: BrowserWindow | null = null;
  const openRoute = (route: string | null): void => {
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (route !== null) tellHost(window.webContents, 'host:open-route', { route });
  };
  app.on('second-instance', (_event, args: string[]) => openRoute(routeInArguments(args)));
  app.on('open-url', (_event, url: string) => openRoute(routeOfDeepLink(url)));

  await app.whenReady();
  denyPermissions(session.defaultSession);
  fetchNoDictionaries(session.defaultSession, process.platform);
  protocol.handle(APP_SCHEME, createAppFiles(options.rendererFolder, options.relayUrl));
  const keychain = createKeychain(safeStorage, join(app.getPath('userData'), 'keychain'), process.platform);
  const backups = createBackups(join(app.getPath('userData'), 'backups'), Date.now);
  const stopServing = serveHost({ ...hostHandlers(options, keychain, openRoute), ...backupHandlers(backups) });
  app.on('window-all-closed', () => {
    stopServing();
    app.quit();
  });
  window = openWindow(options.preloadFile);
  // A page that died or was loaded anew will not finish what it began.
  const abandon = (): void => void backups.abandon().catch(() => undefined);
  window.webContents.on('did-navigate', abandon);
  window.webContents.on('render-process-gone', abandon);
  const sleeps = (): void => {
    if (window !== null) tellHost(window.webContents, 'host:sleep', {});
  };
  powerMonitor.on('suspend', sleeps);
  powerMonitor.on('lock-screen', sleeps);
  powerMonitor.on('user-did-resign-active', sleeps); // macOS: somebody else is at this screen now
  window.on('closed', () => {
    abandon();
    window = null;
  });
  await window.loadURL(`${APP_ORIGIN}/index.html`);
  openRoute(routeInArguments(process.argv));
}

function hostHandlers(
  options: DesktopOptions,
  keychain: Keychain,
  openRoute: (route: string) => void,
): Omit<HostHandlers, BackupCall> {
  return {
    'host:describe': () => ({
      platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
      version: app.getVersion(),
      relayUrl: options.relayUrl,
      keychain: keychain.trust,
    }),
    'keychain:read': async ({ name }) => ({ secret: await keychain.read(name) }),
    'keychain:write': async ({ name, secret }) => ({ kept: await keychain.write(name, secret) }),
    'keychain:forget': async ({ name }) => {
      await keychain.forget(name);
      return {};
    },
    'keychain:clear': async () => {
      await keychain.clear();
      return {};
    },
    'notice:show': ({ title, body, route }) => {
      if (!Notification.isSupported()) return { shown: false };
      const notification = new Notification({ title, body });
      notification.on('click', () => openRoute(route));
      notification.show();
      return { shown: true };
    },
    'badge:set': ({ count }) => {
      app.setBadgeCount(count);
      return {};
    },
  };
}

type BackupCall = Extract<keyof HostHandlers, `backups:${string}`>;

function backupHandlers(backups: Backups): Pick<HostHandlers, BackupCall> {
  return {
    'backups:list': async () => ({ backups: [...(await backups.list())] }),
    'backups:begin': async ({ profile }) => ({ upload: await backups.begin(profile) }),
    'backups:append': async ({ upload, piece }) => {
      await backups.append(upload, piece);
      return {};
    },
    'backups:finish': async ({ upload, bytes, alone }) => ({ name: await backups.finish(upload, bytes, alone) }),
    'backups:read': async ({ name, offset, length }) => ({ piece: await backups.read(name, offset, length) }),
    'backups:erase': async ({ profile }) => {
      await backups.erase(profile);
      return {};
    },
  };
}
