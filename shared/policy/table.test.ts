import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { decide } from './decide.ts';
import { allows, allowsInDocument, askedBy } from './table-questions.ts';
import { callerOf, type Scene } from './table-scene.ts';
import { ALLOWED_CELLS } from './table.golden.ts';
import {
  ALLOW, allowedKeys, cellKey, cells, GUESTS, GUESTS_WRITE_NOT, PLANNED_KINDS, RELATIONS, TABLE_ACTIONS, TABLE_ACTORS, TABLE_KINDS,
} from './table.ts';
import type { Action } from './question.ts';

const random = seededRandom(3);
const scene: Scene = { me: newId<AccountId>(random), other: newId<AccountId>(random), third: newId<AccountId>(random) };
const allowed = allowedKeys();

describe('the table of permissions (D1)', () => {
  it('has the cells of RELIABILITY D1: 19 actors × 5 relations × 15 kinds × 9 actions', () => {
    expect([TABLE_ACTORS.length, RELATIONS.length, PLANNED_KINDS.length, TABLE_ACTIONS.length]).toEqual([19, 5, 15, 9]);
    expect(new Set([...cells(PLANNED_KINDS)].map(cellKey)).size).toBe(12_825);
  });

  it.each(TABLE_KINDS)('%s: the rule book says what the table says, in every cell', (kind) => {
    const differences = [...cells([kind])].filter((cell) => allows(cell, scene) !== allowed.has(cellKey(cell)));
    expect(differences.map((cell) => `${cellKey(cell)}: ought to be ${allowed.has(cellKey(cell)) ? 'allowed' : 'denied'}`)).toEqual([]);
  });

  it('what the gate is told of a document is the same, in every cell that is one', () => {
    const told = [...cells()].flatMap((cell) => {
      const inDocument = allowsInDocument(cell, scene);
      return inDocument === null ? [] : [{ cell: cellKey(cell), differs: inDocument !== allowed.has(cellKey(cell)) }];
    });
    expect(told.length).toBeGreaterThan(1_500);
    expect(told.filter(({ differs }) => differs)).toEqual([]);
  });

  it('how many cells of each kind are allowed changes in the golden file alone', () => {
    const counts = TABLE_KINDS.map((kind) => [kind, [...cells([kind])].filter((cell) => allowed.has(cellKey(cell))).length]);
    expect(Object.fromEntries(counts)).toEqual(ALLOWED_CELLS);
  });

  it('no row allows what another row allows already', () => {
    const listed = ALLOW.flatMap((row) => [...allowedKeys([row])]);
    expect(listed.length).toBe(allowed.size);
  });

  it.each([
    ['member-teen', 'listener-teen'],
    ['member-adult', 'listener-adult'],
    ['member-adult', 'listener-cleared'],
  ] as const)('F035: what a %s may, a %s may, too, but for what is for those who come to be heard', (member, listener) => {
    const missing = [...cells()]
      .filter((cell) => cell.actor === member && allowed.has(cellKey(cell)) && !allowed.has(cellKey({ ...cell, actor: listener })))
      .map(({ kind, action }) => `${kind} ${action}`);
    // In the table the other side of a listener is a member; other listeners they ask and leave words (F036, starts.test.ts).
    expect(new Set(missing)).toEqual(new Set(['request-queue create', 'personal-request create', 'left-message create']));
    const has = (action: 'therapist.apply', actor: typeof member | typeof listener): boolean =>
      decide(callerOf(actor, scene.me), { action, waiting: false, declinedLately: false, hasTalked: false }).allowed;
    // The one that the table cannot tell, since everybody in it has talked: a therapist's legal name comes to stand under no listener's (P51).
    expect([has('therapist.apply', member), has('therapist.apply', listener)]).toEqual([member === 'member-adult', false]);
    const more = [...cells()].filter((cell) => cell.actor === listener && allowed.has(cellKey(cell)) && !allowed.has(cellKey({ ...cell, actor: member })));
    expect(more.map(({ kind, action }) => `${kind} ${action}`)).toEqual(expect.arrayContaining(['chat create', 'request-queue read', 'directory edit-own', 'listener-agreement create']));
  });

  it('F017: guests write in no forum, feed or room, whoever opens those one day; in chats they do', () => {
    const writes = [...cells(GUESTS_WRITE_NOT)].filter(({ actor, action }) => GUESTS.some((one) => one === actor) && action !== 'list' && action !== 'read');
    expect(writes.length).toBe(GUESTS_WRITE_NOT.length * RELATIONS.length * GUESTS.length * (TABLE_ACTIONS.length - 2));
    expect(writes.filter((cell) => allowed.has(cellKey(cell)) || allows(cell, scene)).map(cellKey)).toEqual([]);
    for (const action of ['append', 'edit-own'] as const) expect(allowed.has(cellKey({ actor: 'guest-adult', relation: 'participant', kind: 'chat', action }))).toBe(true);
    expect(allowed.has(cellKey({ actor: 'guest-adult', relation: 'stranger', kind: 'request-queue', action: 'create' }))).toBe(true);
    // Every kind of the plan that is a forum, a feed or a room stands there; a new one has to.
    expect(TABLE_KINDS.filter((kind) => /^(forum|room|feed)/.test(kind)).toSorted()).toEqual(GUESTS_WRITE_NOT.toSorted());
  });

  it('every question of the rule book is asked by some cell', () => {
    const asked = new Set<Action>();
    for (const cell of cells()) {
      const question = askedBy(cell, scene);
      if (question.by === 'rule') asked.add(question.question.action);
    }
    // Closed: a question that is new to the rule book does not compile until it stands here.
    const every: Readonly<Record<Action, true>> = {
      'listener.agree': true, 'member.become': true, 'account.forget': true, 'request.create': true, 'request.withdraw': true,
      'request.accept': true, 'queue.read': true, 'chat.read': true, 'chat.write': true, 'chat.mark': true,
      'chat.delete-own': true, 'chat.delete-other': true, 'chat.end': true, 'chat.block': true, 'chat.refuse': true, 'inbox.read': true,
      'people.read': true, 'page.read': true, 'page.edit': true, 'relay-document.write': true,
      'premium-path.walk': true, 'profile.read': true, 'directory.read': true, 'profile.edit': true, 'status.set': true,
      'break.take': true, 'chat.start': true, 'chat.ask': true, 'message.leave': true, 'start.accept': true, 'start.decline': true,
      'start.withdraw': true, 'name.change': true, 'keys.change': true, 'account.export': true, 'account.erase': true,
      'audit.read': true, 'relay.watch': true, 'roles.read': true, 'role.give': true, 'role.take': true, 'role.edit': true,
      'restrictions.read': true, 'person.restrict': true, 'appeal.write': true, 'appeal.settle': true, 'clearance.apply': true, 'applications.read': true,
      'application.settle': true, 'clearance.end': true, 'therapist.apply': true, 'therapist.settle': true, 'therapist.keep': true, 'picture.set': true, 'picture.clear': true, 'age.correct': true, 'age.ask': true, 'track.edit': true,
    };
    // Pages have no table of their own in the store yet, so nobody gets as far; decide.test.ts has all their cells.
    for (const action of ['page.read', 'page.edit'] as const) asked.add(action);
    // Taking back what was given, and answering what was asked, need that first; house.test.ts and settling.test.ts have all their cells.
    for (const action of ['role.take', 'therapist.settle', 'application.settle', 'appeal.settle', 'clearance.end'] as const) asked.add(action);
    // What waits must have been begun first; starts.test.ts has all their cells, and sync-server/starts/ tries them.
    for (const action of ['start.accept', 'start.decline', 'start.withdraw'] as const) asked.add(action);
    // A mark of one's own that nobody else sees; decide.test.ts has all its cells, and sync-server/starts/ tries it.
    asked.add('chat.refuse');
    // What lies on the device alone is no kind of the table's: the client asks, and decide.test.ts has all its cells.
    asked.add('premium-path.walk');
    expect([...asked].toSorted()).toEqual(Object.keys(every).toSorted());
  });
});
