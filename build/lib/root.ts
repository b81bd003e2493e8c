import { resolve } from 'node:path';

/** The project's own folder, wherever it was cloned. */
export const root = resolve(import.meta.dirname, '../..');
