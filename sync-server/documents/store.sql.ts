import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { DocumentName } from '#shared/documents/names.ts';
import type { Clock } from '#shared/ports.ts';
import { NotDurable } from '../database/durable-log.ts';
import type { Tables } from '../database/tables.ts';
import { continueLog } from '../segments/segment-rows.ts';
import { DamagedDocumentError } from './damage.ts';
import { mergedByName, type MergedChange } from './merged-changes.ts';
import { checksumOf, faultIn, NOTHING, proofOfClients, proofOfUpdates, type Proof } from './proof.ts';
import type { ClientBinding, DocumentChange, DocumentStore, StoredDocument } from './store.ts';

/** Rows in one statement. Larger groups are several statements of one transaction. */
const ROWS_PER_INSERT = 64;

type UpdateRow = readonly [name: DocumentName, bytes: Uint8Array];

/** Keeps documents in the relay's tables. Portable SQL only; durability is the connection's business. */
export class SqlDocumentStore implements DocumentStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #touchOf: Statements;
  readonly #insertOf: Statements;
  /**
   * The disk refused what SQLite has already committed of these, so it may be gone at the next start: how many of its
   * newest updates; everything where a snapshot, or nothing, took the place of what was certain. In the words of
   * `DurableLog`, so what is written here is accounted for.
   */
  readonly #uncertain = new Map<DocumentName, number | 'everything'>();

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#touchOf = touchStatements(db);
    this.#insertOf = insertStatements(db);
  }

  /**
   * Rejects with `DamagedDocumentError` when the rows are not what was stored (RELIABILITY A7). Leaves out what nobody can
   * tell whether it will be there tomorrow (A3), and rejects with `NotDurable` where that is everything.
   */
  async load(name: DocumentName): Promise<StoredDocument> {
    const { head, snapshot, updates, clients } = await this.#db.transaction().execute((trx) => readRows(trx, name));
    const fault = faultIn(name, { head, snapshot, updates, clients });
    if (fault !== null) throw new DamagedDocumentError(fault);
    const uncertain = this.#uncertain.get(name) ?? 0;
    if (uncertain === 'everything') throw new NotDurable(`nothing is certain of ${name}`);
    return { snapshot, updates: updates.slice(0, updates.length - uncertain), clients };
  }

  async commit(changes: readonly DocumentChange[]): Promise<void> {
    if (changes.length === 0) return;
    const merged = mergedByName(changes);
    try {
      await this.#write(merged, changes);
    } catch (error) {
      // One that was rolled back, and then waited for others' words, has put nothing there that could be left out.
      if (error instanceof NotDurable && error.wrote) {
        for (const { name, snapshot, updates } of merged) this.#uncertain.set(name, snapshot === null ? updates.length : 'everything');
      }
      throw error;
    }
  }

  async #write(merged: readonly MergedChange[], changes: readonly DocumentChange[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const bound = await bindClients(trx, merged);
      await this.#touch(trx, merged, bound);
      for (const { continues } of changes) if (continues !== undefined) await continueLog(trx, continues);
      const rows: UpdateRow[] = [];
      for (const { name, snapshot, updates } of merged) {
        if (snapshot !== null) await replaceAll(trx, name, snapshot, proofOfUpdates(name, updates));
        for (const bytes of updates) rows.push([name, bytes]);
      }
      await this.#insertUpdates(trx, rows);
    });
  }

  async erase(name: DocumentName): Promise<void> {
    try {
      await this.#db.transaction().execute(async (trx) => {
        await trx.deleteFrom('document_updates').where('name', '=', name).execute();
        await trx.deleteFrom('document_clients').where('name', '=', name).execute();
        await trx.deleteFrom('document_snapshots').where('name', '=', name).execute();
        await trx.deleteFrom('documents').where('name', '=', name).execute();
      });
    } catch (error) {
      if (error instanceof NotDurable && error.wrote) this.#uncertain.set(name, 'everything');
      throw error;
    }
  }

  /** Every document that changes has a row; in it when it last changed, and the proof of what is added. */
  async #touch(trx: Transaction<Tables>, merged: readonly MergedChange[], bound: ReadonlyMap<DocumentName, Proof>): Promise<void> {
    const nowMs = this.#clock.nowMs();
    for (const part of chunks(merged)) {
      const rows = part.flatMap(({ name, snapshot, updates }) => {
        const added = snapshot === null ? proofOfUpdates(name, updates) : NOTHING; // a snapshot brings its own
        const clients = bound.get(name) ?? NOTHING;
        return [name, nowMs, nowMs, added.count, added.sum, clients.count, clients.sum];
      });
      await trx.executeQuery(CompiledQuery.raw(this.#touchOf.sql(part.length), rows));
    }
  }

  async #insertUpdates(trx: Transaction<Tables>, rows: readonly UpdateRow[]): Promise<void> {
    for (const part of chunks(rows)) {
      await trx.executeQuery(CompiledQuery.raw(this.#insertOf.sql(part.length), part.flat()));
    }
  }
}

/** The hot path: building a statement costs more than running it, so that is done once per number of rows. */
class Statements {
  readonly #build: (rows: number) => string;
  readonly #sqlByRows = new Map<number, string>();

  constructor(build: (rows: number) => string) {
    this.#build = build;
  }

  sql(rows: number): string {
    const known = this.#sqlByRows.get(rows);
    if (known !== undefined) return known;
    const built = this.#build(rows);
    this.#sqlByRows.set(rows, built);
    return built;
  }
}

const times = <Row>(row: Row, count: number): Row[] => Array.from({ length: count }, () => row);

const touchStatements = (db: Kysely<Tables>): Statements =>
  new Statements((rows) => {
    const proof = { update_count: 0, update_sum: 0, client_count: 0, client_sum: 0 };
    const row = { name: '' as DocumentName, created_at_ms: 0, updated_at_ms: 0, ...proof };
    return db
      .insertInto('documents')
      .columns(['name', 'created_at_ms', 'updated_at_ms', 'update_count', 'update_sum', 'client_count', 'client_sum'])
      .values(times(row, rows))
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((eb) => ({
          updated_at_ms: eb.ref('excluded.updated_at_ms'),
          update_count: eb('documents.update_count', '+', eb.ref('excluded.update_count')),
          update_sum: eb('documents.update_sum', '+', eb.ref('excluded.update_sum')),
          client_count: eb('documents.client_count', '+', eb.ref('excluded.client_count')),
          client_sum: eb('documents.client_sum', '+', eb.ref('excluded.client_sum')),
        })),
      )
      .compile().sql;
  });

const insertStatements = (db: Kysely<Tables>): Statements =>
  new Statements((rows) => {
    const row = { name: '' as DocumentName, bytes: new Uint8Array() };
    return db.insertInto('document_updates').columns(['name', 'bytes']).values(times(row, rows)).compile().sql;
  });

async function readRows(trx: Transaction<Tables>, name: DocumentName) {
  const row = await trx.selectFrom('documents').selectAll().where('name', '=', name).executeTakeFirst();
  const folded = await trx.selectFrom('document_snapshots').select('bytes').where('name', '=', name).executeTakeFirst();
  const updates = await trx.selectFrom('document_updates').select('bytes').where('name', '=', name).orderBy('seq').execute();
  const clients = await trx.selectFrom('document_clients').select(['client', 'account']).where('name', '=', name).execute();
  const head =
    row === undefined
      ? null
      : {
          snapshotSum: Number(row.snapshot_sum),
          updates: { count: Number(row.update_count), sum: Number(row.update_sum) },
          clients: { count: Number(row.client_count), sum: Number(row.client_sum) },
        };
  return {
    head,
    snapshot: folded?.bytes ?? null,
    updates: updates.map(({ bytes }) => bytes),
    clients: clients.map(({ client, account }): ClientBinding => [Number(client), account]),
  };
}

/** First use wins. Gives the proof of what was really added to each document. */
async function bindClients(trx: Transaction<Tables>, merged: readonly MergedChange[]): Promise<ReadonlyMap<DocumentName, Proof>> {
  const rows = merged.flatMap(({ name, clients }) => clients.map(([client, account]) => ({ name, client, account })));
  const added = new Map<DocumentName, ClientBinding[]>();
  for (const part of chunks(rows)) {
    const insert = trx.insertInto('document_clients').values(part);
    const fresh = await insert
      .onConflict((conflict) => conflict.columns(['name', 'client']).doNothing())
      .returning(['name', 'client', 'account'])
      .execute();
    for (const { name, client, account } of fresh) {
      const binding: ClientBinding = [Number(client), account];
      added.set(name, [...(added.get(name) ?? []), binding]);
    }
  }
  return new Map([...added].map(([name, bindings]) => [name, proofOfClients(name, bindings)]));
}

async function replaceAll(trx: Transaction<Tables>, name: DocumentName, snapshot: Uint8Array, after: Proof): Promise<void> {
  const newest = await trx
    .selectFrom('document_updates')
    .select((row) => row.fn.max('seq').as('seq'))
    .where('name', '=', name)
    .executeTakeFirst();
  await trx.deleteFrom('document_updates').where('name', '=', name).execute();
  const seq = newest?.seq;
  const bytes = snapshot;
  await trx.insertInto('document_snapshots').values({ name, bytes }).onConflict((it) => it.column('name').doUpdateSet({ bytes })).execute();
  const replaced = { snapshot_sum: checksumOf(name, snapshot), update_count: after.count, update_sum: after.sum };
  await trx
    .updateTable('documents')
    .set(seq === null || seq === undefined ? replaced : { ...replaced, snapshot_seq: Number(seq) })
    .where('name', '=', name)
    .execute();
}

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += ROWS_PER_INSERT) yield items.slice(from, from + ROWS_PER_INSERT);
}
