-- A store as Samovar 0.1.0 made it: its own schema, two people who talked, one chat folded and one not.
-- Kept for ever, and never changed: every later release must open it (RELIABILITY A9).

CREATE TABLE "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
CREATE TABLE "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
CREATE TABLE "accounts" ("id" text primary key, "name" text not null, "name_folded" text not null unique, "type" text not null, "password_hash" text, "age_group" text, "parental_consent" integer default 0 not null, "consent_versions" text, "consented_at_ms" bigint, "cleared_for_teens" integer default 0 not null, "banned" integer default 0 not null, "admin" integer default 0 not null, "created_at_ms" bigint not null, "forgotten_at_ms" bigint);
CREATE TABLE "sessions" ("token_hash" text primary key, "account" text not null references "accounts" ("id") on delete cascade, "device" text not null unique, "device_name" text not null, "created_at_ms" bigint not null, "seen_at_ms" bigint not null);
CREATE TABLE "account_changes" ("seq" integer primary key autoincrement, "account" text not null references "accounts" ("id") on delete cascade, "device" text, "at_ms" bigint not null);
CREATE TABLE "requests" ("id" text primary key, "seeker" text not null references "accounts" ("id") on delete cascade, "topic" text, "language" text not null, "age_group" text not null, "state" text not null, "created_at_ms" bigint not null, "settled_at_ms" bigint, "chat" text);
CREATE TABLE "chats" ("id" text primary key, "seeker" text not null references "accounts" ("id"), "listener" text not null references "accounts" ("id"), "topic" text, "language" text not null, "state" text not null, "opened_at_ms" bigint not null, "ended_at_ms" bigint, "ended_by" text);
CREATE TABLE "blocks" ("blocker" text not null references "accounts" ("id") on delete cascade, "blocked" text not null references "accounts" ("id") on delete cascade, "at_ms" bigint not null, constraint "blocks_pair" primary key ("blocker", "blocked"));
CREATE TABLE "documents" ("name" text primary key, "snapshot" blob, "snapshot_seq" bigint default 0 not null, "created_at_ms" bigint not null, "updated_at_ms" bigint not null);
CREATE TABLE "document_updates" ("seq" integer primary key autoincrement, "name" text not null, "bytes" blob not null);
CREATE TABLE "document_clients" ("name" text not null, "client" bigint not null, "account" text not null, constraint "document_clients_pair" primary key ("name", "client"));
CREATE INDEX "sessions_account" on "sessions" ("account");
CREATE INDEX "sessions_seen" on "sessions" ("seen_at_ms");
CREATE UNIQUE INDEX "requests_one_waiting" on "requests" ("seeker") where "state" = 'waiting';
CREATE INDEX "requests_queue" on "requests" ("state", "age_group", "created_at_ms");
CREATE INDEX "requests_seeker" on "requests" ("seeker");
CREATE INDEX "chats_seeker" on "chats" ("seeker", "state");
CREATE INDEX "chats_listener" on "chats" ("listener", "state");
CREATE INDEX "chats_state" on "chats" ("state");
CREATE INDEX "blocks_blocked" on "blocks" ("blocked");
CREATE INDEX "document_updates_name" on "document_updates" ("name", "seq");

insert into "kysely_migration" (name, timestamp) values ('0001-first-cup', '2026-01-01T00:00:00.000Z');
insert into "kysely_migration_lock" (id, is_locked) values ('migration_lock', 0);
insert into "accounts" (id, name, name_folded, type, password_hash, age_group, parental_consent, consent_versions, consented_at_ms, cleared_for_teens, banned, admin, created_at_ms, forgotten_at_ms) values ('annannannannannannan', 'Ann', 'ann', 'member', null, 'adult', 0, null, null, 0, 0, 0, 1800000000000, null);
insert into "accounts" (id, name, name_folded, type, password_hash, age_group, parental_consent, consent_versions, consented_at_ms, cleared_for_teens, banned, admin, created_at_ms, forgotten_at_ms) values ('benbenbenbenbenbenbe', 'Ben', 'ben', 'listener', null, 'adult', 0, null, null, 0, 0, 0, 1800000000000, null);
insert into "sessions" (token_hash, account, device, device_name, created_at_ms, seen_at_ms) values ('abababababababababababababababababababababababababababababababab', 'annannannannannannan', 'devdevdevdevdevdevde', 'laptop', 1800000000000, 1800000000000);
insert into "chats" (id, seeker, listener, topic, language, state, opened_at_ms, ended_at_ms, ended_by) values ('chatchatchatchatchat', 'annannannannannannan', 'benbenbenbenbenbenbe', 'sleep', 'en', 'open', 1800000000000, null, null);
insert into "chats" (id, seeker, listener, topic, language, state, opened_at_ms, ended_at_ms, ended_by) values ('pastpastpastpastpast', 'annannannannannannan', 'benbenbenbenbenbenbe', 'sleep', 'en', 'ended', 1800000000000, null, null);
insert into "blocks" (blocker, blocked, at_ms) values ('annannannannannannan', 'benbenbenbenbenbenbe', 1800000000000);
insert into "documents" (name, snapshot, snapshot_seq, created_at_ms, updated_at_ms) values ('chat/chatchatchatchatchat', x'01010700080107656e74726965730276050269647716616e6e616e6e616e6e616e6e616e6e616e6e616e2d3106617574686f727714616e6e616e6e616e6e616e6e616e6e616e6e616e0261747b427a3185c5001000046b696e6477076d65737361676504746578747706776f7264203176050269647716616e6e616e6e616e6e616e6e616e6e616e6e616e2d3206617574686f727714616e6e616e6e616e6e616e6e616e6e616e6e616e0261747b427a3185c5002000046b696e6477076d65737361676504746578747706776f7264203200', 2, 1800000000000, 1800000000000);
insert into "documents" (name, snapshot, snapshot_seq, created_at_ms, updated_at_ms) values ('chat/pastpastpastpastpast', null, 0, 1800000000000, 1800000000000);
insert into "document_updates" (seq, name, bytes) values (1, 'chat/chatchatchatchatchat', x'010107028807010176050269647716616e6e616e6e616e6e616e6e616e6e616e6e616e2d3306617574686f727714616e6e616e6e616e6e616e6e616e6e616e6e616e0261747b427a3185c5003000046b696e6477076d65737361676504746578747706776f7264203300');
insert into "document_updates" (seq, name, bytes) values (2, 'chat/chatchatchatchatchat', x'010107038807020176050269647716616e6e616e6e616e6e616e6e616e6e616e6e616e2d3406617574686f727714616e6e616e6e616e6e616e6e616e6e616e6e616e0261747b427a3185c5004000046b696e6477076d65737361676504746578747706776f7264203400');
insert into "document_updates" (seq, name, bytes) values (3, 'chat/pastpastpastpastpast', x'01010700080107656e74726965730276050269647716616e6e616e6e616e6e616e6e616e6e616e6e616e2d3106617574686f727714616e6e616e6e616e6e616e6e616e6e616e6e616e0261747b427a3185c5001000046b696e6477076d65737361676504746578747706776f7264203176050269647716616e6e616e6e616e6e616e6e616e6e616e6e616e2d3206617574686f727714616e6e616e6e616e6e616e6e616e6e616e6e616e0261747b427a3185c5002000046b696e6477076d65737361676504746578747706776f7264203200');
insert into "document_clients" (name, client, account) values ('chat/chatchatchatchatchat', 7, 'annannannannannannan');
insert into "document_clients" (name, client, account) values ('chat/chatchatchatchatchat', 4294967295, 'benbenbenbenbenbenbe');
insert into "document_clients" (name, client, account) values ('chat/pastpastpastpastpast', 7, 'annannannannannannan');
