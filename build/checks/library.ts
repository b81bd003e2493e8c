import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryComplaints, type LibraryFile } from '../../renderer/content/library/validate.ts';
import { root } from '../lib/root.ts';

const LIBRARY = join(root, 'renderer/content/library');

/** What is wrong with the guides, paths, meditations and the rest, one line each. */
export function checkLibrary(): readonly string[] {
  const broken: string[] = [];
  const files = globSync('*/*/*.json', { cwd: LIBRARY }).toSorted().flatMap((path): LibraryFile[] => {
    try {
      return [{ path, value: JSON.parse(readFileSync(join(LIBRARY, path), 'utf8')) as unknown }];
    } catch (error) {
      broken.push(`${path}: ${error instanceof Error ? error.message : 'is not JSON'}`);
      return [];
    }
  });
  return [...broken, ...libraryComplaints(files)];
}
