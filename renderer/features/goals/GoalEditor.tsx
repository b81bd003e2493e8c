import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { newId, type Branded } from '#shared/ids.ts';
import { useApp } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import type { Draft, DraftContent } from '../../engine/draft.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Kept } from '../../vault/types.ts';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import type { Goal } from './goal.ts';
import { emptyForm, formOf, goalForm } from './goal-form.ts';
import { GoalFields } from './GoalFields.tsx';
import { useGoals, useToday } from './use-goals.ts';

/** A new goal, or an old one to change. What is typed is a draft from the first key on, until it is saved (F229). */
export function GoalEditor(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('goals');
  const { goal: id } = props.params;
  const known = useGoals();
  const draft = useDraft(`goal/${id ?? 'new'}`);
  const content = useContent(draft);
  const before = known?.goals.find((goal) => goal.id === id) ?? null;
  const ready = known !== null && draft !== null && content !== null;
  return (
    <>
      <GrowthTabs />
      <Page title={t(id === undefined ? 'new' : 'form.edit')}>
        {ready && id !== undefined && before === null && <EmptyState text={t('gone')} />}
        {ready && (id === undefined || before !== null) && <Editing key={id} draft={draft} content={content} before={before} />}
      </Page>
    </>
  );
}

/** What the draft held when it was opened; from then on the form itself is the newest. */
function useContent(draft: Draft | null): DraftContent | null {
  const [content, setContent] = useState<DraftContent | null>(null);
  useEffect(() => {
    if (draft === null) return undefined;
    const read = (): void => setContent((now) => now ?? draft.content.getSnapshot());
    read();
    return draft.content.subscribe(read);
  }, [draft]);
  return content;
}

function Editing(props: { draft: Draft; content: DraftContent; before: Kept<Goal> | null }) {
  const { t } = useTranslation('goals');
  const { random } = useApp();
  const today = useToday();
  const [, go] = useLocation();
  const { draft, before } = props;
  const [saved] = useState(() => (before === null ? emptyForm(newId<Branded<string>>(random), today) : formOf(before.value, today)));
  const kept = goalForm.safeParse(props.content.form);
  const [restored, setRestored] = useState(kept.success);
  return (
    <>
      {restored && (
        <p>
          {t('form.restored')}{' '}
          {before !== null && (
            <Button
              variant="subtle"
              size="compact-md"
              onClick={() => {
                draft.sent();
                setRestored(false);
              }}
            >
              {t('form.asSaved')}
            </Button>
          )}
        </p>
      )}
      <GoalFields
        key={String(restored)}
        initial={restored && kept.success ? kept.data : saved}
        before={before}
        draft={draft}
        left={(id) => go(id === null ? '/growth/goals' : `/growth/goals/${id}`)}
      />
    </>
  );
}
