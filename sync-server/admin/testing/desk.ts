import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAccountByName } from '../../accounts/account-store.ts';
import { storeFile } from '../../database/data-folder.ts';
import { openDatabase, type Database } from '../../database/open.ts';
import type { AccountRow } from '../../database/tables.ts';
import { createFakePorts } from '../../testing/fake-ports.ts';
import { runAdmin } from '../run.ts';

export interface AdminAnswer {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

/** Where an operator sits: a folder of their own with the relay's data in it, or not yet. */
export class AdminDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'samovar-admin-'));
  readonly data = join(this.folder, 'data');
  readonly ports = createFakePorts();

  /** `input`: what is typed when a password is asked for. */
  async run(argv: readonly string[], input = ''): Promise<AdminAnswer> {
    const out: string[] = [];
    const complaints: string[] = [];
    const context = {
      dataFolder: this.data,
      cwd: this.folder,
      ports: this.ports,
      say: (text: string) => void out.push(text),
      readInput: async () => input,
    };
    const code = await runAdmin(argv, context, (text) => void complaints.push(text));
    return { code, out: out.join('\n'), complaint: complaints.join('\n') };
  }

  /** One line, in which a stroke stands for a space inside one argument. */
  type(line: string, input = ''): Promise<AdminAnswer> {
    return this.run(line.split(' ').map((argument) => argument.replaceAll('_', ' ')), input);
  }

  async inStore<T>(look: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase({ file: storeFile(this.data) });
    try {
      return await look(database);
    } finally {
      await database.close();
    }
  }

  /** Throws when there is none of that name. */
  account(name: string): Promise<AccountRow> {
    return this.inStore(async ({ db }) => {
      const row = await findAccountByName(db, name);
      if (row === null) throw new Error(`no account ${name}`);
      return row;
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
