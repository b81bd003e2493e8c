import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** F104: a mark for each device on which an account is used, and not for the one on which it began alone. */
export const devices = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('marks_of_devices')
      .addColumn('account', 'text', (column) => column.notNull().references('accounts.id').onDelete('cascade'))
      .addColumn('mark', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('device_marks_key', ['account', 'mark'])
      .execute();
    await sql`insert into marks_of_devices (account, mark, at_ms) select account, mark, at_ms from device_marks`.execute(db);
    await db.schema.dropTable('device_marks').execute();
    await db.schema.alterTable('marks_of_devices').renameTo('device_marks').execute();
  },
});
