import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Dialog, Page } from 'playwright-core';
import type { StandinBrowser } from './browser.ts';
import { encodeValue } from './ipc-codec.ts';
import { pageSide } from './page-side.ts';

/** What a window needs of the rest of the stand-in. */
export interface StandinWorld {
  readonly browser: StandinBrowser;
  readonly windows: StandinWindow[];
  invoke(event: unknown, channel: string, args: unknown[]): Promise<{ value: unknown } | { error: string }>;
  allClosed(): void;
}

interface WindowOptions {
  readonly show?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
  };
}

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

class StandinContents extends EventEmitter {
  openHandler: OpenHandler | null = null;
  readonly #window: StandinWindow;
  constructor(window: StandinWindow) {
    super();
    this.#window = window;
  }
  send(channel: string, ...args: unknown[]): void {
    const dispatch = `window.__electronDispatch(${JSON.stringify(channel)}, ${JSON.stringify(args.map(encodeValue))})`;
    void this.#window.ready.then((page) => page.evaluate(dispatch));
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  isDestroyed(): boolean {
    return this.#window.destroyed;
  }
}

/** A BrowserWindow on a page of real Chromium. Insecure settings are refused outright. */
export class StandinWindow extends EventEmitter {
  readonly webContents: StandinContents;
  readonly ready: Promise<Page>;
  destroyed = false;
  visible: boolean;
  minimized = false;
  focused = false;
  readonly #world: StandinWorld;
  readonly #options: WindowOptions;
  #loading = '';
  #page: Page | null = null;
  #markReady: (page: Page) => void = () => {};

  constructor(world: StandinWorld, options: WindowOptions = {}) {
    super();
    const { sandbox, contextIsolation, nodeIntegration } = options.webPreferences ?? {};
    if (sandbox !== true || contextIsolation !== true || nodeIntegration !== false) {
      throw new Error('electron stand-in: insecure webPreferences are refused');
    }
    this.#world = world;
    this.#options = options;
    this.visible = options.show !== false;
    this.webContents = new StandinContents(this);
    this.ready = new Promise((resolve) => (this.#markReady = resolve));
    world.windows.push(this);
  }

  async loadURL(url: string): Promise<void> {
    const page = this.#page ?? (await this.#open());
    this.#loading = this.#world.browser.toWeb(url);
    await page.goto(this.#loading);
    this.#loading = '';
    this.#markReady(page);
    this.emit('ready-to-show');
  }

  show = (): void => void (this.visible = true);
  focus = (): void => void (this.focused = true);
  minimize = (): void => void (this.minimized = true);
  restore = (): void => void (this.minimized = false);
  isMinimized = (): boolean => this.minimized;

  async close(): Promise<void> {
    if (this.destroyed || !(await this.#unload())) return;
    this.destroyed = true;
    this.#world.windows.splice(this.#world.windows.indexOf(this), 1);
    this.emit('closed');
    if (this.#world.windows.length === 0) this.#world.allClosed();
  }

  /** Closes the page, unless it holds itself back and whoever hears of that leaves it so. */
  async #unload(): Promise<boolean> {
    const page = this.#page;
    if (page === null) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const heard = async (question: Dialog): Promise<void> => {
      let goes = false;
      this.webContents.emit('will-prevent-unload', { preventDefault: () => void (goes = true) });
      if (goes) return question.accept();
      resolve(false);
      return question.dismiss();
    };
    const onDialog = (question: Dialog): void => void heard(question);
    page.once('dialog', onDialog);
    page.once('close', () => resolve(true));
    await page.close({ runBeforeUnload: true });
    const gone = await promise;
    page.off('dialog', onDialog);
    return gone;
  }

  async #open(): Promise<Page> {
    const { browser } = this.#world;
    const page = await (await browser.context()).newPage();
    this.#page = page;
    await page.setViewportSize({ width: this.#options.width ?? 800, height: this.#options.height ?? 600 });
    await page.exposeBinding('__electronIpc', ({ frame }, channel: string, args: unknown[]) => {
      const senderFrame = { url: browser.fromWeb(frame.url()), parent: frame.parentFrame() };
      return this.#world.invoke({ sender: this.webContents, senderFrame }, channel, args);
    });
    await page.exposeBinding('__electronOpen', (_source, url: string) => {
      const decision = this.webContents.openHandler?.({ url: browser.fromWeb(url) }) ?? { action: 'allow' };
      if (decision.action === 'allow') throw new Error('electron stand-in: child windows are not implemented');
    });
    const preload = this.#options.webPreferences?.preload;
    const source = preload === undefined ? '' : readFileSync(preload, 'utf8');
    await page.addInitScript(`(${pageSide})(function (require, module, exports) {${source}\n})`);
    await this.#watchNavigation(page);
    // A new document, and not only another place in the same one.
    page.on('domcontentloaded', () => this.webContents.emit('did-navigate', {}, browser.fromWeb(page.url())));
    return page;
  }

  /** `will-navigate`: what the page itself starts in its main frame. */
  async #watchNavigation(page: Page): Promise<void> {
    await page.route(
      () => true,
      (route) => {
        const request = route.request();
        const own = !request.isNavigationRequest() || request.frame() !== page.mainFrame() || request.url() === this.#loading;
        if (own) return route.fallback();
        let stopped = false;
        const event = { url: this.#world.browser.fromWeb(request.url()), preventDefault: () => void (stopped = true) };
        this.webContents.emit('will-navigate', event);
        return stopped ? route.abort('aborted') : route.fallback();
      },
    );
  }
}
