/**
 * Who may do what to which kind of thing, in which relation to it (RELIABILITY D1). Read by machines: tests are generated
 * from it for the rule book (`table.test.ts`) and for a running relay (`npm run fuzz -- policy`). What is not listed is
 * denied, so a new kind starts closed: to open it, add rows here and its questions in `table-questions.ts`.
 */
export const TABLE_ACTORS = [
  'nobody', 'banned',
  'guest-no-age', 'guest-teen', 'guest-adult', 'member-teen', 'member-adult',
  'listener-teen', 'listener-adult', 'listener-cleared', 'therapist',
  // A plain adult member until there are bots; then the ranks of a new house (F206), each held by an adult member.
  'bot', 'supporter', 'moderator', 'mentor', 'mentor-leader', 'ambassador', 'community-manager',
  'admin',
] as const;
export type TableActor = (typeof TABLE_ACTORS)[number];

/**
 * How the actor stands to the thing, and to the other account in it. A chat: `author` and `participant` are parties of
 * an open one, `blocked` of one that was ended by a block, `former` of one that ended. A request, an account, an inbox:
 * `author` owns it; the others stand in that relation to its owner.
 */
export const RELATIONS = ['author', 'participant', 'stranger', 'blocked', 'former'] as const;
export type Relation = (typeof RELATIONS)[number];

/** The fifteen of RELIABILITY D1. */
export const PLANNED_KINDS = [
  'chat', 'request-queue', 'room-adult', 'room-teen', 'room-listeners', 'forum-public', 'forum-listeners',
  'forum-therapists', 'feed', 'profile', 'ratings', 'reports', 'audit-log', 'presence', 'local-only',
] as const;
/** What the house has besides. Ending a chat and blocking somebody in it are the parties' own acts, not moderation. */
const MORE_KINDS = [
  'inbox', 'people', 'chat-ending', 'chat-block', 'personal-request', 'left-message', 'own-account', 'public-profile', 'directory',
  'house-roles', 'house-tracks', 'ages', 'restrictions', 'appeals', 'applications', 'therapists', 'relay-watch', 'listener-agreement',
] as const;
export const TABLE_KINDS = [...PLANNED_KINDS, ...MORE_KINDS] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

export const TABLE_ACTIONS = [
  'list', 'read', 'create', 'append', 'edit-own', 'edit-other', 'delete-own', 'delete-other', 'moderate',
] as const;
export type TableAction = (typeof TABLE_ACTIONS)[number];

export interface Cell {
  readonly actor: TableActor;
  readonly relation: Relation;
  readonly kind: TableKind;
  readonly action: TableAction;
}

/** Every combination of what it names is allowed. */
export interface AllowRow {
  readonly kind: TableKind;
  readonly actions: readonly TableAction[];
  readonly relations: readonly Relation[];
  readonly actors: readonly TableActor[];
}

const except = (...without: readonly TableActor[]): readonly TableActor[] =>
  TABLE_ACTORS.filter((actor) => !without.includes(actor));

const SIGNED_IN = except('nobody');
const NOT_BANNED = except('nobody', 'banned');
/** Said their age and agreed (P3). */
const AGREED = except('nobody', 'banned', 'guest-no-age');
const LISTENERS = ['listener-teen', 'listener-adult', 'listener-cleared'] as const;
const SEEKERS = except('nobody', 'banned', 'guest-no-age', ...LISTENERS, 'therapist');
const AGREED_WITH_NAME = except('nobody', 'banned', 'guest-no-age', 'guest-teen', 'guest-adult');
export const GUESTS = ['guest-no-age', 'guest-teen', 'guest-adult'] as const;

/**
 * F017: of these a guest reads what is open and writes nothing, whoever opens them one day: forums (F131), feeds and the hearts in them
 * (F119), rooms. Following (F031) and joining a subcommunity (F202) belong here as soon as they are kinds. Chats stay open to guests.
 */
export const GUESTS_WRITE_NOT: readonly TableKind[] = [
  'forum-public', 'forum-listeners', 'forum-therapists', 'feed', 'room-adult', 'room-teen', 'room-listeners',
];

const APPOINTING = ['mentor-leader', 'ambassador', 'community-manager', 'admin'] as const;
const BANNING = ['moderator', 'mentor-leader', 'community-manager', 'admin'] as const;
const OTHERS = ['participant', 'stranger', 'blocked', 'former'] as const;

const PARTIES = ['author', 'participant', 'blocked', 'former'] as const;
const TALKING = ['author', 'participant'] as const;

export const ALLOW: readonly AllowRow[] = [
  // A chat is on the list of its parties, and read and written by them alone (P12); closed, it is read (P13).
  { kind: 'chat', actions: ['list', 'read'], relations: PARTIES, actors: SIGNED_IN },
  { kind: 'chat', actions: ['append', 'edit-own'], relations: TALKING, actors: AGREED },
  { kind: 'chat', actions: ['delete-own'], relations: PARTIES, actors: NOT_BANNED },
  // A chat begins when a listener takes somebody's request; never one's own (P11), never across a block (P10).
  { kind: 'chat', actions: ['create'], relations: ['participant', 'stranger', 'former'], actors: LISTENERS },
  { kind: 'chat-ending', actions: ['create'], relations: TALKING, actors: SIGNED_IN },
  { kind: 'chat-block', actions: ['create'], relations: PARTIES, actors: LISTENERS },
  // One waits once (P6); listeners see who waits and take them (P7); one's own waiting can be taken back.
  { kind: 'request-queue', actions: ['list', 'read'], relations: RELATIONS, actors: LISTENERS },
  { kind: 'request-queue', actions: ['create'], relations: ['participant', 'stranger', 'blocked', 'former'], actors: SEEKERS },
  { kind: 'request-queue', actions: ['edit-other'], relations: ['participant', 'stranger', 'former'], actors: LISTENERS },
  { kind: 'request-queue', actions: ['delete-own'], relations: ['author'], actors: NOT_BANNED },
  // A listener is asked in person, or left a message, by those who ask for chats (P36, P37); whom a listener has heard, they write to again (F237).
  // Across a block it is taken and reaches nobody, so that no block is read off a refusal (F102).
  { kind: 'personal-request', actions: ['create'], relations: OTHERS, actors: SEEKERS },
  { kind: 'left-message', actions: ['create'], relations: OTHERS, actors: SEEKERS },
  { kind: 'public-profile', actions: ['create'], relations: ['former'], actors: LISTENERS },
  // One's own account: anybody makes one; its person sees it, answers at the gate; guests become members or go.
  { kind: 'profile', actions: ['create'], relations: ['author'], actors: TABLE_ACTORS },
  { kind: 'profile', actions: ['list', 'read', 'append'], relations: ['author'], actors: SIGNED_IN },
  { kind: 'profile', actions: ['edit-own', 'delete-own'], relations: ['author'], actors: GUESTS },
  // What somebody says about themselves is for all to read (F023), and theirs to write where they have a profile at all (P31).
  { kind: 'public-profile', actions: ['read'], relations: ['author'], actors: SIGNED_IN },
  { kind: 'public-profile', actions: ['read'], relations: ['participant', 'stranger', 'blocked', 'former'], actors: TABLE_ACTORS },
  { kind: 'public-profile', actions: ['edit-own'], relations: ['author'], actors: AGREED_WITH_NAME },
  // ... and so is a picture (P62), which one may take away again whatever else one may not.
  { kind: 'public-profile', actions: ['append'], relations: ['author'], actors: AGREED_WITH_NAME },
  { kind: 'public-profile', actions: ['delete-own'], relations: ['author'], actors: SIGNED_IN },
  // The directory lists listeners, for all (F040); they and therapists say how they are here, and take themselves out of sight (P32).
  { kind: 'directory', actions: ['list'], relations: RELATIONS, actors: TABLE_ACTORS },
  { kind: 'directory', actions: ['edit-own', 'delete-own'], relations: ['author'], actors: [...LISTENERS, 'therapist'] },
  // A copy of what is kept about one is everybody's; a password opens the rest, and guests have none (P60, P61).
  { kind: 'own-account', actions: ['read'], relations: ['author'], actors: SIGNED_IN },
  { kind: 'own-account', actions: ['append', 'delete-own'], relations: ['author'], actors: except('nobody', ...GUESTS) },
  { kind: 'own-account', actions: ['edit-own'], relations: ['author'], actors: except('nobody', 'banned', ...GUESTS) },
  // Keeping the house is for those whose role says so (P41), and reaches downwards alone (P42), never oneself (P43).
  { kind: 'audit-log', actions: ['list', 'read'], relations: RELATIONS, actors: ['community-manager', 'admin'] },
  { kind: 'relay-watch', actions: ['read'], relations: RELATIONS, actors: ['community-manager', 'admin'] },
  { kind: 'house-roles', actions: ['list'], relations: RELATIONS, actors: APPOINTING },
  { kind: 'house-roles', actions: ['moderate'], relations: OTHERS, actors: APPOINTING },
  { kind: 'house-roles', actions: ['edit-other'], relations: RELATIONS, actors: ['community-manager', 'admin'] },
  { kind: 'house-tracks', actions: ['edit-other'], relations: RELATIONS, actors: ['community-manager', 'admin'] },
  // Who was noted in the wrong age group asks (P57), and somebody above them decides (F084).
  { kind: 'ages', actions: ['list'], relations: RELATIONS, actors: ['community-manager', 'admin'] },
  // ... who is in no open chat with them (P59).
  { kind: 'ages', actions: ['moderate'], relations: ['stranger', 'blocked', 'former'], actors: ['community-manager', 'admin'] },
  { kind: 'ages', actions: ['create'], relations: ['author'], actors: AGREED },
  { kind: 'restrictions', actions: ['list'], relations: RELATIONS, actors: BANNING },
  { kind: 'restrictions', actions: ['moderate'], relations: OTHERS, actors: BANNING },
  // Who is banned says their side (P45); an adult listener or therapist who is not cleared asks to be (P46).
  { kind: 'appeals', actions: ['create'], relations: ['author'], actors: ['banned'] },
  { kind: 'applications', actions: ['list'], relations: RELATIONS, actors: ['community-manager', 'admin'] },
  { kind: 'applications', actions: ['create'], relations: ['author'], actors: ['listener-adult', 'therapist'] },
  // The directory of therapists is for all (F044). Whoever is there has talked, so that therapists alone apply, for a change (P51).
  { kind: 'therapists', actions: ['list'], relations: RELATIONS, actors: TABLE_ACTORS },
  { kind: 'therapists', actions: ['create'], relations: ['author'], actors: ['therapist'] },
  // The listener agreement is for those who listen (P7, P24).
  { kind: 'listener-agreement', actions: ['create'], relations: ['author'], actors: LISTENERS },
  // Presence is seen by those who read a chat, and shown by those who may take part in it (W12).
  { kind: 'presence', actions: ['list', 'read'], relations: PARTIES, actors: SIGNED_IN },
  { kind: 'presence', actions: ['create', 'append', 'edit-own', 'delete-own'], relations: TALKING, actors: AGREED },
  // Written by the relay alone (P17), for one account's eyes (P4).
  { kind: 'inbox', actions: ['list', 'read'], relations: ['author'], actors: SIGNED_IN },
  { kind: 'people', actions: ['list', 'read'], relations: ['author'], actors: SIGNED_IN },
];

/** Every cell there is, allowed or not. */
export function* cells(kinds: readonly TableKind[] = TABLE_KINDS): Generator<Cell> {
  for (const kind of kinds) {
    for (const action of TABLE_ACTIONS) {
      for (const relation of RELATIONS) {
        for (const actor of TABLE_ACTORS) yield { actor, relation, kind, action };
      }
    }
  }
}

export const cellKey = ({ actor, relation, kind, action }: Cell): string => `${kind} ${action} ${relation} ${actor}`;

/** The cells that a table allows, by their key. */
export const allowedKeys = (rows: readonly AllowRow[] = ALLOW): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ kind, actions, relations, actors }) =>
      actions.flatMap((action) =>
        relations.flatMap((relation) => actors.map((actor) => cellKey({ actor, relation, kind, action }))),
      ),
    ),
  );
