import { checkLibrary } from '../checks/library.ts';

/** `npm run library`: tells whoever writes a guide or a path what is wrong with it. */
const complaints = checkLibrary();
for (const complaint of complaints) console.error(complaint);
console.log(complaints.length === 0 ? 'The library is in order.' : `Not in order: ${complaints.length}`);
process.exit(complaints.length === 0 ? 0 : 1);
