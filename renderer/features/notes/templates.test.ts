import { expect, test } from 'vitest';
import type { Template } from '../../content/library/schema.ts';
import { templatesFor } from './templates.ts';

const template = (id: string, audience: Template['audience']): Template => ({ id, audience, title: id, summary: id, body: id });
const all = [template('day', 'everyone'), template('after', 'listener'), template('worry', 'everyone')];

test.each([
  ['a member', { listener: false, listened: false }, ['day', 'worry']],
  ['a listener', { listener: true, listened: false }, ['day', 'worry', 'after']],
  ['whoever has just listened', { listener: true, listened: true }, ['after', 'day', 'worry']],
])('%s', (_who, which, ids) => {
  expect(templatesFor(all, which).map(({ id }) => id)).toEqual(ids);
});
