import { unreachable } from '#shared/result.ts';
import { isDamage, isStorageError } from '../database/storage-error.ts';
import { StoreTooOld, StoreUnknown } from '../database/migrate.ts';
import type { ListFault } from '../database/migration-list.ts';
import { prepareDataFolder } from '../database/data-folder.ts';
import { audit } from './audit.ts';
import { banSomebody } from './banning.ts';
import { backup, FOLDER_FAULTS, restore, wasOpen } from './backups.ts';
import { HELP, parseAdminCommand, type AdminCommand } from './command.ts';
import { DONE, withExistingStore, withStore, type AdminContext, type Outcome } from './context.ts';
import { setGrant } from './grants.ts';
import { list } from './lists.ts';
import { answer, correctAge, setClearance } from './deciding.ts';
import { health } from './health.ts';
import { makeAdmin, makeListener, restrict } from './people.ts';
import { roleCommand } from './roles.ts';
import { show } from './show.ts';
import { trackCommand } from './track-command.ts';
import { therapistCommand } from './therapists.ts';
import { verify } from './verify.ts';

const STORE_FAULT =
  'The store could not be used: the disk is full, the file damaged, or a relay kept it busy. Nothing was changed.';

const UNKNOWN_STORE: Readonly<Record<ListFault, string>> = {
  newer: 'The store was made by a newer Samovar: use the admin command of that one.',
  damaged: 'The store is damaged, and nothing was changed. Look with "verify"; stop the relay, keep a copy of the folder, and restore the newest backup.',
  'newer-or-damaged':
    'The store either was made by a newer Samovar or is damaged; nothing was changed. If a newer one ever ran here, use the admin command of that one. If none did, keep a copy of the folder, and restore the newest backup.',
};

const OLDER_RELAY =
  'The relay that runs here is of an older version than this command. Stop it and start the new one first, or use the command of the old one.';

/** What is wrong with a place that the operator named, by the code that the system has for it. */
const FILE_FAULTS = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
} as const;
type FileError = Error & { readonly code: keyof typeof FILE_FAULTS; readonly path: string };

const isFileError = (error: unknown): error is FileError =>
  error instanceof Error && 'path' in error && 'code' in error && Object.hasOwn(FILE_FAULTS, String(error.code));

export const EXIT = { done: 0, notDone: 1, notUnderstood: 2 } as const;

/** Runs one command line and gives back the exit code; `complain` is one line to standard error. */
export async function runAdmin(
  argv: readonly string[],
  context: AdminContext,
  complain: (line: string) => void,
): Promise<number> {
  const command = parseAdminCommand(argv);
  if (!command.ok) {
    complain(`${command.error} "npm run admin -- help" lists what there is.`);
    return EXIT.notUnderstood;
  }
  try {
    const outcome = await perform(command.value, context);
    if (outcome.ok) return EXIT.done;
    complain(outcome.error);
  } catch (error) {
    if (error instanceof StoreUnknown) complain(UNKNOWN_STORE[error.fault]);
    else if (error instanceof StoreTooOld) complain(OLDER_RELAY);
    else if (isStorageError(error) || isDamage(error)) complain(STORE_FAULT);
    else if (isFileError(error)) complain(`${error.path.replace(/\.partial$/, '')} cannot be used: ${FILE_FAULTS[error.code]}. Nothing was changed.`);
    else throw error;
  }
  return EXIT.notDone;
}

async function perform(command: AdminCommand, context: AdminContext): Promise<Outcome> {
  switch (command.do) {
    case 'help':
      context.say(HELP);
      return DONE;
    case 'listener':
      return making(context, () => withStore(context, ({ db }) => makeListener(context, db, command)));
    case 'admin':
      return making(context, () => withStore(context, ({ db }) => makeAdmin(context, db, command)));
    case 'list':
      return withExistingStore(context, ({ db }) => list(context, db, command.what));
    case 'ban':
      return withExistingStore(context, ({ db }) => banSomebody(context, db, command));
    case 'unban':
    case 'release':
    case 'unpicture':
      return withExistingStore(context, ({ db }) => restrict(context, db, command));
    case 'role':
      return withExistingStore(context, ({ db }) => roleCommand(context, db, command));
    case 'therapist':
      return withExistingStore(context, ({ db }) => therapistCommand(context, db, command));
    case 'audit':
      return withExistingStore(context, ({ db }) => audit(context, db, command));
    case 'age':
      return withExistingStore(context, ({ db }) => correctAge(context, db, command));
    case 'answer':
      return withExistingStore(context, ({ db }) => answer(context, db, command));
    case 'track':
      return withExistingStore(context, ({ db }) => trackCommand(context, db, command));
    case 'show':
      return withExistingStore(context, ({ db }) => show(context, db, command.name));
    case 'health':
      return withExistingStore(context, () => health(context));
    case 'clear':
    case 'unclear':
    case 'decline':
      return withExistingStore(context, ({ db }) => setClearance(context, db, command));
    case 'grant':
    case 'revoke':
      return withExistingStore(context, ({ db }) => setGrant(context, db, command));
    case 'backup':
      return withExistingStore(context, (database) => backup(context, database, command));
    case 'restore':
      return restore(context, command);
    case 'verify':
      return verify(context, command);
    default:
      return unreachable(command);
  }
}

/** The first listener may be made before the relay has ever run. */
async function making(context: AdminContext, run: () => Promise<Outcome>): Promise<Outcome> {
  const prepared = prepareDataFolder(context.dataFolder);
  if (prepared.ok) {
    if (prepared.value.length > 0) context.say(wasOpen(prepared.value));
    return run();
  }
  return { ok: false, error: `${context.dataFolder} cannot be the data folder: it is ${FOLDER_FAULTS[prepared.error]}.` };
}
