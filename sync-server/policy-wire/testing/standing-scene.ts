import { createHash } from 'node:crypto';
import { chatDocument, inboxDocument, peopleDocument, queueDocument, type DocumentName } from '#shared/documents/names.ts';
import type { ChatId, RequestId } from '#shared/ids.ts';
import { PICTURE } from '#shared/limits.ts';
import type { PictureId } from '#shared/people/pictures.ts';
import { EMPTY_PROFILE } from '#shared/people/profile.ts';
import { ageIn, callerOf, chatIn, type Scene } from '#shared/policy/table-scene.ts';
import type { Relation, TableActor } from '#shared/policy/table.ts';
import { smallWebp } from '#shared/testing/picture-files.ts';
import { putPicture } from '../../people/picture-store.ts';
import { writeProfile } from '../../people/profile-rows.ts';
import type { RelayHouse, Resident } from './relay-house.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

/** An actor and others at a real relay, who stand to each other as a relation of the table says. */
export interface StandingScene {
  readonly actor: TableActor;
  readonly relation: Relation;
  /** Null for `nobody`: there is no session to show. */
  readonly token: string | null;
  readonly me: Resident;
  readonly other: Resident;
  readonly third: Resident;
  /** The chat that the relation speaks of; a stranger's is between the two others. */
  readonly chat: ChatId;
  /** Waiting: one's own for `author`, else the other's. */
  readonly request: RequestId;
  readonly documents: { readonly chat: DocumentName; readonly queue: DocumentName; readonly inbox: DocumentName; readonly people: DocumentName };
  /** Takes what it put into the queue out again, so that queues stay as short as they are in life. */
  clear(): Promise<void>;
}

export async function setScene(house: RelayHouse, actor: TableActor, relation: Relation): Promise<StandingScene> {
  const { db } = house.relay.database;
  const plain = { ageGroup: ageIn(actor), consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
  const listens = actor.startsWith('listener');
  const { account: _, ...facts } = callerOf(actor, '' as never) ?? { ...plain, account: null, type: 'guest' as const };
  const me = await house.person(facts);
  const other = await house.person({ ...plain, type: listens ? 'member' : 'listener' });
  const third = await house.person({ ...plain, type: listens ? 'listener' : 'member' });
  if (!listens) {
    // Free to be asked in person (P37).
    await writeProfile(db, other.account, { ...EMPTY_PROFILE, status: 'online' });
    house.relay.services.presence.came(other.account);
  }
  // ... and shows a picture, so that there is one to be taken away.
  const id = me.account as string as PictureId;
  await putPicture(db, me.account, { id, type: 'image/webp', bytes: smallWebp(PICTURE.maxSidePx) }, 0);
  const accounts: Scene = { me: me.account, other: other.account, third: third.account };
  const { seeker, listener, state } = chatIn({ actor, relation }, accounts);
  // The actor has written something in every relation, so that it is the rule that keeps them from taking it back.
  const lines = [other.account, me.account].map((author) => ({ author, text: `a line of ${author}` }));
  const chat = await house.chat({ seeker, listener, state, lines });
  if (relation === 'blocked') await house.block(listener, seeker);
  const owner = relation === 'author' ? me : other;
  const request = await house.request(owner.account, ageIn(actor));
  const documents = {
    chat: chatDocument(chat),
    queue: queueDocument(ageIn(actor)),
    inbox: inboxDocument(owner.account),
    people: peopleDocument(owner.account),
  };
  const { projector } = house.relay.services.matching;
  for (const person of [me, other]) {
    await projector.project(peopleDocument(person.account));
    await projector.project(inboxDocument(person.account));
  }
  for (const name of [documents.queue, documents.chat]) await projector.project(name);
  return {
    actor, relation, me, other, third, chat, request, documents,
    token: actor === 'nobody' ? null : me.token,
    clear: async () => {
      const mine = [me, other, third].map((person) => person.account);
      await db.updateTable('requests').set({ state: 'withdrawn' }).where('seeker', 'in', mine).where('state', '=', 'waiting').execute();
    },
  };
}

/** Of everything that the scene's people have, in documents and in rows. */
export async function digestOf(house: RelayHouse, { me, other, third, documents }: StandingScene): Promise<string> {
  const { db } = house.relay.database;
  const hash = createHash('sha256');
  const names = new Set([
    documents.chat, documents.queue,
    ...[me, other, third].flatMap(({ account }) => [inboxDocument(account), peopleDocument(account)]),
  ]);
  for (const name of names) hash.update(await house.bytesOf(name));
  const people = [me, other, third].map(({ account }) => account);
  const rows = [
    await db.selectFrom('accounts').selectAll().where('id', 'in', people).orderBy('id').execute(),
    await db.selectFrom('chats').selectAll().where('seeker', 'in', people).orderBy('id').execute(),
    await db.selectFrom('requests').selectAll().where('seeker', 'in', people).orderBy('id').execute(),
    await db.selectFrom('starts').selectAll().where('writer', 'in', people).orderBy('id').execute(),
    await db.selectFrom('blocks').selectAll().where('blocker', 'in', people).orderBy('blocker').orderBy('blocked').execute(),
    await db.selectFrom('recovery_codes').selectAll().where('account', 'in', people).orderBy('account').execute(),
    await db.selectFrom('profiles').selectAll().where('account', 'in', people).orderBy('account').execute(),
    await db.selectFrom('pictures').select(['account', 'id']).where('account', 'in', people).orderBy('account').execute(),
    await db.selectFrom('appeals').selectAll().where('account', 'in', people).orderBy('seq').execute(),
    await db.selectFrom('age_wishes').selectAll().where('account', 'in', people).orderBy('seq').execute(),
    await db.selectFrom('clearance_applications').selectAll().where('account', 'in', people).orderBy('seq').execute(),
    await db.selectFrom('therapist_applications').selectAll().where('account', 'in', people).orderBy('seq').execute(),
    (await db.selectFrom('audit').select((eb) => eb.fn.countAll<number>().as('count')).where('by', 'in', people).executeTakeFirst())?.count,
    await db.selectFrom('sessions').select('token_hash').where('account', 'in', people).orderBy('token_hash').execute(),
  ];
  return hash.update(JSON.stringify(rows)).digest('hex');
}
