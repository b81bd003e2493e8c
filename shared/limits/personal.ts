import { DAY_MS, HOUR_MS, KIB, MINUTE_MS } from './units.ts';

/* What somebody writes, on the device alone or to others, and what is kept of it. */

/** Words people write. Lengths are in UTF-16 units, as editors count them. */
export const TEXT = {
  maxMessageLength: 4_000,
  maxNoteTitleLength: 200,
  maxNoteBodyLength: 200_000,
  minNameLength: 3,
  maxNameLength: 24,
  maxDeviceNameLength: 60,
} as const;

/** What hangs on a private note beside its words. Lengths are in UTF-16 units. */
export const NOTE = {
  maxTags: 12,
  maxTagLength: 40,
  /** Chats and people that one note is about. */
  maxLinks: 8,
  /** A note in the bin is erased after this time; the bin says so. */
  binKeptMs: 30 * DAY_MS,
} as const;

/** A private mark of how one is. Lengths are in UTF-16 units. */
export const MOOD = {
  maxWordsLength: 200,
} as const;

/** What somebody would like to do, in small steps (F117, F118). Lengths are in UTF-16 units. */
export const GOAL = {
  maxGoals: 200,
  maxTitleLength: 120,
  maxWhyLength: 1_000,
  maxSteps: 12,
  maxStepLength: 160,
  /** "Every so many weeks". */
  maxWeeksApart: 26,
  /** A reminder that is later than this is told at Home instead of by a notification ... */
  maxNoticeLateMs: 10 * MINUTE_MS,
  /** ... and after so many days not at all. */
  maxMissedDays: 14,
} as const;

/** The course in listening (F034, F193), practised on the device alone. Lengths are in UTF-16 units. */
export const COURSE = {
  /** What one writes in one's own words in an exercise, and in one line of a practice chat. */
  maxOwnWordsLength: 1_000,
  /** Somebody who practises has to go in the end: after so many replies. */
  maxPracticeReplies: 60,
  /** A reply from here on is told to be long for a chat ... */
  longReplyWords: 65,
  longReplyLength: 380,
  /** ... and one with so many questions to be many at once. */
  manyQuestions: 3,
} as const;

/** Unfinished texts (F229), on the device alone. Lengths are in UTF-16 units. */
export const DRAFT = {
  /** What one box takes; more than anything that may be sent, so that a long text can be cut in peace. */
  maxLength: 100_000,
  /** Earlier wordings are kept this long ... */
  keepVersionsMs: 7 * DAY_MS,
  /** ... and so many at most, of one place and of all. */
  maxVersionsOfPlace: 10,
  maxVersions: 200,
} as const;

/** What is kept of a private note beside its newest text. Lengths are in UTF-16 units. */
export const NOTE_KEPT = {
  /** Earlier versions of one note: so many, so old, and so long together; the oldest go first. */
  maxVersions: 40,
  maxVersionAgeMs: 180 * DAY_MS,
  maxVersionsLength: 2_000_000,
  /** While somebody writes on, a version is kept at most this often. */
  versionEveryMs: 10 * MINUTE_MS,
  /** What undo can take back after the note was closed and opened again. */
  maxUndoSteps: 300,
  maxUndoLength: 200_000,
} as const;

/** Copies of a vault: exports and the device's own backups (renderer/vault/BACKUP.md). */
export const COPY = {
  /** A chunk is closed when its items weigh this much ... */
  chunkBytes: 256 * KIB,
  /** ... and one that claims to be larger than this is not read: the largest note fits several times over. */
  maxChunkBytes: 16 * 1_024 * KIB,
  maxHeadBytes: 16 * KIB,
  /** A larger copy is neither read nor made. Who comes near it is told with each copy. */
  maxBytes: 512 * 1_024 * KIB,
  nearlyFullBytes: 384 * 1_024 * KIB,
  /** The desktop's folder of backups: of how many places, and how much in all. A page that went wrong must not fill the disk. */
  maxBackupPlaces: 100,
  maxFolderBytes: 8 * 1_024 * 1_024 * KIB,
  /** Backups that may be half handed over at once; the oldest gives way. */
  maxUploads: 4,
  /** How much of a backup crosses between the window and the desktop at once. */
  pieceBytes: 256 * KIB,
  /** How many days, and how many weeks, the desktop keeps one backup of. */
  keptDays: 3,
  keptWeeks: 4,
  /** A backup is made when the newest one is older than this, looked at this often. */
  backupEveryMs: 20 * HOUR_MS,
  backupLookMs: 30 * MINUTE_MS,
  backupFirstMs: MINUTE_MS,
  /** Home reminds of a copy when the last one is this old, or the first words are this old and there is none. */
  remindAfterMs: 30 * DAY_MS,
  remindFirstMs: 7 * DAY_MS,
} as const;

/**
 * Room on the disk without which no store is opened (RELIABILITY F2): Chromium throws a store away that it cannot open,
 * and to open one it writes its log, up to 4 MiB, once more.
 */
export const DISK = {
  roomToOpenBytes: 5 * 1_024 * KIB,
} as const;

/** What a person calls the other places on their device (F038). */
export const PLACE = {
  /** In UTF-16 units, as a field counts them. */
  maxNameLength: 40,
} as const;

/** The quiet word to a listener whose line reads like advice (F198), on the device alone. Lengths are in UTF-16 units. */
export const ADVICE_HINT = {
  /** From the end of what is typed, so that each key costs the same. */
  maxLookedAt: 800,
  /** Lines of the other that may have asked for it. */
  linesHeard: 6,
  /** Words that a sentence needs before it is read without its end. */
  wordsToTell: 4,
} as const;
