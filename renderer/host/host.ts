import type { HostEvent, HostReply } from '#shared/ipc/host-contract.ts';

export type HostBackup = HostReply<'backups:list'>['backups'][number];

/** Where a host keeps backups. It chooses their names, and lets older ones go (BACKUP.md, B7). */
export interface HostBackups {
  /** Newest first. */
  list(): Promise<readonly HostBackup[]>;
  /**
   * Hands a whole backup over; it counts once all of it is on the disk. `alone` is asked at the end: whether all others
   * of the profile go then, since they open in ways that were taken off (BACKUP.md, B6).
   */
  write(profile: string, pieces: AsyncIterable<Uint8Array>, alone?: () => boolean): Promise<void>;
  read(name: string, offset: number, length: number): Promise<Uint8Array>;
  /** Those of one profile, or all. */
  erase(profile: string | null): Promise<void>;
}

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
    /** Forgets every secret, also of vaults that nobody remembers any more. */
    clear(): Promise<void>;
  };
  /** A place for encrypted backups outside of the browser's storage; null where the host has none. */
  readonly backups: HostBackups | null;
  /** Shows a system notification; resolves to whether it was shown. */
  notify(notice: { title: string; body: string; route: string }): Promise<boolean>;
  /** Whether notifications may be shown. `ask`: the system asks the person first, which only `askToNotify` sets off. */
  mayNotify(): 'yes' | 'no' | 'ask';
  /** Has the system ask the person where it must; resolves to whether notifications may be shown. */
  askToNotify(): Promise<boolean>;
  setBadge(count: number): void;
  /** A deep link or a clicked notification. Returns the way to stop. */
  onOpenRoute(listener: (event: HostEvent<'host:open-route'>) => void): () => void;
  /** The machine goes to sleep, or the system locks its screen (RELIABILITY F8). Returns the way to stop. */
  onSleep(listener: () => void): () => void;
}
