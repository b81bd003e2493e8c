import { z } from 'zod';
import { DAY_MS } from '#shared/limits/units.ts';
import { PICTURE } from '#shared/limits.ts';
import { pictureFile, pictureId, type PictureFile, type PictureId } from '#shared/people/pictures.ts';
import type { Clock } from '#shared/ports.ts';
import type { Vault } from '../vault/types.ts';

export interface ShelfParts {
  readonly vault: Pick<Vault, 'collection'>;
  readonly clock: Clock;
  onStorageFailure(cause: unknown): void;
}

/**
 * Pictures of others as this device last saw them, sealed in the vault, so that they are there without a network. Bounded, and
 * never in a copy: they are others' to take away. Names are folded.
 */
export interface PictureShelf {
  all(): Promise<ReadonlyMap<string, PictureId>>;
  get(name: string): Promise<{ readonly picture: PictureId; readonly file: PictureFile } | null>;
  /** These write behind, one after the other; a disk that gives way is told, and what is shown stays shown. */
  keep(name: string, picture: PictureId, file: PictureFile): void;
  drop(name: string): void;
  /** They are on screen now: others are let go of first. */
  touch(names: readonly string[]): void;
  /** Resolves when all that is to be kept is on disk. */
  settled(): Promise<void>;
}

const index = z.array(z.object({ name: z.string(), picture: pictureId, seenAtMs: z.number() }));
type Line = z.infer<typeof index>[number];
const ALL = 'all';
/** Whom nobody has looked at for so long is forgotten. */
const KEPT_MS = 30 * DAY_MS;

export function createPictureShelf({ vault, clock, onStorageFailure }: ShelfParts): PictureShelf {
  const lines = vault.collection('seen-picture-index', index);
  const files = vault.collection('seen-pictures', pictureFile);
  /** The list as it is on disk: one window alone writes it. */
  let known: readonly Line[] = [];
  let writing: Promise<unknown> = load().catch(onStorageFailure);

  async function load(): Promise<void> {
    known = (await lines.get(ALL)) ?? [];
    await change(known.filter(({ seenAtMs }) => seenAtMs > clock.nowMs() - KEPT_MS));
  }

  const inTurn = (write: () => Promise<unknown>): void => {
    writing = writing.then(write).catch(onStorageFailure);
  };

  /** Whatever leaves the list loses its bytes first, so that none lie about which no line speaks of. */
  async function change(wanted: readonly Line[]): Promise<void> {
    const after = wanted.slice(0, PICTURE.maxKept);
    const kept = new Set(after.map(({ picture }) => picture));
    const gone = new Set(known.map(({ picture }) => picture).filter((picture) => !kept.has(picture)));
    for (const picture of gone) await files.remove(picture);
    if (after.length === known.length && after.every((line, at) => line === known[at])) return;
    await lines.put(ALL, [...after]);
    known = after;
  }

  const without = (name: string): readonly Line[] => known.filter((line) => line.name !== name);

  return {
    async all() {
      await writing;
      return new Map(known.map(({ name, picture }) => [name, picture]));
    },
    async get(name) {
      await writing;
      const line = known.find((one) => one.name === name);
      // One that cannot be read is two letters again, until it is fetched anew.
      const file = line === undefined ? null : await files.get(line.picture).catch(() => null);
      return line === undefined || file === null ? null : { picture: line.picture, file };
    },
    keep: (name, picture, file) =>
      inTurn(async () => {
        await change([{ name, picture, seenAtMs: clock.nowMs() }, ...without(name)]);
        await files.put(picture, file);
      }),
    drop: (name) => inTurn(() => change(without(name))),
    touch: (names) =>
      inTurn(async () => {
        const on = new Set(names);
        const seenAtMs = clock.nowMs();
        const seen = known.filter(({ name }) => on.has(name)).map((line) => ({ ...line, seenAtMs }));
        if (seen.length > 0) await change([...seen, ...known.filter(({ name }) => !on.has(name))]);
      }),
    settled: async () => void (await writing),
  };
}
