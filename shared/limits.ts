/**
 * Every bound of the product, with its unit in its name and its source. Admins see them in docs/admins.md; each has a
 * test. What an operator may change is read from the environment by the relay and starts from these values.
 */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KIB = 1_024;

/** The wire (RELIABILITY C3, C4, C6). */
export const WIRE = {
  maxFrameBytes: 256 * KIB,
  maxUpdateBytes: 64 * KIB,
  /** A sync step 2 repeats the document's whole delete set, so it may be larger than an update. */
  maxSyncBytes: 224 * KIB,
  maxPresenceBytes: KIB,
  /** Bytes of one socket that are no whole message: control frames, empty fragments, a message not yet at its end (C3). */
  besideMessages: { burst: 512 * KIB, refillMs: SECOND_MS / (4 * KIB) },
  maxPresencePerSecond: 2,
  maxChannelsPerSocket: 200,
  maxSocketsPerAccount: 8,
  maxSocketsPerAddress: 20,
  maxSockets: 2_000,
  handshakeTimeoutMs: 5 * SECOND_MS,
  /** A reader whose unread queue passes this is disconnected; it catches up when it returns (C7). */
  maxUnreadBytes: 4 * 1_024 * KIB,
  /** ... and so is one that left what was sent to it unread for this long (C7). */
  maxUnreadMs: 30 * SECOND_MS,
  /** How often the relay looks at each of its sockets. */
  beatIntervalMs: SECOND_MS,
  /** The relay asks a socket that said nothing for this long whether it is there ... */
  quietBeforePingMs: 10 * SECOND_MS,
  /** ... and cuts one that gave no sign of life for this long, so that whoever vanished is seen to be gone in 35 s (C8). */
  maxSilenceMs: 30 * SECOND_MS,
  /** The same from the client's side: how often it asks the relay, and when it takes the relay for lost. */
  pingIntervalMs: 20 * SECOND_MS,
  silenceTimeoutMs: 45 * SECOND_MS,
  /** GATE G5: how often the relay asks one connection for what it lacks. */
  resyncIntervalMs: SECOND_MS,
  /** GATE G8: updates that no honest client can write, before the socket is closed. */
  maxStrikes: 3,
  /** Of one socket's refused updates at most one line is logged in this time, with their count. */
  refusalLogIntervalMs: SECOND_MS,
} as const;

/** What an update may be and cost (GATE G6, G9, G10; RELIABILITY C2). */
export const GATE = {
  maxStructsPerUpdate: 4_000,
  maxClientsPerUpdate: 64,
  maxTombstoneLength: 100_000,
  maxDeleteRanges: 2_000,
  maxJsonDepth: 8,
  /** How many entries may stand behind a late append before it is refused as `stale`. */
  maxEntriesBehindTail: 200,
  /** Upper bound on the steps that Yjs's conflict resolution may need for one update. */
  maxWorkSteps: 50_000,
  maxClientIdsPerAccount: 64,
  /** An entry may be dated this far ahead of the relay's clock, and no further. */
  maxAheadMs: MINUTE_MS,
  /** ... and this far behind; a later one is dated anew by an honest client and sent again. */
  maxBehindMs: 10 * MINUTE_MS,
} as const;

/** Where a long log is cut (GATE G10, RELIABILITY C4: split before 5 MiB). The update that reaches a bound still passes. */
export const SEGMENT = {
  maxEntries: 5_000,
  maxBytes: 4 * 1_024 * KIB,
  /** The last one of a log is never closed. */
  maxSegments: 9_999,
} as const;

/** GATE G12: how much of the relay's time one account may use up at once, and how much of that is forgiven each second. */
export const WORK = {
  burstMs: 250,
  refillMsPerSecond: 100,
  /** What the disk needs, about, for a document that is written anew since somebody took words out of it: they pay for it. */
  storingMsPerMib: 10,
} as const;

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

/** Profiles, statuses and breaks (F029, F159–F165). Lengths are in UTF-16 units. */
export const PROFILE = {
  maxBioLength: 1_000,
  maxTopics: 8,
  maxLanguages: 6,
  maxBreakNoteLength: 200,
  /** How far ahead a day of return may lie. */
  maxBreakMs: 400 * DAY_MS,
  /** A listener without a connection for this long is shown as offline (F160) ... */
  absentAfterMs: MINUTE_MS,
  /** ... and who came and went is written down together, this often. */
  presenceWriteMs: SECOND_MS,
  /** D6: completed chats that open writing to a member first (F154). */
  chatsBeforeStarting: 10,
} as const;

/** The directory of listeners (F040). */
export const DIRECTORY = {
  pageSize: 30,
  /** What the app keeps of it on the device, to show without a network: cards of listeners, and profiles. */
  maxKeptCards: 300,
  maxKeptProfiles: 40,
} as const;

/** Roles (F206, F209). Lengths are in UTF-16 units. */
export const ROLE = {
  minRank: 1,
  /** The admins'. */
  maxRank: 7,
  maxRoles: 60,
  maxNameLength: 40,
  maxPurposeLength: 160,
} as const;

/** Acts with power, and what people may say to them (F103, F104, RELIABILITY G3). Lengths are in UTF-16 units. */
export const KEEPING = {
  minReasonLength: 3,
  maxReasonLength: 500,
  maxAppealLength: 2_000,
  maxAnswerLength: 2_000,
  maxApplicationLength: 2_000,
  /** Lines of the record that one page shows. */
  auditPageSize: 50,
  /** People and applications that one answer names; those that wait longest come first. */
  maxListed: 200,
  /** G7: what is kept of the device on which an account began, as a salted hash. */
  deviceMarkKeptMs: 180 * DAY_MS,
  /** Appeals and applications are kept this long after they were answered. */
  answeredKeptMs: 180 * DAY_MS,
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

/** What a new listener's app tells the relay of the course (F193). */
export const LISTENER = {
  maxLessons: 40,
  maxPractice: 9,
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

/** A page: rich text that its editors change together (GATE, Pages; GATE-RULES G24). Lengths are in UTF-16 units. */
export const PAGE = {
  /** Nodes and runs of text that a page holds. */
  maxNodes: 10_000,
  /** All text of a page, with what its marks hold (the addresses of links). */
  maxTextLength: 200_000,
  /** The text of one run: a paragraph, or a block of code. */
  maxRunLength: 50_000,
  /** Places where formatting begins or ends in one run: who reads pays for their number at every change of it. */
  maxFormatsPerRun: 2_000,
  /** Steps that Yjs may take to tidy up behind one change of formatted text; a million take it some 5 ms. */
  maxTidySteps: 1_000_000,
  /** Nodes within nodes. Each level of a list within a list takes two. */
  maxDepth: 24,
  maxLinkLength: 2_048,
} as const;

/** Passwords and sessions (RELIABILITY E1, E3, E4). */
export const SESSION = {
  minPasswordLength: 15,
  maxPasswordBytes: 1_024,
  idleMs: 14 * DAY_MS,
  absoluteMs: 90 * DAY_MS,
  maxDevicesPerAccount: 20,
  argon2: { memoryKib: 46 * 1_024, passes: 1, lanes: 1 },
  maxPasswordHashesAtOnce: 2,
} as const;

/** Rates (RELIABILITY C9). A bucket of `burst` refills one every `refillMs`. */
export const RATE = {
  /** Frames of any kind on one socket; past it the socket is closed with 4429. An honest app stays far below. */
  frame: { burst: 2_000, refillMs: 10 },
  message: { burst: 20, refillMs: SECOND_MS },
  guestMessage: { burst: 5, refillMs: 3 * SECOND_MS },
  /** Changes of pages, of which typing makes one a key. */
  edit: { burst: 60, refillMs: 50 },
  command: { burst: 30, refillMs: SECOND_MS },
  /** Profiles and pages of the directory, of one account, or of one address where nobody is signed in. */
  lookUp: { burst: 60, refillMs: SECOND_MS / 2 },
  /** Documents that one account opens; what is over it waits its turn. An app that returns opens all it had at once. */
  opening: { burst: 400, refillMs: 50 },
  maxOpeningsAtOnce: 8,
  /** Identities made from one address. */
  newGuest: { burst: 10, refillMs: 6 * MINUTE_MS },
  /** Listeners' accounts asked for from one address, in vain or not: each may cost a hash. */
  newListener: { burst: 10, refillMs: 3 * MINUTE_MS },
} as const;

/** One's own account: how often its name may change, so that nobody slips away under ever new ones (F092). */
export const ACCOUNT = {
  nameChange: { burst: 3, refillMs: 8 * HOUR_MS },
} as const;

/** Tries to sign in (RELIABILITY C9). Counted exactly, in any stretch of time, and kept across a restart. */
export const SIGN_IN = {
  maxPerAddressAndMinute: 6,
  maxPerAddressAndHour: 30,
  /** Wrong passwords of one address at one name ... */
  maxFailuresOfAddress: 5,
  /** ... and of all addresses together that the name never signed in from. Those that it did are not touched by it. */
  maxFailuresOfStrangers: 20,
  failureWindowMs: 15 * MINUTE_MS,
  /** An address that a name signed in from is known for this long. */
  knownAddressMs: 28 * DAY_MS,
} as const;

/** Chats and the queue. */
export const CHAT = {
  /** D7: the continuity window, whichever is less. */
  windowMessages: 60,
  windowMs: 30 * DAY_MS,
  retentionSweepMs: 10 * MINUTE_MS,
  /** D5, F171: a counted chat has this many messages of both sides together. */
  countedMessages: 30,
  /** A person waits in the queue once at a time. */
  maxWaitingRequestsPerAccount: 1,
  /** A request nobody took is closed after this time, kindly, with a word in the inbox. */
  requestLapseMs: 24 * HOUR_MS,
  /** How many past waits the typical wait is the median of. */
  typicalWaitSample: 20,
  maxOpenChatsPerListener: 10,
} as const;

/** The inbox keeps this many notices. */
export const INBOX = { maxNotices: 50 } as const;

/** The machine's clock, and how far it is believed (RELIABILITY A6). */
export const CLOCK = {
  /** A step further than this, either way, is doubted. */
  maxStepMs: DAY_MS,
  /** ... until it has held for so long while the relay ran, or the operator says that it is right. */
  believeAfterMs: DAY_MS,
  /** How often the relay notes how late it is, for its next start. */
  saveEveryMs: MINUTE_MS,
} as const;

/** The relay's own housekeeping. */
export const RELAY_LIMITS = {
  /** Half of the memory in which V8 makes new objects. What a relay makes is short-lived; by itself V8 takes four times as much. */
  maxNurseryMib: 8,
  maxBodyBytes: 64 * KIB,
  /** Connections of any kind, sockets included (RELIABILITY C5, C6). */
  maxConnections: 4_000,
  maxConnectionsPerAddress: 128,
  /** A connection on which nothing moves, neither way, is cut. */
  idleConnectionMs: 15 * SECOND_MS,
  maxRequestsPerConnection: 500,
  /** No honest client sends a request before the one before it was answered, but for a few. */
  maxUnansweredPerConnection: 4,
  maxOpenDocuments: 5_000,
  documentIdleMs: MINUTE_MS,
  /** A document's updates are folded into one snapshot after so many, when together they weigh this share of the last one. */
  foldAfterUpdates: 500,
  foldShare: 0.25,
  /** ... and whatever they weigh after this many times as many: reading them back takes time. */
  foldAtMostTimes: 8,
  /** Asked to end, the relay has ended after this time (RELIABILITY A5). */
  drainTimeoutMs: 5 * SECOND_MS,
  /** Of it this much is for connections to end by themselves; then they are cut, and the rest is for the store. */
  drainGraceMs: 3 * SECOND_MS,
  walCheckpointIntervalMs: 5 * SECOND_MS,
} as const;

/** The store: a disk that is full (RELIABILITY A4), and whatever else may hold it up. */
export const STORE = {
  /** For so long a command waits for another process that writes to the same store; then it is refused for later. */
  busyTimeoutMs: 5 * SECOND_MS,
  /** How often a relay whose disk was full looks whether there is space again. */
  probeIntervalMs: 2 * SECOND_MS,
  /** ... and how much of it there must be: less would be used up at once. */
  probeBytes: 1_024 * KIB,
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
