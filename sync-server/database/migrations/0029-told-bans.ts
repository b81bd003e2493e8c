import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** F103: what somebody banned reads of why. Of bans that are there from before nothing was written down for them. */
export const toldBans = (): Migration => ({
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('accounts').addColumn('ban_told', 'text').execute();
  },
});
