import type { Kysely } from 'kysely';
import { logRoots } from '#shared/documents/log.ts';
import { inboxDocument, queueDocument, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import { isStorageError } from '../database/storage-error.ts';
import { DamagedDocumentError, unlessDamaged } from '../documents/damage.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Documents, Log } from '../ports.ts';
import { signedInNotice } from './desired-inbox.ts';
import { createLanes } from './lanes.ts';
import { createPlaces } from './places.ts';
import { projectDocument } from './project-document.ts';

/**
 * Keeps the documents that the relay alone writes level with SQL, which is the truth (DESIGN §3). Whatever crashed
 * between the two is mended by projecting again; a document nobody had open is mended when somebody opens it.
 */
export interface Projector {
  /** Resolves when the document is level with SQL as it was at the call, or later. Never rejects: it tries again. */
  project(name: DocumentName): Promise<void>;
  /** Somebody came or left: the queue is projected at once, everybody's place soon after, once for a burst. */
  queueMoved(ageGroup: AgeGroup): Promise<void>;
  /** Somebody opens the document: the first time since the relay started it is projected, in the background. */
  opened(name: DocumentName): void;
  /** Tells the account that somebody signed in to it, on a device of this name. */
  announceSignIn(account: AccountId, deviceName: string, atMs: number, deviceId?: string): Promise<void>;
  /** Waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

export interface ProjectorLimits {
  readonly maxNotices: number;
  readonly typicalWaitSample: number;
  readonly placesIntervalMs: number;
  readonly retryMs: number;
  /** How many documents are remembered as mended; past it they are forgotten and mended once more. */
  readonly maxRemembered: number;
}

interface Parts {
  readonly db: Kysely<Tables>;
  readonly documents: Documents;
  readonly timers: Timers;
  readonly log: Log;
  readonly limits: ProjectorLimits;
}

export function createProjector({ db, documents, timers, log, limits }: Parts): Projector {
  const mended = new Set<DocumentName>();
  const failed = new Set<DocumentName>();
  let retry: TimerHandle | null = null;
  let closed = false;

  const lanes = createLanes<DocumentName>(async (name) => {
    try {
      await projectDocument({ db, documents, maxNotices: limits.maxNotices, typicalWaitMs: places.typicalWaitMs }, name);
    } catch (error) {
      // Set aside and named already; nothing mends it but an operator, and a start looks at it anew (RELIABILITY A7).
      if (error instanceof DamagedDocumentError) return;
      // The command that asked has happened in SQL and is not undone; what people see follows as soon as it can.
      // A store that takes nothing has said so once by itself; it would be said here for every document and attempt.
      if (!isStorageError(error)) {
        log.error('projection-failed', { document: name.slice(0, name.indexOf('/')), ...errorFacts(error) });
      }
      failed.add(name);
      if (!closed) retry ??= timers.after(limits.retryMs, retryFailed);
    }
  });

  const retryFailed = (): void => {
    retry = null;
    const names = [...failed];
    failed.clear();
    for (const name of names) void lanes.run(name);
  };

  const project = (name: DocumentName): Promise<void> => {
    if (mended.size >= limits.maxRemembered) mended.clear();
    mended.add(name);
    return lanes.run(name);
  };

  const places = createPlaces({
    db,
    timers,
    log,
    limits,
    tell: (account) => project(inboxDocument(account)),
  });

  return {
    project,
    queueMoved: (ageGroup) => {
      places.moved(ageGroup);
      return project(queueDocument(ageGroup));
    },
    opened: (name) => {
      if (!closed && !mended.has(name)) void project(name);
    },
    announceSignIn: async (account, deviceName, atMs, deviceId) => {
      const notice = signedInNotice(deviceName, atMs, deviceId);
      // Where the inbox is damaged they come in all the same, unannounced.
      await unlessDamaged(documents.write(inboxDocument(account), (doc) => {
        const { entries } = logRoots(doc);
        if (!entries.toArray().some((entry) => entry.id === notice.id)) entries.push([notice]);
      }));
      await project(inboxDocument(account));
    },
    close: async () => {
      closed = true;
      retry?.cancel();
      await places.close();
      await lanes.idle();
    },
  };
}
