import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import { checksumOf, proofOfClients, proofOfUpdates } from '../../documents/proof.ts';

/** The tables as they are at this number. */
interface Shape {
  documents: {
    name: DocumentName;
    snapshot: Uint8Array | null;
    snapshot_sum: number;
    update_count: number;
    update_sum: number;
    client_count: number;
    client_sum: number;
  };
  document_updates: { name: DocumentName; bytes: Uint8Array };
  document_clients: { name: DocumentName; client: number; account: AccountId };
}

const COLUMNS = ['snapshot_sum', 'update_count', 'update_sum', 'client_count', 'client_sum'] as const;

/** RELIABILITY A7: beside each document, what it consists of. What is there already is taken for whole. */
export const proofs = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    for (const column of COLUMNS) {
      await db.schema.alterTable('documents').addColumn(column, 'bigint', (it) => it.notNull().defaultTo(0)).execute();
    }
    const typed = db as unknown as Kysely<Shape>;
    // Names first: a document at a time is all that has to fit into memory.
    const names = await typed.selectFrom('documents').select('name').execute();
    for (const { name } of names) await prove(typed, name);
  },
});

async function prove(db: Kysely<Shape>, name: DocumentName): Promise<void> {
  const { snapshot } = await db.selectFrom('documents').select('snapshot').where('name', '=', name).executeTakeFirstOrThrow();
  const updates = await db.selectFrom('document_updates').select('bytes').where('name', '=', name).execute();
  const clients = await db.selectFrom('document_clients').select(['client', 'account']).where('name', '=', name).execute();
  const ofUpdates = proofOfUpdates(name, updates.map(({ bytes }) => bytes));
  const ofClients = proofOfClients(name, clients.map(({ client, account }) => [Number(client), account] as const));
  await db
    .updateTable('documents')
    .set({
      snapshot_sum: snapshot === null ? 0 : checksumOf(name, snapshot),
      update_count: ofUpdates.count,
      update_sum: ofUpdates.sum,
      client_count: ofClients.count,
      client_sum: ofClients.sum,
    })
    .where('name', '=', name)
    .execute();
}
