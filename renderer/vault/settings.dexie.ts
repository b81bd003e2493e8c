import type { Table } from 'dexie';
import type { OpenVault } from './adapter.ts';
import type { Settings } from './types.ts';
import type { SettingRow } from './vault-database.ts';

/** Small named values: settings and drafts. The names are hidden as well: `chat/…` says with whom one talks. */
export function createSettings({ secrets, work, damage }: OpenVault, table: Table<SettingRow, string>): Settings {
  const rowOf = (name: string): string => secrets.rowId(table.name, name);
  return {
    async get<Value>(name: string): Promise<Value | null> {
      const found = damage.readable(await work.run(() => table.get(rowOf(name))));
      // Only what `set` was given comes back; the caller knows what it put there.
      return found === null ? null : (JSON.parse(found.json) as Value);
    },
    set(name, value) {
      const json = JSON.stringify(value);
      if (json === undefined) throw new TypeError(`${name} is not plain JSON`);
      return work.run(async () => void (await table.put({ row: rowOf(name), name, json })));
    },
    remove: (name) => work.run(() => table.delete(rowOf(name))),
  };
}
