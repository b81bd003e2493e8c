/**
 * A stand-in for the `electron` module over real Chromium: the real main process, the real built preload and the real
 * renderer run, with Electron's copying, error texts and navigation rules. Anything not written here throws on use, so
 * that no test passes on an API that was silently ignored. It proves neither isolated worlds nor the OS keychain: where
 * Electron's own program is present, the same contract runs on it (desktop.electron.test.ts).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { StandinBrowser } from './browser.ts';
import { decodeValue, encodeValue } from './ipc-codec.ts';
import { StandinWindow, type StandinWorld } from './window.ts';

/** Refuses what is not implemented, by name. */
function strict<T extends object>(name: string, implementation: T): T {
  return new Proxy(implementation, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key === 'then') return Reflect.get(target, key, receiver) as unknown;
      throw new Error(`electron stand-in: ${name}.${key} is not implemented`);
    },
  });
}

type Handler = (event: unknown, ...args: unknown[]) => unknown;
type PermissionDecision = (contents: unknown, permission: string, decide: (allowed: boolean) => void) => void;

const browser = new StandinBrowser();
const handlers = new Map<string, Handler>();
let askPermissionHandler: PermissionDecision | null = null;

/** What tests may turn and look at; no part of Electron. */
export const control = {
  browser,
  keychain: true,
  keychainBackend: 'gnome_libsecret',
  keychainKeys: new Map<string, Buffer>(),
  singleInstance: true,
  notifications: [] as { title: string; body: string; click: () => void }[],
  external: [] as string[],
  badge: 0,
  /** As Electron begins: with the languages of the system, fetched from where Chromium has them. */
  spelling: { on: true, languages: ['en-US'], from: 'https://redirector.gvt1.com/' },
  quits: 0,
  /** The questions that were put to the person, and which button they press. */
  questions: [] as string[],
  pressed: 0,
  windows: [] as StandinWindow[],
  close: () => browser.close(),
  askPermission: (permission: string) =>
    new Promise<boolean>((resolve) => {
      if (askPermissionHandler === null) resolve(true);
      else askPermissionHandler(null, permission, resolve);
    }),
};

class App extends EventEmitter {
  whenReady = async (): Promise<void> => void (await browser.context());
  getLocale = (): string => 'en-US';
  getVersion = (): string => '0.0.0-standin';
  getPath = (name: string): string => (name === 'userData' ? browser.userData : join(browser.userData, name));
  requestSingleInstanceLock = (): boolean => control.singleInstance;
  setAsDefaultProtocolClient = (): boolean => true;
  setBadgeCount = (count: number): boolean => {
    control.badge = count;
    return true;
  };
  quit = (): void => {
    control.quits += 1;
  };
}
export const app = strict('app', new App());

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: Handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler: (channel: string) => void handlers.delete(channel),
});

const world: StandinWorld = {
  browser,
  windows: control.windows,
  async invoke(event, channel, args) {
    const handler = handlers.get(channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return { value: encodeValue(await handler(event, ...args.map(decodeValue))) };
    } catch (error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { error: `Error invoking remote method '${channel}': ${said}` };
    }
  },
  allClosed: () => app.emit('window-all-closed'),
};

export class BrowserWindow extends StandinWindow {
  constructor(options: ConstructorParameters<typeof StandinWindow>[1]) {
    super(world, options);
  }
}

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string }[]) {
    for (const { scheme } of schemes) browser.privileged.add(scheme);
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void browser.schemes.set(scheme, handler),
});

export const powerMonitor = strict('powerMonitor', new EventEmitter());

export const session = {
  defaultSession: strict('session', {
    setPermissionRequestHandler: (decide: PermissionDecision) => void (askPermissionHandler = decide),
    setPermissionCheckHandler: () => {},
    setSpellCheckerDictionaryDownloadURL: (url: string) => void (control.spelling.from = url),
    setSpellCheckerLanguages: (languages: string[]) => void (control.spelling.languages = languages),
    setSpellCheckerEnabled: (on: boolean) => void (control.spelling.on = on),
  }),
};

export const dialog = strict('dialog', {
  showMessageBoxSync(_window: unknown, question: { message: string; buttons: string[] }): number {
    control.questions.push(question.message);
    return control.pressed;
  },
});

export const shell = strict('shell', { openExternal: async (url: string) => void control.external.push(url) });

export class Notification extends EventEmitter {
  readonly #options: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
    super();
    this.#options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    control.notifications.push({ ...this.#options, click: () => void this.emit('click') });
  }
}

/** Each backend has a key of its own, as each keyring of a system has. */
function backendKey(): Buffer {
  if (!control.keychain) throw new Error('Error while encrypting or decrypting: encryption is not available.');
  const known = control.keychainKeys.get(control.keychainBackend);
  if (known !== undefined) return known;
  const made = randomBytes(32);
  control.keychainKeys.set(control.keychainBackend, made);
  return made;
}
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => control.keychain,
  getSelectedStorageBackend: () => control.keychainBackend,
  encryptString(text: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', backendKey(), iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from('v10'), iv, cipher.getAuthTag(), sealed]);
  },
  decryptString(bytes: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', backendKey(), bytes.subarray(3, 15));
    decipher.setAuthTag(bytes.subarray(15, 31));
    return Buffer.concat([decipher.update(bytes.subarray(31)), decipher.final()]).toString('utf8');
  },
});
