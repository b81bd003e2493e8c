import type { HostEvent, HostReply } from '#shared/ipc/host-contract.ts';

/**
 * What the desktop adds to the app, as one small interface. Electron implements it through the preload, a browser with
 * what the web offers; the app does not know which.
 */
export interface Host {
  readonly kind: 'electron' | 'browser';
  describe(): Promise<HostReply<'host:describe'>>;
  readonly keychain: {
    read(name: string): Promise<Uint8Array | null>;
    /** False when there is no trustworthy place: nothing was kept. */
    write(name: string, secret: Uint8Array): Promise<boolean>;
    forget(name: string): Promise<void>;
  };
  /** Shows a system notification; resolves to whether it was shown. */
  notify(notice: { title: string; body: string; route: string }): Promise<boolean>;
  setBadge(count: number): void;
  /** A deep link or a clicked notification. Returns the way to stop. */
  onOpenRoute(listener: (event: HostEvent<'host:open-route'>) => void): () => void;
}
