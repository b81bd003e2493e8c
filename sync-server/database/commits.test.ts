import { expect, test } from 'vitest';
import type { Written } from './durable-log.ts';
import { commitsOf, effectOf } from './commits.ts';

test.each([
  ['select * from "accounts"', 'none'],
  ['begin immediate', 'begins'],
  ['rollback', 'begins'],
  ['rollback to savepoint x', 'facts'],
  ['commit', 'commits'],
  ['insert into "document_updates" ("name") values (?)', 'accounted-for'],
  ['update "documents" set "snapshot" = ?', 'accounted-for'],
  ['delete from "document_clients" where "name" = ?', 'accounted-for'],
  ['insert into "relay_clock" ("id") values (?)', 'accounted-for'],
  ['pragma user_version = 2', 'accounted-for'],
  ['insert into "log_segments" ("log") values (?)', 'facts'],
  ['update "accounts" set "banned" = 1', 'facts'],
  ['with x as (select 1) delete from "documents"', 'facts'],
  ['create table "documents" (x)', 'facts'],
] as const)('A3: "%s" is %s', (sql, effect) => expect(effectOf(sql)).toBe(effect));

test('A3: one fact makes a fact of the whole transaction; one that is rolled back is nothing', () => {
  const store = { isTransaction: true };
  const heard: Written[] = [];
  const done = commitsOf(store, { wrote: (what = 'facts') => heard.push(what) });
  for (const effect of ['begins', 'accounted-for', 'facts', 'accounted-for', 'commits'] as const) done(effect);
  for (const effect of ['begins', 'accounted-for', 'commits'] as const) done(effect);
  for (const effect of ['begins', 'facts', 'begins', 'commits'] as const) done(effect);
  store.isTransaction = false;
  done('accounted-for');
  done('facts');
  expect(heard).toEqual(['facts', 'accounted-for', 'accounted-for', 'facts']);
});
