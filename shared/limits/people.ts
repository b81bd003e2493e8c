import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './units.ts';

/* Accounts, and what people may do and how often. */

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
  maxTracks: 12,
  maxNameLength: 40,
  maxPurposeLength: 160,
} as const;

/** Acts with power, and what people may say to them (F103, F104, RELIABILITY G3). Lengths are in UTF-16 units. */
export const KEEPING = {
  minReasonLength: 3,
  maxReasonLength: 500,
  /** What somebody banned reads of why, apart from the reason in the record. */
  maxToldLength: 500,
  maxAppealLength: 2_000,
  maxAnswerLength: 2_000,
  maxApplicationLength: 2_000,
  /** What somebody says to their wish to be noted in the other age group. */
  maxAgeWishLength: 1_000,
  /** Lines of the record that one page shows. */
  auditPageSize: 50,
  /** People and applications that one answer names; those that wait longest come first. */
  maxListed: 200,
  /** G7: what is kept of a device on which an account began or was signed in, as a salted hash, from the last time on. */
  deviceMarkKeptMs: 180 * DAY_MS,
  /** Devices that are known of one account; those unused for longest go. */
  maxDeviceMarks: 20,
  /** Appeals and applications are kept this long after they were answered. */
  answeredKeptMs: 180 * DAY_MS,
  /** After a no, so long until one asks for the same again. */
  askAgainMs: 30 * DAY_MS,
  /** An application or a wish about an age that nobody answers is closed after so long. */
  waitingKeptMs: 180 * DAY_MS,
} as const;

/** What a new listener's app tells the relay of the course (F193). */
export const LISTENER = {
  maxLessons: 40,
  maxPractice: 9,
} as const;

/** Passwords and sessions (RELIABILITY E1, E3, E4). */
export const SESSION = {
  minPasswordLength: 15,
  maxPasswordBytes: 1_024,
  idleMs: 14 * DAY_MS,
  absoluteMs: 90 * DAY_MS,
  maxDevicesPerAccount: 20,
  /** A guest, who has no password to come back with, goes on under a new token from here on, while the app is used. */
  guestRenewsAfterMs: 30 * DAY_MS,
  /** After a rise of rank the device that was seen last goes on under a new token within this time, or signs in again. */
  renewAtRiseMs: DAY_MS,
  argon2: { memoryKib: 46 * 1_024, passes: 1, lanes: 1 },
  maxPasswordHashesAtOnce: 2,
} as const;

/**
 * Guests (F016). They are kept while they are used, and for so long without; an operator may choose otherwise, within what sessions
 * allow: who was seen goes on under a new token after `SESSION.guestRenewsAfterMs`, and the 90 days of a token hold that and 60 more.
 */
export const GUEST = {
  idleMs: 30 * DAY_MS,
  minIdleMs: 2 * DAY_MS,
  maxIdleMs: 60 * DAY_MS,
  /** Erased at once, at most: each takes its time, and the rest has it an hour later. */
  maxErasedPerSweep: 200,
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
  /** What an account asks about itself and its work, and changes nothing by: one screen asks several such things at once. */
  read: { burst: 120, refillMs: SECOND_MS / 4 },
  /** Profiles and pages of the directory, of one account, or of one address where nobody is signed in. */
  lookUp: { burst: 60, refillMs: SECOND_MS / 2 },
  /** Pictures, and which of the people on a screen show one. */
  picture: { burst: 120, refillMs: 100 },
  /** Names asked about for pictures, of one account: else names could be guessed faster here than by looking them up (F024). */
  pictureName: { burst: 300, refillMs: SECOND_MS / 2 },
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
  /** A name that was given up is nobody else's for this long, so that words to it do not reach the wrong person. */
  nameRestsMs: 30 * DAY_MS,
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
  /** ... and so many at least of each. */
  countedOfEach: 5,
  /** A person waits in the queue once at a time. */
  maxWaitingRequestsPerAccount: 1,
  /** A request nobody took is closed after this time, kindly, with a word in the inbox. */
  requestLapseMs: 24 * HOUR_MS,
  /** What became of a request is kept this long, with its topic. */
  requestKeptMs: 30 * DAY_MS,
  /** That two people talked is known this long after the last words of it are gone, without what it was about. */
  factsKeptMs: 365 * DAY_MS,
  /** How many past waits the typical wait is the median of. */
  typicalWaitSample: 20,
  maxOpenChatsPerListener: 10,
} as const;

/** The inbox keeps this many notices. */
export const INBOX = { maxNotices: 50 } as const;
