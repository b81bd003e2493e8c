import type { Result } from '#shared/result.ts';
import type { Sql } from './account-store.ts';

/**
 * A transaction of which a failing answer leaves nothing behind. Expected failures are values here, and a transaction that
 * merely answers with one would keep what it wrote up to then.
 */
export async function wholeOrNothing<T, E>(db: Sql, run: (trx: Sql) => Promise<Result<T, E>>): Promise<Result<T, E>> {
  try {
    return await db.transaction().execute(async (trx) => {
      const answer = await run(trx);
      if (!answer.ok) throw new TakenBack(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.answer as Result<T, E>;
    throw error;
  }
}

/** Never leaves this file. */
class TakenBack extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('taken back');
    this.answer = answer;
  }
}
