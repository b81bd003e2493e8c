import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseComplaints } from '../../renderer/content/course/validate.ts';
import { libraryComplaints, type LibraryFile } from '../../renderer/content/library/validate.ts';
import { root } from '../lib/root.ts';

const CONTENT = join(root, 'renderer/content');

/** What is wrong with the guides, paths, meditations and the rest, and with the course in listening, one line each. */
export function checkLibrary(): readonly string[] {
  return [...checkFolder('library', libraryComplaints), ...checkFolder('course', courseComplaints)];
}

function checkFolder(name: string, complaintsOf: (files: readonly LibraryFile[]) => readonly string[]): readonly string[] {
  const folder = join(CONTENT, name);
  const broken: string[] = [];
  const files = globSync('*/*/*.json', { cwd: folder }).toSorted().flatMap((path): LibraryFile[] => {
    try {
      return [{ path, value: JSON.parse(readFileSync(join(folder, path), 'utf8')) as unknown }];
    } catch (error) {
      broken.push(`${path}: ${error instanceof Error ? error.message : 'is not JSON'}`);
      return [];
    }
  });
  return [...broken, ...complaintsOf(files)];
}
