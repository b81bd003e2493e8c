/** Something a person can mend: they are told what, without a stack. Anything else is a mistake of ours and shows all it knows. */
export class Trouble extends Error {}

/** Runs a command's body; on failure says what is wrong and ends with 1. */
export async function command(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    console.error(isForThePerson(error) ? error.message : error);
    process.exit(1);
  }
}

/** An unknown option is a slip of the person, too; `parseArgs` says it well enough. */
const isForThePerson = (error: unknown): error is Error =>
  error instanceof Trouble ||
  (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS'));
