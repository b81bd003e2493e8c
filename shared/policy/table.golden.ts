import type { TableKind } from './table.ts';

/**
 * How many of each kind's 855 cells (9 actions × 5 relations × 19 actors) are allowed. Whoever opens or closes something
 * changes a number here, in review.
 */
export const ALLOWED_CELLS: Readonly<Record<TableKind, number>> = {
  chat: 285,
  'request-queue': 104,
  'room-adult': 0,
  'room-teen': 0,
  'room-listeners': 0,
  'forum-public': 0,
  'forum-listeners': 0,
  'forum-therapists': 0,
  feed: 0,
  profile: 79,
  ratings: 0,
  reports: 0,
  'audit-log': 20,
  presence: 272,
  'local-only': 0,
  inbox: 36,
  people: 36,
  'chat-ending': 36,
  'chat-block': 12,
  'personal-request': 48,
  'left-message': 48,
  'own-account': 62,
  'public-profile': 143,
  directory: 103,
  'house-roles': 46,
  'house-tracks': 10,
  ages: 32,
  restrictions: 36,
  appeals: 1,
  applications: 12,
  therapists: 96,
  'relay-watch': 10,
  'listener-agreement': 3,
};
