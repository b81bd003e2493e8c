import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every way in which a text may stand readable in a file: UTF-8, UTF-16 in both orders, base64 at each offset. */
function forms(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const base64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    // The first and last characters depend on the neighbours; the middle is what a search would find.
    return Buffer.from(shifted.slice(shift === 0 ? 0 : 4, -4));
  });
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...base64];
}

/** Every file under `folder` that holds the text in some readable form; the files of the store, logs and caches alike. */
export function filesThatHold(folder: string, text: string): string[] {
  const needles = forms(text);
  return globSync('**/*', { cwd: folder }).filter((file) => {
    const path = join(folder, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    const bytes = readFileSync(path);
    return needles.some((needle) => bytes.includes(needle));
  });
}
