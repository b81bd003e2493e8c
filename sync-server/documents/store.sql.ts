import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { DocumentName } from '#shared/documents/names.ts';
import type { Clock } from '#shared/ports.ts';
import type { Tables } from '../database/tables.ts';
import { continueLog } from '../segments/segment-rows.ts';
import type { ClientBinding, DocumentChange, DocumentStore, StoredDocument } from './store.ts';

/** Rows in one statement. Larger groups are several statements of one transaction. */
const ROWS_PER_INSERT = 64;

type UpdateRow = readonly [name: DocumentName, bytes: Uint8Array];

/** Keeps documents in the relay's tables. Portable SQL only; durability is the connection's business. */
export class SqlDocumentStore implements DocumentStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #insertByRows = new Map<number, string>();

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  load(name: DocumentName): Promise<StoredDocument> {
    return this.#db.transaction().execute(async (trx) => {
      const head = await trx.selectFrom('documents').select('snapshot').where('name', '=', name).executeTakeFirst();
      const rows = await trx
        .selectFrom('document_updates')
        .select('bytes')
        .where('name', '=', name)
        .orderBy('seq')
        .execute();
      const clients = await trx
        .selectFrom('document_clients')
        .select(['client', 'account'])
        .where('name', '=', name)
        .execute();
      return {
        snapshot: head?.snapshot ?? null,
        updates: rows.map((row) => row.bytes),
        clients: clients.map((row): ClientBinding => [Number(row.client), row.account]),
      };
    });
  }

  async commit(changes: readonly DocumentChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      await this.#touch(trx, changes);
      await bindClients(trx, changes);
      for (const { continues } of changes) if (continues !== undefined) await continueLog(trx, continues);
      const rows: UpdateRow[] = [];
      for (const { name, content } of changes) {
        if (content.kind === 'snapshot') await replaceAll(trx, name, content.snapshot);
        else for (const bytes of content.updates) rows.push([name, bytes]);
      }
      await this.#insertUpdates(trx, rows);
    });
  }

  async erase(name: DocumentName): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx.deleteFrom('document_updates').where('name', '=', name).execute();
      await trx.deleteFrom('document_clients').where('name', '=', name).execute();
      await trx.deleteFrom('documents').where('name', '=', name).execute();
    });
  }

  async #touch(trx: Transaction<Tables>, changes: readonly DocumentChange[]): Promise<void> {
    const nowMs = this.#clock.nowMs();
    for (const part of chunks([...new Set(changes.map((change) => change.name))])) {
      await trx
        .insertInto('documents')
        .values(part.map((name) => ({ name, snapshot: null, snapshot_seq: 0, created_at_ms: nowMs, updated_at_ms: nowMs })))
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ updated_at_ms: nowMs }))
        .execute();
    }
  }

  /** The hot path. Building the statement costs more than running it, so that is done once per number of rows. */
  async #insertUpdates(trx: Transaction<Tables>, rows: readonly UpdateRow[]): Promise<void> {
    for (const part of chunks(rows)) {
      await trx.executeQuery(CompiledQuery.raw(this.#insertOf(part.length), part.flat()));
    }
  }

  #insertOf(rows: number): string {
    const known = this.#insertByRows.get(rows);
    if (known !== undefined) return known;
    const example = { name: '' as DocumentName, bytes: new Uint8Array() };
    const values = Array.from({ length: rows }, () => example);
    const { sql } = this.#db.insertInto('document_updates').columns(['name', 'bytes']).values(values).compile();
    this.#insertByRows.set(rows, sql);
    return sql;
  }
}

async function bindClients(trx: Transaction<Tables>, changes: readonly DocumentChange[]): Promise<void> {
  const rows = changes.flatMap(({ name, clients }) => clients.map(([client, account]) => ({ name, client, account })));
  for (const part of chunks(rows)) {
    const insert = trx.insertInto('document_clients').values(part);
    await insert.onConflict((conflict) => conflict.columns(['name', 'client']).doNothing()).execute();
  }
}

async function replaceAll(trx: Transaction<Tables>, name: DocumentName, snapshot: Uint8Array): Promise<void> {
  const newest = await trx
    .selectFrom('document_updates')
    .select((row) => row.fn.max('seq').as('seq'))
    .where('name', '=', name)
    .executeTakeFirst();
  await trx.deleteFrom('document_updates').where('name', '=', name).execute();
  const seq = newest?.seq;
  await trx
    .updateTable('documents')
    .set(seq === null || seq === undefined ? { snapshot } : { snapshot, snapshot_seq: Number(seq) })
    .where('name', '=', name)
    .execute();
}

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += ROWS_PER_INSERT) yield items.slice(from, from + ROWS_PER_INSERT);
}
